"""Single sentences: with the brackets that they need, and known for those that cannot stand."""

from collections.abc import Collection

from bot.articles.types import Span
from bot.extraction.types import Kind
from bot.summaries.alone import alone
from bot.summaries.closure import stand_alone, stands
from bot.summaries.passages import passages
from bot.summaries.shown import shown
from bot.summaries.types import Source
from tests.summaries.articles import Says, article

CURIE: dict[str, Kind] = {"Marie Curie": "PERSON", "Curie": "PERSON", "Irène Joliot": "PERSON", "Paris": "GPE"}


def curie(*more: Says | str) -> Source:
    return article("Marie Curie came to Paris.", *more, names=CURIE, same={"Curie": "Marie Curie"})


def told(source: Source, number: int, known: Collection[str] = ()) -> tuple[str, bool, bool]:
    """What is shown of a sentence, whether it stands, and whether it is clear."""
    [one] = alone(source, [source.extraction.sentences[number].span], known)
    assert one is not None
    return shown(source.text, one.line), one.stands, one.clear


def test_a_bare_surname_and_a_pronoun_get_the_name_in_brackets() -> None:
    assert told(curie("There Curie taught."), 1) == ("There [Marie Curie] taught.", True, True)
    she = Says("She taught physics.", "pronoun", "She", {"She": "Marie Curie"})
    assert told(curie(she), 1) == ("[Marie Curie] taught physics.", True, True)


def test_the_surname_of_somebody_whom_the_reader_knows_stays() -> None:
    assert told(curie("There Curie taught."), 1, {"marie curie"}) == ("There Curie taught.", True, True)
    she = Says("She taught physics.", "pronoun", "She", {"She": "Marie Curie"})
    assert told(curie(she), 1, {"marie curie"})[0] == "[Marie Curie] taught physics."


def test_what_needs_another_sentence_does_not_stand() -> None:
    assert told(curie(Says("But Curie stayed.", "connective", "But")), 1)[1:] == (False, True)
    assert told(curie(Says("She left.", "pronoun", "She", {"She": ""})), 1)[1] is False


def test_a_pronoun_behind_a_name_that_may_mean_another_is_not_clear() -> None:
    for words, pronoun in (("Irène Joliot told her news.", "her"), ("Irène Joliot wrote that she had won.", "she")):
        assert told(curie(Says(words, means={pronoun: ""})), 1)[2] is False
        assert told(curie(Says(words, means={pronoun: "Irène Joliot"})), 1)[2] is True
    assert told(curie(Says("In her letters Irène Joliot agreed.", means={"her": ""})), 1)[2] is True


def test_a_day_that_another_sentence_tells_is_not_clear() -> None:
    assert told(curie("Irène Joliot left on the same day."), 1)[2] is False
    assert told(curie("Irène Joliot left on the same day as Curie."), 1)[2] is True


def test_one_sentence_stands_as_it_does_among_all() -> None:
    source = curie(
        "There Curie taught.",
        Says("She won.", "pronoun", "She", {"She": "Marie Curie"}),
        Says("But why?", "connective"),
    )
    every = stands(source, passages(source))
    for number in range(4):
        one = stand_alone(source, passages(source, number + 1), {number})[number]
        assert (one.needs, one.alone) == (every[number].needs, every[number].alone)


def test_a_span_finds_its_sentence() -> None:
    source = curie("There Curie taught.")
    before, inside = alone(source, [Span(-5, -1), Span(34, 39)])
    assert before is None
    assert inside is not None
    assert inside.line.span == source.extraction.sentences[1].span
