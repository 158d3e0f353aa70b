"""Which article and which entity is meant."""

import pytest

from bot.desk import lookup
from bot.store.rows import Article
from bot.store.scope import LOCAL, Scope
from tests.desk.newsroom import Newsroom
from tests.store.filing import file, memory

pytestmark = pytest.mark.model


async def article(room: Newsroom, typed: str | None) -> Article | None:
    async with room.desk.store.reading() as db:
        return await lookup.article(db, room.scope, typed)


async def names(room: Newsroom, typed: str) -> tuple[list[str], list[str], bool]:
    async with room.desk.store.reading() as db:
        found = await lookup.entity(db, room.scope, typed)
    return [one.name for one in found.exact], [one.name for one in found.near], found.part


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (None, 12), ("", 12), ("  ", 12), ("#5", 5), ("5", 5), (" # 5 ", 5), ("#99", None), ("#0", None),
        ("Ballon d'Or for Messi and Bonmatí", 9), ("ballon d’or for messi and bonmati", 9), ("Bonmatí", 9),
        ("carmona's goal", 8), ("treaty", None), ("2024", None), ("https://discord.com/channels/0/1/2", 2),
        ("https://discord.com/channels/1/1/2", None), ("https://discord.com/channels/0/2/999", None),
        ("https://example.org/world/2", None), ("#treaty", None), ("!?", None), ("9" * 13, None),
        ("https://discord.com/channels/0/1/" + "9" * 20, None),
        ("https://discord.com/channels/0/1/" + "9" * 5000, None),
    ],
)  # fmt: skip
async def test_an_article_is_found_by_what_names_it_and_by_nothing_else(
    room: Newsroom, typed: str | None, number: int | None
) -> None:
    found = await article(room, typed)
    assert (found.number if found else None) == number


async def test_a_whole_title_is_meant_before_titles_with_its_words(room: Newsroom) -> None:
    async with room.desk.store.reading() as db:
        assert await lookup.named_article(db, room.scope, "Bonmatí") is None
        whole = await lookup.named_article(db, room.scope, "KIM AND PUTIN meet at Russian spaceport")
    assert whole is not None
    assert whole.number == 1


async def test_no_article_outside_the_scope_is_meant(room: Newsroom) -> None:
    sport = await room.channels("other")
    for typed in (
        "#5",
        "https://discord.com/channels/0/1/2",
        "Kim and Putin meet at Russian spaceport",
        "treaty mutual",
    ):
        assert await article(room, typed) or typed == "treaty mutual"
        assert await article(sport, typed) is None


async def test_a_name_means_the_one_who_bears_it_or_bears_it_above_all(room: Newsroom) -> None:
    assert await names(room, "vladimir putin") == (["Vladimir Putin"], [], False)
    assert await names(room, "Putin") == (["Vladimir Putin"], [], False)
    assert await names(room, "KCNA") == (["Korean Central News Agency"], [], False)
    for typed in ("the Kremlin", "The kremlin's", "Kremlin’s"):
        assert await names(room, typed) == (["Kremlin"], [], False), typed


async def test_a_name_of_several_means_all_of_them(room: Newsroom) -> None:
    assert await names(room, "Kim") == (["Kim Jong Un", "Kim"], [], False)


async def test_a_part_means_one_where_only_one_has_it_and_it_is_a_word(room: Newsroom) -> None:
    assert await names(room, "lavr") == ([], ["Sergey Lavrov"], True)
    assert await names(room, "central news") == (["Korean Central News Agency"], [], True)
    exact, near, part = await names(room, "ser")
    assert (exact, part) == ([], True)
    assert near[:2] == ["Sergei Shoigu", "Sergey Lavrov"], "the one was mentioned later than the other"
    assert await names(room, "kim jo") == (["Kim Jong Un"], [], True), "mentioned far oftener than Kim Jong Il"


async def test_a_typing_error_means_nobody_and_suggests(room: Newsroom) -> None:
    exact, near, _ = await names(room, "Djokvic")
    assert (exact, near[:1]) == ([], ["Novak Djokovic"])
    assert await names(room, "zzzzqq") == ([], [], False)


async def test_what_only_one_in_passing_begins_with_may_be_a_typing_error_of_another() -> None:
    everything = Scope(LOCAL)
    async with memory() as db:
        await file(db, "No letter from Jeffrey Lane came. " + "No word of Thomas Jefferson came. " * 9)
        found = await lookup.entity(db, everything, "jeffr")
        assert [one.name for one in found.near] == ["Thomas Jefferson", "Jeffrey Lane"]
        assert not found.part
        await file(db, "No letter from Jeffrey Lane came. " * 3)
        found = await lookup.entity(db, everything, "jeffr")
        assert ([one.name for one in found.near], found.part) == (["Jeffrey Lane"], True)


async def test_a_handle_means_its_entity_in_scope_alone(room: Newsroom) -> None:
    assert await names(room, "~1.62") == (["Kim Jong Un"], [], False)
    sport = await room.channels("other")
    assert await names(sport, "~1.62") == ([], [], False)


@pytest.mark.parametrize(
    ("typed", "only"),
    [("#12", True), (" #12 ", True), ("https://x.example", True), ("12", False), ("#treaty", False), ("treaty", False)],
)
def test_a_number_or_link_is_nothing_else(typed: str, only: bool) -> None:
    assert lookup.is_address(typed) is only


@pytest.mark.parametrize("typed", ["🦆", "%", "...", "?", "*"])
async def test_what_has_no_letter_means_nobody(room: Newsroom, typed: str) -> None:
    assert await names(room, typed) == ([], [], False)


@pytest.mark.parametrize("typed", ["Un Jong Kim", "Putin Vladimir", "Vladimir V. Putin", "Vladimir Grand Putin"])
async def test_words_of_a_name_in_another_order_are_near_it(room: Newsroom, typed: str) -> None:
    exact, near, _ = await names(room, typed)
    assert not exact
    assert near[:1] == ["Kim Jong Un" if "Kim" in typed else "Vladimir Putin"]


async def test_one_word_of_several_is_not_near_a_name(room: Newsroom) -> None:
    assert await names(room, "Putin Qqqq Zzzz") == ([], [], False)


@pytest.mark.parametrize("typed", ["President Putin", "Mr. Putin", "mr putin"])
async def test_titles_before_a_name_are_no_part_of_it(room: Newsroom, typed: str) -> None:
    exact, near, _ = await names(room, typed)
    assert (exact, near) == (["Vladimir Putin"], [])
