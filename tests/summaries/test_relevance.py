from bot.extraction.types import Kind
from bot.summaries.passages import passages
from bot.summaries.relevance import relevance
from bot.summaries.types import About
from tests.summaries.articles import Says, article

NAMES: dict[str, Kind] = {"Marie Curie": "PERSON"}
SOURCE = article(
    "Rain fell on Paris.",
    "Marie Curie came to Paris.",
    Says("She loved the rain.", "pronoun", "She", {"She": "Marie Curie"}),
    names=NAMES,
)


def weights(about: About, limit: int | None = None) -> list[float]:
    return relevance(SOURCE, passages(SOURCE, limit), about)


def test_a_name_counts_more_than_a_pronoun_for_it() -> None:
    nobody, named, meant = weights(About(keys=frozenset(["marie curie"])))
    assert nobody == 0 < meant < named == 1


def test_all_words_count_more_than_some() -> None:
    assert weights(About(words="the rain of Paris")) == [1.0, 0.5, 0.5]


def test_nothing_asked_for_is_nowhere() -> None:
    assert weights(About()) == weights(About(words="the of")) == weights(About(keys=frozenset(["x"]))) == [0, 0, 0]


def test_only_what_is_read_is_weighed() -> None:
    assert weights(About(keys=frozenset(["marie curie"])), 1) == [0]
