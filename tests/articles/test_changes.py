"""What changed between two texts: verbatim, moved sentences aside, and numbers that were replaced by numbers."""

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.changes import Changes, changes, sentences

BEFORE = (
    "The Seine rose by 2.5 metres in Paris. Three bridges were closed on Monday. Mr. Adams saw 14 boats, and 3 sank."
)


def test_sentences() -> None:
    assert sentences("Mr. Adams left. “Why?” he asked.\nA line\n\nJ. Q. Adams paid 1.5 dollars! All of it.") == [
        "Mr. Adams left.", "“Why?” he asked.", "A line", "J. Q. Adams paid 1.5 dollars!", "All of it.",
    ]  # fmt: skip
    assert sentences("塞纳河上涨。桥梁关闭。") == ["塞纳河上涨。", "桥梁关闭。"]


def test_nothing_changed() -> None:
    assert changes(BEFORE, BEFORE) == Changes((), ())
    assert changes("One came. Two left.", "Two left.\n\nOne came.") == Changes((), ())


def test_numbers_alone() -> None:
    found = changes(BEFORE, BEFORE.replace("2.5", "3.1").replace("3 sank", "5 sank").replace("14", "16"))
    assert found.lines == ()
    assert [[span.of(one.added) for span in one.now] for one in found.recounts] == [["3.1"], ["16", "5"]]
    assert [one.before for one in found.recounts] == [("2.5",), ("14", "3")]
    assert all(one.only for one in found.recounts)


def test_numbers_among_other_changes() -> None:
    after = BEFORE.replace("Mr. Adams saw 14 boats", "Mr. Adams saw 16 small boats")
    found = changes(BEFORE, after)
    [one] = found.recounts
    assert (one.before, one.only) == (("14",), False)
    assert found.lines == (
        ("removed", "Mr. Adams saw 14 boats, and 3 sank."), ("added", "Mr. Adams saw 16 small boats, and 3 sank."),
    )  # fmt: skip


def test_added_and_removed() -> None:
    found = changes(
        BEFORE, BEFORE.replace(" Three bridges were closed on Monday.", "") + " The mayor thanked them all."
    )
    assert found == Changes(
        (), (("removed", "Three bridges were closed on Monday."), ("added", "The mayor thanked them all."))
    )


def test_many_for_many_are_new() -> None:
    before = "\n".join(f"Line {n} has words." for n in range(40))
    after = "\n".join(f"Row {n}000 has words." for n in range(40))
    found = changes(before, after)
    assert (found.recounts, len(found.lines)) == ((), 80)


texts = st.text(alphabet="ab A.12\n?”", max_size=60)


@given(texts, texts)
def test_everything_that_is_said_stands_in_one_of_the_texts(before: str, after: str) -> None:
    found = changes(before, after)
    for what, line in found.lines:
        assert line in (before if what == "removed" else after)
        assert line not in sentences(after if what == "removed" else before)
    for one in found.recounts:
        assert one.removed in before
        assert one.added in after
        assert len(one.now) == len(one.before) > 0
        for span, number in zip(one.now, one.before, strict=True):
            assert span.of(one.added)[0].isdigit()
            assert number in one.removed
    assert "".join("".join(sentences(before)).split()) == "".join(before.split())
