import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.completion import offers
from tests.commands.fakes import ask, registry

REGISTRY = registry()


async def completed(line: str) -> list[str]:
    """The lines that the completions lead to."""
    return [line[: len(line) - one.replaces] + one.text async for one in offers(REGISTRY, ask(), line)]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("", []),
        ("  ", []),
        ("ent", ["entity"]),
        ("/ent", ["/entity"]),
        ("f", ["feed", "fail"]),
        ("xyzzy", []),
        ("xyzzy foo", []),
        ("feed ", ["feed add", "feed list"]),
        ("feed l", ["feed list"]),
        ("article ", ["article show", "article raw"]),
        ("article r", ["article raw"]),
        ("article raw ", []),
        ("entity ki", ["entity Kim Jong Un"]),
        ("entity Kim J", ["entity Kim Jong Un"]),
        ('entity "kim', ["entity Kim Jong Un"]),
        ("entity nobody", []),
        ("entity ", []),
        ("entity name:vl", ["entity name:Vladimir Putin"]),
        ("entity Kim Jong Un pa", ["entity Kim Jong Un page:"]),
        ("entity Kim Jong Un --p", ["entity Kim Jong Un page:", "entity Kim Jong Un plain"]),
        ("compare vlad", ['compare "Vladimir Putin"']),
        ("compare Serbia, vlad", ['compare Serbia, "Vladimir Putin"']),
        ("compare Serbia | vlad", ['compare Serbia | "Vladimir Putin"']),
        ("summary #3 lo", ["summary #3 long"]),
        ("summary #3 length:", ["summary #3 length:short", "summary #3 length:long"]),
        ("summary #3 length:s", ["summary #3 length:short"]),
        ("recent o", ["recent old"]),
        ("feed list x", []),
        ("entity Kim\nvl", []),
    ],
)
async def test_lines_are_completed(line: str, lines: list[str]) -> None:
    assert await completed(line) == lines


@given(
    st.one_of(
        st.text(),
        st.text().map("entity {}".format),
        st.text().map("compare {}".format),
        st.text().map("article {}".format),
    )
)
async def test_any_line_can_be_completed(line: str) -> None:
    async for offer in offers(REGISTRY, ask(), line):
        assert 0 <= offer.replaces <= len(line)
