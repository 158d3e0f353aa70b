import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.fit import split, trim
from bot.cards.graphemes import boundaries

FAMILY = "👩‍👩‍👧‍👦"
PARTS = st.lists(
    st.sampled_from(
        ["word", "a", " ", "  ", "\n", "\n\n", ". ", "! ", "。", "é", "e\u0301", FAMILY, "🇰🇵", "x" * 30, " \u0301"]
    )
)
TEXTS = st.one_of(st.text(), PARTS.map("".join))


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 10, []),
        ("  \n ", 10, []),
        ("short", 10, ["short"]),
        ("one para\n\ntwo para\nline", 22, ["one para", "two para\nline"]),
        ("first line here\nsecond. line", 20, ["first line here", "second. line"]),
        ("One sentence. Two words more", 20, ["One sentence.", "Two words more"]),
        ("He said “No.” She agreed at once", 22, ["He said “No.”", "She agreed at once"]),
        ("今日は雨だ。明日は晴れる。", 8, ["今日は雨だ。", "明日は晴れる。"]),
        ("one two three four", 9, ["one two", "three", "four"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        (FAMILY * 3, 9, [FAMILY] * 3),
        (FAMILY, 3, [FAMILY[0:3], FAMILY[3:6], FAMILY[6:]]),
        ("A.\n\nlong enough to be cut elsewhere", 30, ["A.\n\nlong enough to be cut", "elsewhere"]),
        ("exactly ten", 11, ["exactly ten"]),
        ("exactlyten and", 10, ["exactlyten", "and"]),
    ],
)
def test_texts_are_split_at_the_best_place(text: str, limit: int, pieces: list[str]) -> None:
    assert split(text, limit) == pieces


def test_a_limit_is_at_least_one() -> None:
    with pytest.raises(ValueError, match="at least one"):
        split("text", 0)


@given(TEXTS, st.integers(1, 60))
def test_pieces_fit_and_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(TEXTS, st.integers(15, 60))
def test_no_cut_goes_through_a_character(text: str, limit: int) -> None:
    text = text.strip()
    allowed = {0, *boundaries(text)}
    if max((end - start for start, end in zip(sorted(allowed), sorted(allowed)[1:], strict=False)), default=0) > limit:
        return
    place = 0
    for piece in split(text, limit):
        start = text.index(piece, place)
        assert text[place:start].strip() == ""
        assert start in allowed
        place = start + len(piece)
        assert place in allowed or text[place : place + 1].isspace()


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("onetwothree", 5, "onet…"),
        (FAMILY * 2, 10, FAMILY + "…"),
        ("text", 1, "…"),
        ("text", 0, ""),
        ("ab", 2, "ab"),
    ],
)
def test_trimming_ends_at_a_word(text: str, limit: int, expected: str) -> None:
    assert trim(text, limit) == expected


@given(TEXTS, st.integers(0, 60))
def test_trimmed_texts_fit(text: str, limit: int) -> None:
    got = trim(text, limit)
    assert len(got) <= limit
    assert got == text.strip() or got.endswith("…") or limit == 0
    assert text.strip().startswith(got.removesuffix("…"))
