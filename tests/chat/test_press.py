import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.card import Action
from bot.chat.limits import CUSTOM_ID, size
from bot.chat.press import PATTERN, Kept, Kind, Press, decode, decode_pages, encode, encode_pages, kept_action, key_of
from tests.examples import examples

KINDS: st.SearchStrategy[Kind] = st.sampled_from(("open", "turn", "all"))
WORDS = st.one_of(st.text(max_size=60), st.text(st.sampled_from("a;=\\~: é日😀\n"), max_size=12))
PAIRS = st.tuples(st.one_of(st.just("page"), WORDS), st.one_of(st.integers(-1, 10**9).map(str), WORDS))
ACTIONS = st.builds(
    Action,
    st.just(""),
    WORDS,
    st.lists(PAIRS, max_size=4)
    .filter(lambda pairs: len({key for key, _ in pairs}) == len(pairs))
    .map(tuple),
)  # fmt: skip
KIM = Action("Kim Jong Un", "entity", (("name", "Kim Jong Un"), ("page", "2")))


@given(KINDS, ACTIONS, st.integers(0, 300), st.sampled_from((CUSTOM_ID, 85, 50)))
@settings(max_examples=examples(300))
def test_what_is_encoded_is_decoded(kind: Kind, action: Action, slot: int, most: int) -> None:
    press = Press(kind, action)
    custom_id = encode(press, slot, most)
    assert 0 < size(custom_id) <= most
    assert custom_id.isprintable()
    assert re.fullmatch(PATTERN, custom_id)
    found = decode(custom_id)
    if isinstance(found, Kept):
        assert found.key == key_of(kept_action(action))
        found = found.press(kept_action(action))
    assert found == press


@given(ACTIONS, ACTIONS)
def test_keys_are_the_same_for_the_same_action_only(one: Action, other: Action) -> None:
    assert (key_of(one) == key_of(other)) == (one == other)


@given(st.text(st.sampled_from("dotasj0129:~;=\\.a"), max_size=30))
def test_any_other_custom_id_is_refused(custom_id: str) -> None:
    try:
        found = decode(custom_id)
    except ValueError:
        return
    assert re.fullmatch(PATTERN, custom_id)
    assert isinstance(found, (Press, Kept))


@pytest.mark.parametrize(
    "custom_id", ["", "do:a", "dx1:a", "do1:a;b", "do1:a;b=c=d", "do1~", "do1~a b", "do1~a.x", "do1:a\n"]
)
def test_refuses(custom_id: str) -> None:
    with pytest.raises(ValueError, match="not the"):
        decode(custom_id)


@given(ACTIONS, st.integers(1, 10**9 - 1), st.integers(0, 300))
def test_a_button_for_pages_says_what_to_turn_and_how_many_there_are(action: Action, pages: int, slot: int) -> None:
    custom_id = encode_pages(Press("turn", action), pages, slot)
    assert size(custom_id) <= CUSTOM_ID
    found, of = decode_pages(custom_id)
    assert of == pages
    assert (found.press(kept_action(action)) if isinstance(found, Kept) else found) == Press("turn", action)


def test_a_button_for_pages_is_no_other() -> None:
    with pytest.raises(ValueError, match="not the"):
        decode_pages("do1:a")


def test_a_short_action_is_readable() -> None:
    assert encode(Press("open", KIM), 3) == "do3:entity;name=Kim Jong Un;page=2"


def test_the_slot_tells_two_presses_apart() -> None:
    assert encode(Press("open", KIM), 1) != encode(Press("open", KIM), 2)


def test_the_label_is_not_carried() -> None:
    assert decode(encode(Press("all", KIM), 0)) == Press("all", replace(KIM, label=""))


def test_pages_of_a_long_action_share_its_key() -> None:
    action = Action("", "search", (("query", "peace talks " * 12),))
    first, second = (decode(encode(Press("turn", action.with_argument("page", page)), 0)) for page in ("1", "2"))
    assert first == Kept("turn", key_of(action), 1)
    assert second == Kept("turn", key_of(action), 2)


@pytest.mark.parametrize("value", ["ends in a space ", "two\nlines", "bell\a", "\ud800", "no\u00a0break"])
def test_what_might_be_changed_on_the_way_is_kept(value: str) -> None:
    assert isinstance(decode(encode(Press("open", Action("", "search", (("query", value),))), 0)), Kept)


def test_a_key_never_changes() -> None:
    assert key_of(Action("any label", "article show", (("article", "#4"),))) == "IiHD5oSez3CTqfGqnaxM"
