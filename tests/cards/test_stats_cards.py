"""The card of `stats`, as plain text."""

from datetime import date

from bot.cards.plain import plain
from bot.cards.stats_cards import stats_card
from bot.store.overdue import NOTHING_LEFT, Left
from bot.store.rows import day_of
from bot.store.stats import FailedPosting, Stats

EMPTY = Stats({}, 0, 0, 0, 0, 0, None, None, 0, NOTHING_LEFT, (), 3 << 19)

FULL = Stats(
    {"ready": 1200, "pending": 2, "deferred": 3, "failed": 2}, 1300, 4, 500, 200, 9000,
    day_of(date(1815, 1, 30)), day_of(date(1990, 10, 3)), 5, Left(1),
    (
        FailedPosting(7, "A title", "It took too long."), FailedPosting(8, None, "It broke."),
        FailedPosting(None, None, "It is no text."),
    ),
    5 << 20,
)  # fmt: skip


def test_an_empty_store() -> None:
    assert plain(stats_card(EMPTY)) == (
        "What is filed here\n\n"
        "Articles: 0 in 0 channels, 0 postings\n"
        "Names: 0 confirmed, 0 seen once\n"
        "Mentions: 0\n"
        "Waiting: nothing\n"
        "Database: 1.5 MiB"
    )


def test_a_store_with_failures() -> None:
    assert plain(stats_card(FULL, whole=False)) == (
        "What is filed here\n\n"
        "Articles: 1,207 in 4 channels, 1,300 postings\n"
        "Time: 30 Jan 1815 to 3 Oct 1990\n"
        "Names: 200 confirmed, 300 seen once\n"
        "Mentions: 9,000\n"
        "Waiting: 7 to be read\n"
        "Corrections: have not reached all articles yet (1 left)\n"
        "Deferred: 3 filed without being read\n"
        "Failed: 2\n\n"
        "Could not be read\n"
        "- A title (It took too long.)\n"
        "- Article #8 (It broke.)\n"
        "- A posting (It is no text.)"
    )
