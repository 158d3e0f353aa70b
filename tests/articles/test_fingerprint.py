"""What makes two texts one."""

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.fingerprint import fingerprint
from bot.articles.types import Span

TEXT = "The “old” bridge isn't closed, the mayor said."


def test_case_space_punctuation_and_quotes_do_not_count() -> None:
    assert fingerprint(TEXT) == fingerprint('THE "OLD" BRIDGE ISN’T CLOSED –\n\nthe  mayor said')
    assert fingerprint("oﬀice") == fingerprint("OFFICE")


def test_words_and_numbers_do() -> None:
    assert fingerprint("It cost 5.") != fingerprint("It cost 6.")
    assert fingerprint("Bridge closed.") != fingerprint("Bridge closes.")


def test_furniture_does_not_count() -> None:
    assert fingerprint("PARIS - It rained.", [Span(0, 8)]) == fingerprint("It rained.")


def test_a_text_that_is_all_furniture_is_its_own_story() -> None:
    assert fingerprint("Facebook", [Span(0, 8)]) == fingerprint("facebook!")
    assert fingerprint("Facebook", [Span(0, 8)]) != fingerprint("Twitter", [Span(0, 7)])


@given(st.text(max_size=100))
def test_it_is_sha_256_in_hexadecimal(text: str) -> None:
    assert len(bytes.fromhex(fingerprint(text))) == 32
