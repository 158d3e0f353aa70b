import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Series
from bot.cards.sparkline import BARS, graph, sparkline


@pytest.mark.parametrize(
    ("counts", "bars"),
    [([], ""), ([0, 0], "▁▁"), ([1], "█"), ([0, 1, 2, 7], "▁▂▃█"), ([1, 1000], "▂█"), ([700, 100], "█▂")],
)
def test_bars_are_in_proportion(counts: list[int], bars: str) -> None:
    assert sparkline(counts) == bars


@given(st.lists(st.integers(0, 10**9)))
def test_a_higher_count_never_has_a_lower_bar(counts: list[int]) -> None:
    bars = sparkline(counts)
    assert len(bars) == len(counts)
    for count, bar in zip(counts, bars, strict=True):
        assert (bar == BARS[0]) == (count == 0)
        assert (bar == BARS[-1]) == (0 < count == max(counts)) or max(counts) > 7
    ordered = [bar for _, bar in sorted(zip(counts, bars, strict=True))]
    assert ordered == sorted(ordered)


def test_a_graph_says_from_when_to_when_and_its_peak() -> None:
    series = Series("Articles", (("Jul 2023", 1), ("Aug 2023", 0), ("Sep 2023", 7)))
    assert graph(series) == "Jul 2023 ▂▁█ Sep 2023 (most: 7, Sep 2023)"
    assert graph(Series("Articles", ())) == ""
    assert graph(Series("Articles", (("Jul 2023", 4),))) == "Jul 2023: 4"


def test_too_many_buckets_share_bars() -> None:
    series = Series("Articles", tuple((f"d{number}", number // 50) for number in range(100)))
    assert graph(series, 10) == "d0 ▁▁▁▁▁█████ d99 (most: 1, d50)"
    assert graph(Series("Articles", (*series.points, ("d100", 1))), 10) == "d0 ▁▁▁▁▅█████ d100 (most: 1, d50)"
