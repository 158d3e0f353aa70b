"""Cards of what is new: slots with their sources, and when digests recur."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.cards.digest_cards import catchup_card, digest_card, digests_card, made_card, scheduled_card
from bot.cards.plain import plain
from bot.desk.slots import News, Slot, SlotTold
from bot.store.digests import Digest
from tests.cards.builders import ARTICLE, FIRST

LONDON = ZoneInfo("Europe/London")
DUE = datetime(2024, 7, 1, 7, tzinfo=UTC)
DIGEST = Digest(3, 7, 70, "books", time(8), None, weekdays=True, due_at=DUE, day=19_900)

OTHERS = tuple(replace(ARTICLE, id=50 + n, number=5 + n) for n in range(6))
BIG = SlotTold(ARTICLE, (*OTHERS, ARTICLE), FIRST, goes_on=True)
BARE = SlotTold(OTHERS[0], OTHERS[:1], None)
NEWS = News((Slot((40, 50), goes_on=True), Slot((51,)), Slot((52,))), 12)


def test_a_slot_is_a_title_a_sentence_and_its_sources() -> None:
    card = digest_card([BIG, BARE], NEWS, date(2024, 6, 24))
    receipts = "; ".join(f"#{n} · books · 30 Jan 1815 · https://example.org/7/70" for n in (4, 5, 6, 7, 8))
    assert plain(card) == (
        "Digest since 24 Jun 2024\n"
        "3 stories in 12 articles\n\n"
        "1. Congress buys a library (+6 · goes on)\n\n"
        f"- {FIRST.shown} [{receipts}]\n\n"
        "2. Congress buys a library [#5 · books · 30 Jan 1815 · https://example.org/7/70]\n\n"
        "… and 1 more\n\n"
        "3. All stories (stories since:2024-06-24)"
    )
    assert card.picks()[1].typed() == "story show what:#4"
    assert card.picks()[2].typed() == "article show article:#5"


def test_a_digest_that_is_late_says_so_and_since_when_it_tells() -> None:
    told = scheduled_card([BIG], NEWS, replace(DIGEST, sent_at=DUE), LONDON, late=True)
    assert told.title == "Digest of 1 Jul 2024"
    assert told.subtitle == "Since 1 Jul 2024, 08:00: 3 stories in 12 articles"
    assert told.footer == "Late: it was due on 1 Jul 2024, 08:00."
    first = scheduled_card([BIG], replace(NEWS, whole=False), DIGEST, LONDON, late=False)
    assert first.subtitle == "3 stories in 12 articles"
    assert first.footer == "Only the latest 12 articles are looked at."


def test_catching_up_says_since_when() -> None:
    assert catchup_card([BIG], NEWS, None, None, LONDON).subtitle == "Of the last seven days: 3 stories in 12 articles"
    since = catchup_card([BIG], NEWS, DUE, None, LONDON).subtitle
    assert since == "Since you looked on 1 Jul 2024, 08:00: 3 stories in 12 articles"


def test_when_digests_recur_and_what_is_wrong() -> None:
    assert (
        made_card(DIGEST, "Europe/London", LONDON, new=True).title == "A digest is posted in #books weekdays at 08:00."
    )
    listed = digests_card([replace(DIGEST, trouble="I may not post there")], "Europe/London", LONDON)
    assert listed.tone == "warn"
    assert plain(listed) == (
        "Digests\nBy the clock of Europe/London\n\n"
        "#books: weekdays at 08:00 · the next is due on 1 Jul 2024, 08:00 · none was sent yet · I may not post there"
    )
