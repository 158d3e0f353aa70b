"""Rankings of entities: the same, whether a kind counts as rare or not, page by page and by the latest days."""

from datetime import timedelta

import pytest

from bot.store import entities, rankings
from bot.store.rows import day_of
from bot.store.scope import LOCAL, Scope
from tests.store.filing import TODAY, Story, file, memory

TEXTS = (
    "John Adams met Abigail Adams in Vienna. The World Bank was silent. John Adams left Vienna.",
    "Theodore Roosevelt met John Adams. The World Bank was silent in Vienna, and the World Bank stayed so.",
    "Theodore Roosevelt met Abigail Adams in Vienna. Abigail Adams left.",
)


@pytest.mark.parametrize("scope", [Scope(LOCAL), Scope(LOCAL, frozenset({1}))])
async def test_a_kind_is_ranked_alike_rare_or_not(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    async with memory() as db:
        for number, text in enumerate(TEXTS, start=1):
            await file(db, text, 1 + number % 2, number)
        whole = await rankings.ranked(db, scope, limit=20)
        kinds = sorted({entity.kind for entity in whole})
        assert kinds
        for kind in kinds:
            few = await rankings.ranked(db, scope, kind=kind, limit=20)
            late = await rankings.active(db, scope, since=0, kind=kind, limit=1)
            assert few == [entity for entity in whole if entity.kind == kind]
            assert [one.entity for one in late] == few[:1]
            with monkeypatch.context() as patch:
                patch.setattr(rankings, "_RARE_KIND", 0)
                assert await rankings.ranked(db, scope, kind=kind, limit=20) == few
                assert await rankings.active(db, scope, since=0, kind=kind, limit=1) == late


async def test_pages_of_recent_entities_follow_each_other() -> None:
    async with memory() as db:
        for number, text in enumerate(TEXTS, start=1):
            await file(db, text, 1, number)
        scope = Scope(LOCAL)
        whole = await rankings.active(db, scope, since=0, limit=20)
        pages = [await rankings.active(db, scope, since=0, limit=1, offset=n) for n in range(len(whole) + 1)]
        assert [entity for page in pages for entity in page] == whole
        assert pages[-1] == []


async def test_recent_entities_are_counted_by_the_recent_days_alone() -> None:
    async with memory() as db:
        for number, text in enumerate(TEXTS, start=1):
            await file(db, Story(text, day=TODAY - timedelta(days=30 * (len(TEXTS) - number))), 1 + number % 2, number)
        await file(db, "The World Bank was in Vienna, and the World Bank left.", 2, 9)
        since = day_of(TODAY - timedelta(days=7))
        for scope, articles in (
            (Scope(LOCAL), 2),
            (Scope(LOCAL, frozenset({2})), 2),
            (Scope(LOCAL, frozenset({1})), 0),
        ):
            found = await rankings.active(db, scope, since=since, limit=20)
            counted = {one.entity.name: (one.articles, one.mentions) for one in found}
            assert counted.get("Vienna", (0, 0)) == (articles, articles)
        whole = {one.entity.name: one for one in await rankings.active(db, Scope(LOCAL), since=since, limit=20)}
        assert (whole["World Bank"].articles, whole["World Bank"].mentions) == (1, 2)
        assert whole["World Bank"].entity.mentions > 2
        assert "John Adams" not in whole
        assert [one.mentions for one in whole.values()] == sorted(
            (one.mentions for one in whole.values()), reverse=True
        )


async def test_the_latest_articles_are_those_of_the_last_days_whenever_they_were_filed() -> None:
    """Of a history the oldest are filed last."""
    scope, nothing = Scope(LOCAL), Scope(LOCAL, frozenset({7}))
    async with memory() as db:
        for number, text in enumerate(TEXTS, start=1):
            await file(db, Story(text, day=TODAY - timedelta(days=number)), 1, number)
        [adams] = [one for one in await rankings.ranked(db, scope, limit=9) if one.name == "Abigail Adams"]
        seen = [day for day, _, _ in await entities.days(db, scope, adams.id)]
        assert await entities.latest_articles(db, scope, adams.id, limit=9) == [1, 3]
        assert await entities.latest_articles(db, scope, adams.id, limit=1) == [1]
        assert await entities.earliest_articles(db, scope, adams.id, limit=9) == [3, 1]
        assert await entities.earliest_articles(db, scope, adams.id, limit=1) == [3]
        assert await entities.latest_articles(db, nothing, adams.id, limit=9) == []
        assert [await entities.on_day(db, scope, adams.id, day) for day in seen] == [3, 1]
        assert await entities.last_days(db, scope, [adams.id, 99]) == {adams.id: seen[-1]}
