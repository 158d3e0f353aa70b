"""What is offered while somebody types."""

import pytest

from bot.commands import complete
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def values(room: Newsroom, typed: str) -> list[str]:
    return [one.value for one in await complete.entity(room.ask(), typed)]


async def test_names_are_offered_best_first_across_aliases_and_a_typing_error(room: Newsroom) -> None:
    assert (await values(room, ""))[:3] == ["North Korea", "Russia", "Vladimir Putin"]
    assert (await values(room, "put"))[0] == "Vladimir Putin"
    assert (await values(room, "kcn"))[0] == "Korean Central News Agency"
    assert (await values(room, "lavrvo"))[0] == "Sergey Lavrov"
    assert await values(room, "zzzzqq") == []


async def test_a_label_says_who_it_is_and_an_alias_names_in_full(room: Newsroom) -> None:
    [first, *_] = await complete.entity(room.ask(), "KCNA")
    assert (first.label, first.exact) == ("Korean Central News Agency (organisation · 11 mentions in 4 articles)", True)
    [first, *_] = await complete.entity(room.ask(), "KCN")
    assert not first.exact


async def test_articles_are_offered_by_words_of_their_titles_or_the_latest(room: Newsroom) -> None:
    assert [one.value for one in await complete.article(room.ask(), "treaty")] == ["#7", "#5"]
    assert [one.value for one in await complete.article(room.ask(), "")][:2] == ["#12", "#11"]


async def test_the_subject_of_a_summary_is_a_name_or_an_article(room: Newsroom) -> None:
    offered = [one.value for one in await complete.subject(room.ask(), "treaty")]
    assert offered == ["Treaty on Comprehensive Strategic Partnership", "#7", "#5"]


@pytest.mark.parametrize("typed", ["", "k", "ki", "Kim", "p", "“", "é" * 300, "the"])
async def test_offers_fit_and_come_from_the_scope(room: Newsroom, typed: str) -> None:
    sport = await room.channels("other")
    for completer in (complete.entity, complete.article, complete.subject):
        offered = await completer(sport.ask(), typed)
        assert len(offered) <= 25
        assert all(0 < len(one.value) <= 100 and 0 < len(one.label) <= 100 for one in offered)
        assert not any("Putin" in one.label or "Kim" in one.label for one in offered)
