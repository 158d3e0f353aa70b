from bot.articles.types import Span
from bot.extraction.types import Kind
from bot.summaries.introductions import Introductions, borne_by_others, introduced, introductions
from bot.summaries.types import Source
from tests.summaries.articles import article

NAMES: dict[str, Kind] = {"Marie Curie": "PERSON", "Curie": "PERSON", "Sorbonne": "ORG"}


def made(*sentences: str) -> Source:
    return article(*sentences, names=NAMES, same={"Curie": "Marie Curie"})


def test_a_surname_behind_the_full_name_is_short() -> None:
    source = made("Marie Curie came to the Sorbonne.", "There Curie taught.")
    first, second = introductions(source, 2)
    (head,) = first.full
    assert head.of(source.text) == "Marie Curie"
    assert first.short == ()
    assert [(b.span.of(source.text), b.by) for b in second.short] == [("Curie", head)]


def test_a_surname_that_the_article_begins_with_is_left() -> None:
    assert introductions(made("Curie taught.", "Marie Curie came."), 2)[0] == Introductions()


def test_a_name_in_brackets_already_is_left() -> None:
    source = made("Marie Curie came.", '"There [Curie] taught," they said.')
    assert introductions(source, 2)[1].short == ()


def test_a_name_with_a_torn_end_introduces_nobody() -> None:
    source = article(
        "Marie Curie taught came.",
        "Curie left.",
        names={"Marie Curie taught": "PERSON", "Curie": "PERSON"},
        same={"Curie": "Marie Curie taught"},
    )
    assert introductions(source, 2)[1].short == ()


def test_only_the_first_line_with_a_surname_gets_the_full_name() -> None:
    source = made("Marie Curie came.", "Curie taught.", "Curie wrote.")
    rows = introductions(source, 3)
    known: set[Span] = set()
    assert len(introduced((), rows[1], known)) == 1
    assert introduced((), rows[2], known) == ()


def test_a_line_with_the_full_name_makes_it_known() -> None:
    source = made("Marie Curie came.", "Curie taught.")
    rows = introductions(source, 2)
    known = set(rows[0].full)
    assert introduced((), rows[1], known) == ()


def test_a_surname_that_two_people_bear_or_that_somebody_was_born_with_is_left_alone() -> None:
    names: dict[str, Kind] = {"Marie Curie": "PERSON", "Pierre Curie": "PERSON", "Curie": "PERSON"}
    source = article("Marie Curie met Pierre Curie.", "Curie left.", names=names, same={"Curie": "Marie Curie"})
    assert introductions(source, 2)[1].short == ()
    source = article("Marie Curie came.", "Irene Holm, nee Curie, left.", names=names, same={"Curie": "Marie Curie"})
    assert introductions(source, 2)[1].short == ()


def test_a_surname_that_speaks_is_short_though_it_was_not_found_to_be_a_name() -> None:
    source = article(
        "Marie Curie came.", "Curie said it rained.", "The Curie said so.", names={"Marie Curie": "PERSON"}
    )
    assert [(b.span.of(source.text), b.by.of(source.text)) for b in introductions(source, 3)[1].short] == [
        ("Curie", "Marie Curie")
    ]


def test_a_surname_of_two_people_is_known_by_their_first_names() -> None:
    text = "Pierre Curie met Marie Curie. Then Mr Curie left. The Curie archive is closed."
    assert borne_by_others(text, "Marie Curie", "Curie")
    assert not borne_by_others(text.replace("Pierre Curie", "He"), "Marie Curie", "Curie")
    assert not borne_by_others(text, "Marie Curie", "Marie")
