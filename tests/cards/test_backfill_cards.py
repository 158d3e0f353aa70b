"""What is told of a backfill: how far it is, what it has done, and its Cancel button."""

from dataclasses import replace

import pytest

from bot.cards.backfill_cards import backfill_card
from bot.cards.plain import plain
from bot.store.backfills import Backfill, Tally

JUNE = 175928847299117063
RUNNING = Backfill(
    1,
    7,
    70,
    "news",
    JUNE,
    0,
    1000,
    "running",
    room=70,
    cursor=JUNE,
    share=0.25,
    seconds=60.0,
    tally=Tally(250, 6, 3, 1),
)


def test_how_far_it_is() -> None:
    card = backfill_card(RUNNING)
    assert plain(card).startswith(
        "Reading the history of #news\nThe newest first, at most 1,000 messages.\n\n"
        "Messages looked at: 250, back to 30 Apr 2016\nArticles found: 10\nFiled: 6\nKnown already: 3\nFailed: 1\n"
        "Time left: about 3 minutes\n"
    )
    assert [action.typed() for action in card.actions] == ["backfill cancel channel:<#70>"]


@pytest.mark.parametrize(
    ("share", "seconds", "said"),
    [
        (0.0, 3.0, "not known yet"),
        (0.9, 60.0, "less than a minute"),
        (0.5, 61.0, "about 1 minute"),
        (0.1, 1000.0, "about 2 hours"),
    ],
)
def test_how_long_it_takes(share: float, seconds: float, said: str) -> None:
    assert f"Time left: {said}" in plain(backfill_card(replace(RUNNING, share=share, seconds=seconds)))


def test_what_was_done() -> None:
    done = backfill_card(replace(RUNNING, state="done"))
    assert (done.title, done.subtitle, done.actions, done.tone) == ("The history of #news was read.", "", (), "good")
    all_of_them = backfill_card(replace(RUNNING, state="done", tally=Tally(1000)))
    assert all_of_them.subtitle == "These were the 1,000 messages that were asked for; a larger `limit` goes further."
    cancelled = backfill_card(replace(RUNNING, state="cancelled"))
    assert (cancelled.title, cancelled.subtitle) == ("The reading of #news was cancelled.", "What was filed stays.")


def test_why_it_was_not() -> None:
    refused = replace(RUNNING, state="refused", reason="I may not read the history of #news.", tally=Tally())
    assert plain(backfill_card(refused)) == "I may not read the history of #news."
    assert "Filed: 6" in plain(backfill_card(replace(refused, tally=RUNNING.tally)))


def test_the_beginning_is_said() -> None:
    assert "back to 30 Apr 2016." in backfill_card(replace(RUNNING, since=JUNE)).subtitle
