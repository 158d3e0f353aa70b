from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards.card import Action, Card, Line, Refusal
from bot.commands.ask import Ask
from bot.commands.registry import Registry
from bot.console.front import Front, open_file
from bot.store.errors import StoreFullError
from tests.commands.fakes import ask
from tests.console.fakes import front


async def test_the_operator_may_everything() -> None:
    card = await front().answer("feed add https://example.org")
    assert card.title == "feed add"
    assert (await front().act(Action("x", "feed list"))).title == "feed list"


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (Refusal("That is no article."), "That is no article."),
        (StoreFullError("The disk is full."), "The disk is full."),
        (RuntimeError("a secret of the house"), "Something went wrong on my side."),
    ],
)
async def test_what_goes_wrong_in_filing_is_a_card(error: Exception, title: str) -> None:
    async def post(text: str) -> AsyncIterator[Card]:
        yield Card("reading")
        raise error

    cards = [card async for card in Front(Registry(), ask, post).file("x")]
    assert [(card.title, card.tone) for card in cards] == [("reading", "plain"), (title, "error")]


async def test_a_file_is_read_when_the_command_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "a story.txt").write_bytes(b"\xff\x00bytes")
    card = await front().answer(f'ingest file:"{tmp_path / "a story.txt"}"')
    (line,) = card.sections[0].lines
    assert isinstance(line, Line)
    assert line.text.endswith(r"file=('a story.txt', b'\xff\x00bytes')")


@pytest.mark.parametrize("path", ["/nowhere/at/all.txt", "/", "~nobody-of-that-name/x", "a\0b"])
async def test_a_file_that_cannot_be_read_is_refused(path: str) -> None:
    with pytest.raises(Refusal, match="I cannot read"):
        await open_file(path).read()


async def test_a_question_is_no_slip_for_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    async def taken(registry: Registry, ask: Ask, text: str) -> Card:
        return Card(f"Taken: {text}")

    monkeypatch.setattr("bot.console.front.run_words", taken)
    made = Registry()

    @made.command("why", describe={"name": "Whom"})
    async def why(ask: Ask, name: str) -> Card:
        """Explain."""
        return Card(name)

    given = Front(made, ask, front().post)
    assert (await given.words("who is Kim")).title == "Taken: who is Kim"
    assert (await given.words("wyh Kim")).title == "There is no command “wyh”."
