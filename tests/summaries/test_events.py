"""Which sentences of an article tell of which day."""

from datetime import date

from bot.identity.within import resolve
from bot.summaries.events import events, named
from tests.store.filing import extract

DAY = date(2024, 3, 14)


def told(text: str, day: date = DAY) -> list[tuple[str, str, tuple[str, ...]]]:
    extraction = extract(text, day)
    resolution = resolve(text, extraction)
    chains = named(extraction, resolution)
    return [
        (
            one.span.of(text),
            f"{one.first} {one.last}",
            tuple(resolution.chains[i].key for i in sorted(chains[one.sentence])),
        )
        for one in events(extraction, day)
    ]


def test_a_sentence_with_a_day_tells_of_it() -> None:
    assert told("John Adams left Paris on 2024-03-12. But nobody knew. He had come in 1784.") == [
        ("John Adams left Paris on 2024-03-12.", "2024-03-12 2024-03-12", ("john adams", "paris")),
        ("He had come in 1784.", "1784-01-01 1784-12-31", ("john adams",)),
    ]


def test_a_lead_without_a_day_has_the_articles() -> None:
    assert told("John Adams has left Paris. Nobody saw him.") == [
        ("John Adams has left Paris.", "2024-03-14 2024-03-14", ("john adams", "paris"))
    ]
    assert told("John Adams stays for three years.")[0][1] == "2024-03-14 2024-03-14"


def test_the_most_precise_day_counts_of_several_the_first() -> None:
    [(_, days, _)] = told("In 1801 they built it, and on 3 March 1804 and 4 March 1804 they burned it.")
    assert days == "1804-03-03 1804-03-03"


def test_what_was_said_counts_before_when_it_was_said() -> None:
    [(_, days, _)] = told("Police said on 2024-03-12 that the bridge had fallen on 2024-03-10.")
    assert days == "2024-03-10 2024-03-10"
    [(_, days, _)] = told("The firm said on 2024-03-12 that it would cut 300 jobs in 2024.")
    assert days == "2024-03-12 2024-03-12"


def test_what_may_never_have_been_is_no_event() -> None:
    assert told("They met. If dockers strike on 2024-03-18, the port will close.") == [
        ("They met.", "2024-03-14 2024-03-14", ())
    ]


def test_decades_tell_of_nothing() -> None:
    assert told("The town was founded today. It grew in the 1790s and in the 18th century.") == [
        ("The town was founded today.", "2024-03-14 2024-03-14", ())
    ]


def test_nothing_is_told_by_nothing() -> None:
    assert told("") == []
