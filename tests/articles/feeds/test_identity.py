"""By what entries are known again."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.feeds.identity import first, fresh, learned
from bot.articles.feeds.types import Entry, Identity, Seen


def entry(n: int, guid: str | None = "", link: str | None = "", text: str | None = "") -> Entry:
    """Entry `n`, whose keys are its own unless they are given."""
    return Entry(
        f"Report {n}", None, "", None,
        f"g{n}" if guid == "" else guid, f"l{n}" if link == "" else link, f"t{n}" if text == "" else text,
    )  # fmt: skip


def seen(*entries: Entry) -> Seen:
    return Seen(
        frozenset(one.guid for one in entries if one.guid),
        frozenset(one.link_key for one in entries if one.link_key),
        frozenset(one.text_key for one in entries if one.text_key),
    )


def several(count: int, **keys: str | None) -> list[Entry]:
    return [entry(n, **keys) for n in range(count)]


def test_the_first_kind_that_tells_entries_apart() -> None:
    assert first(several(5)) == "guid"
    assert first(several(5, guid=None)) == "link"
    assert first(several(5, guid="same")) == "link"
    assert first(several(5, guid="same", link="same")) == "text"
    assert first(several(5, guid=None, link=None)) == "text"
    assert first([]) == "guid"


def test_an_entry_that_is_listed_twice_is_no_harm() -> None:
    entries = [*several(5), entry(0)]
    assert first(entries) == "guid"
    assert fresh("guid", entries, Seen()) == several(5)


def test_a_duplicate_guid_among_many() -> None:
    entries = [*several(20), entry(20, guid="g3")]
    assert first(entries) == "guid"


def test_new_entries_are_new() -> None:
    before = several(3)
    now = [entry(3), *before]
    assert learned("guid", now, seen(*before)) == "guid"
    assert fresh("guid", now, seen(*before)) == [entry(3)]


def test_an_entry_whose_words_were_changed_is_known() -> None:
    assert fresh("guid", [entry(1, text="other", link="other")], seen(entry(1))) == []
    assert fresh("link", [entry(1, text="other", guid="other")], seen(entry(1))) == []


def test_the_same_title_and_words_on_another_day_are_another_entry() -> None:
    assert fresh("guid", [entry(1), entry(2, text="t1")], seen(entry(1))) == [entry(2, text="t1")]


def test_guids_that_change_give_way_to_links() -> None:
    before = several(4)
    now = [replace(one, guid=f"new-{one.guid}") for one in before]
    assert learned("guid", now, seen(*before)) == "link"
    assert fresh("link", [entry(9), *now], seen(*before)) == [entry(9)]


def test_guids_and_links_that_change_give_way_to_the_text() -> None:
    before = several(4)
    now = [replace(one, guid=f"new-{one.guid}", link_key=f"new-{one.link_key}") for one in before]
    assert learned("guid", now, seen(*before)) == "text"
    assert fresh("text", now, seen(*before)) == []


def test_what_gave_way_does_not_come_back() -> None:
    assert learned("link", several(4), seen(*several(4))) == "link"
    assert learned("text", several(4), seen(*several(4))) == "text"


def test_a_feed_whose_entries_are_all_new_is_no_reason() -> None:
    assert learned("guid", [entry(7), entry(8)], seen(*several(4))) == "guid"


def test_one_entry_with_a_new_guid_is_known_by_link_and_text() -> None:
    assert fresh("guid", [entry(1, guid="other")], seen(entry(1))) == []


def test_an_entry_without_the_key_is_known_by_the_next() -> None:
    assert fresh("guid", [entry(1, guid=None), entry(2, guid=None)], seen(entry(1))) == [entry(2, guid=None)]
    assert fresh("guid", [entry(1, guid=None, link=None, text=None)], Seen()) == []


keys = st.sampled_from([None, "a", "b", "c", "d"])
entries = st.lists(st.builds(lambda g, k, t: Entry("", None, "", None, g, k, t), keys, keys, keys), max_size=8)


@given(entries, entries, st.sampled_from(["guid", "link", "text"]))
def test_what_was_seen_is_never_new_again(before: Sequence[Entry], now: Sequence[Entry], identity: Identity) -> None:
    known = seen(*before)
    after = learned(identity, now, known)
    found = fresh(after, now, known)
    assert fresh(after, now, seen(*before, *found, *now)) == []
    assert all(one in now for one in found)
