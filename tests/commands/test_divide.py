from hypothesis import given
from hypothesis import strategies as st

from bot.commands.divide import divide

WORDS = ["Kim", "Serbia", "and", "to", "with", ",", "|", '"', "“", "”", "the", "To", "Lam", "\n"]
KNOWN = {"kim", "serbia", "to lam", "serbia and kim"}


async def known(index: int, text: str) -> bool:
    return text.casefold() in KNOWN


async def test_three_names() -> None:
    assert await divide("Kim, Serbia and To Lam", 3, known) == ("Kim", "Serbia", "To Lam")
    assert await divide("Kim Serbia To Lam", 3, known) == ("Kim", "Serbia", "To Lam")
    assert await divide('Kim "the old town" To Lam', 3, known) == ("Kim", "the old town", "To Lam")


async def test_a_name_may_hold_a_separator() -> None:
    assert await divide("Serbia and Kim and Kim", 2, known) == ("Serbia and Kim", "Kim")
    assert await divide("Kim Serbia and Kim", 2, known) == ("Kim", "Serbia and Kim")


async def test_beyond_twelve_words_only_separators_divide() -> None:
    assert await divide("word " * 13, 2, known) == ()
    assert await divide("word " * 13 + ", Kim", 2, known) == (" ".join(["word"] * 13), "Kim")


@given(st.lists(st.sampled_from(WORDS)).map(" ".join), st.integers(2, 4))
async def test_names_are_pieces_of_the_text_in_order(text: str, count: int) -> None:
    names = await divide(text, count, known)
    assert len(names) <= count
    rest = " ".join(text.split())
    for name in names:
        assert name
        found = rest.find(" ".join(name.split()))
        assert found >= 0
        rest = rest[found + len(" ".join(name.split())) :]
