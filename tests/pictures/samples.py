"""Made-up pictures of every kind, small and crowded."""

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.pictures.types import (
    Bar,
    BarChart,
    Curve,
    Edge,
    Event,
    EventChart,
    GraphChart,
    LineChart,
    Node,
    Picture,
)

KINDS = ("person", "organisation", "place", "region", "building or site", "event", "product", "group of people")
DAY = date(1815, 1, 30)

TEXTS = st.one_of(
    st.text(st.characters(codec="ascii"), max_size=60),
    st.sampled_from(
        ["", "$x$ and $y", "a\nb", "Thomas Jefferson", "United Committee of Something " * 4, "W" * 90, "\\"]
    ),
)
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
_NEAR = st.integers(0, 900).map(lambda days: DAY + timedelta(days=days))
_VALUES = st.one_of(st.integers(0, 9), st.integers(0, 10**7)).map(float)


@st.composite
def _curves(draw: st.DrawFn) -> Curve:
    days = draw(st.lists(draw(st.sampled_from((_DAYS, _NEAR))), min_size=1, max_size=12, unique=True))
    return Curve(draw(TEXTS), tuple((day, draw(_VALUES)) for day in sorted(days)))


@st.composite
def _graphs(draw: st.DrawFn) -> GraphChart:
    count = draw(st.sampled_from((1, 2, 3, 8, 25)))
    nodes = tuple(Node(draw(TEXTS), draw(st.sampled_from(KINDS)), draw(st.integers(0, 50))) for _ in range(count))
    pairs = draw(st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=40))
    edges = tuple(Edge(a, b, draw(st.integers(0, 9)), draw(st.booleans())) for a, b in sorted(pairs) if a != b)
    return GraphChart(draw(TEXTS), "", nodes, edges, KINDS)


PICTURES: st.SearchStrategy[Picture] = st.one_of(
    st.builds(LineChart, TEXTS, st.just(""), st.lists(_curves(), min_size=1, max_size=6).map(tuple)),
    st.builds(
        BarChart, TEXTS, st.just(""),
        st.lists(st.builds(Bar, TEXTS, _VALUES, TEXTS, TEXTS), min_size=1, max_size=15).map(tuple),
    ),
    st.builds(
        EventChart, TEXTS, st.just(""),
        st.lists(st.builds(Event, st.one_of(_DAYS, _NEAR), TEXTS, TEXTS, st.booleans()), min_size=1, max_size=15)
        .map(tuple),
    ),
    _graphs(),
)  # fmt: skip

CROWDED = GraphChart(
    "Monticello and 24 names",
    "",
    tuple(Node(f"Committee for the Affairs of Town {n}", KINDS[n % 8], 30 / (n + 1)) for n in range(25)),
    tuple(Edge(0, n, n) for n in range(1, 25)),
    KINDS,
)
