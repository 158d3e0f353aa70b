from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.coefficients import MANY, ONE
from bot.summaries.passages import passages
from bot.summaries.salience import salience
from bot.summaries.types import Source
from tests.summaries.articles import article


def weights(*sources: Source) -> dict[str, float]:
    read = [passages(source) for source in sources]
    return salience(sources, read, ONE if len(sources) == 1 else MANY)


def test_what_is_said_often_early_named_or_counted_weighs_more() -> None:
    weight = weights(
        article(
            "A bridge opened near Malmo.",
            *["A storm of rain passed."] * 10,
            "The bridge cost 30 crowns and a ferry.",
            names={"Malmo": "GPE"},
        )
    )
    assert weight["bridg"] > weight["open"] > weight["ferri"]
    assert weight["malmo"] > weight["open"]
    assert weight["30"] > weight["crown"]
    assert all(0 < value < 1 for value in weight.values())


def test_a_title_lifts_its_words() -> None:
    plain = article("A bridge opened near a harbour.")
    titled = Source(plain.text, "Harbour opens", plain.extraction, plain.resolution)
    assert weights(titled)["harbour"] > weights(plain)["harbour"]
    assert weights(titled)["bridg"] == weights(plain)["bridg"]


def test_what_several_articles_share_weighs_more() -> None:
    weight = weights(article("A bridge and a ferry."), article("A bridge and a tunnel."))
    assert weight["bridg"] > weight["ferri"] == weight["tunnel"]


def test_no_text_has_no_weights() -> None:
    assert weights(Source("")) == {}


@given(st.permutations(range(12)))
def test_sums_come_out_the_same_in_any_order(order: list[int]) -> None:
    values = list(
        weights(article("One bridge, two ferries, three tunnels, four ships, five ports, six towns sank.")).values()
    )
    values = (values * 12)[:12]
    assert sum(values[i] for i in order) == sum(values)
