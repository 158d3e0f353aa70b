from hypothesis import given
from hypothesis import strategies as st

from bot.chat.limits import size


def test_a_character_outside_the_first_plane_counts_twice() -> None:
    assert size("") == 0
    assert size("naïve") == 5
    assert size("a😀") == 3


@given(st.text())
def test_no_way_of_counting_gives_more(text: str) -> None:
    assert size(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2 >= len(text)
