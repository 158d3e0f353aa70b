from hypothesis import given
from hypothesis import strategies as st

from bot.commands.divide import divide, divide_some

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


async def test_as_few_names_as_are_known_else_as_many_as_are_parted() -> None:
    assert await divide_some("Serbia and Kim", 4, known) == ("Serbia and Kim",)
    assert await divide_some("Kim, Serbia and To Lam", 4, known) == ("Kim", "Serbia", "To Lam")
    assert await divide_some("Kim Serbia", 4, known) == ("Kim", "Serbia")
    assert await divide_some("the old town", 4, known) == ("the old town",)
    assert await divide_some("the town, the river", 4, known) == ("the town", "the river")
    assert await divide_some('"Kim and I" "the town"', 4, known) == ("Kim and I", "the town")


async def test_a_joiner_with_nothing_behind_it_divides_nothing() -> None:
    assert await divide("Kim and", 2, known) == ("Kim",)
    assert await divide("Kim to ", 2, known, prose=True) == ("Kim",)
    assert await divide("Zzz and", 2, known) == ("Zzz", "and")


async def test_behind_a_known_name_any_text_may_stand() -> None:
    long = "word " * 40 + "word, and more"
    assert await divide(f"Kim {long}", 2, known, prose=True) == ("Kim", long)
    assert await divide(f"To Lam, {long}", 2, known, prose=True) == ("To Lam", long)
    assert await divide("Serbia and Kim is far, and cold", 2, known, prose=True) == (
        "Serbia and Kim",
        "is far, and cold",
    )
    assert await divide("Kim to To Lam", 2, known, prose=True) == ("Kim", "To Lam")
    assert await divide(long, 2, known, prose=True) == ("word " * 40 + "word", "and more")
