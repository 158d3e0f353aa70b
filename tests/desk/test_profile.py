"""The profile of an entity: what it says stands in the scope's articles, and adds up."""

import pytest

from bot.desk.profile import forms, profile
from bot.desk.results import Profile
from bot.store import entities, rankings
from bot.store.rows import Entity, date_of
from tests.desk.brackets import check_brackets
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def everybody(room: Newsroom) -> list[Entity]:
    async with room.desk.store.reading() as db:
        return await rankings.ranked(db, room.scope, limit=40)


async def profiles(room: Newsroom) -> list[Profile]:
    known = await everybody(room)
    async with room.desk.store.reading() as db:
        return [await profile(db, room.scope, entity) for entity in known]


async def test_key_sentences_are_slices_with_names_of_the_article_in_brackets(room: Newsroom) -> None:
    texts = await room.texts()
    shown = [sentence for made in await profiles(room) for sentence in made.sentences]
    for sentence in shown:
        check_brackets(sentence, texts[sentence.article.number])
    assert any("[" in sentence.shown for sentence in shown)


async def test_key_sentences_speak_of_the_entity_the_latest_first(room: Newsroom) -> None:
    for made in await profiles(room):
        forms = [surface for surface, _ in made.surfaces]
        assert all(any(form in sentence.shown for form in forms) for sentence in made.sentences), made.entity.name
        assert len({sentence.text for sentence in made.sentences}) == len(made.sentences) <= 5
        days = [sentence.article.day for sentence in made.sentences]
        assert days == sorted(days, reverse=True)


async def test_key_sentences_lean_on_no_other(room: Newsroom) -> None:
    """A sentence that begins with "he" stands where "he" is in brackets; one that begins with "But" never does."""
    chosen = {(s.article.id, s.span.start): s for made in await profiles(room) for s in made.sentences}
    async with room.desk.store.reading() as db:
        rows = await db.execute_fetchall("SELECT article_id, start, opening FROM sentences")
    openings = {(row[0], row[1]): row[2] for row in rows}
    assert {openings[one] for one in chosen} <= {"plain", "pronoun", "definite", "inside"}
    replaced = [one.shown for place, one in chosen.items() if openings[place] == "pronoun"]
    assert replaced
    assert all(shown.startswith("[") for shown in replaced)


async def test_counts_add_up(room: Newsroom) -> None:
    for made in await profiles(room):
        assert sum(mentions for _, _, mentions in made.days) == made.entity.mentions
        assert sum(articles for _, articles, _ in made.days) == made.entity.articles
        assert sum(count for _, count in made.surfaces) <= made.entity.mentions
        assert [day for day, _, _ in made.days] == sorted(day for day, _, _ in made.days)


async def test_roles_stand_in_the_article_that_they_are_said_to_be_from(room: Newsroom) -> None:
    texts = await room.texts()
    given = [role for made in await profiles(room) for role in made.roles]
    assert len(given) > 5
    for role in given:
        assert role.role in " ".join(texts[role.article.number].split())


async def test_relations_go_both_ways_and_to_groups_last(room: Newsroom) -> None:
    made = {one.entity.id: one for one in await profiles(room)}
    for one in made.values():
        kinds = [other.kind == "NORP" for other, _ in one.related]
        assert kinds == sorted(kinds)
        assert one.entity.id not in [other.id for other, _ in one.related]
        for other, shared in one.related:
            back = {entity.id: count for entity, count in made[other.id].related} if other.id in made else {}
            assert back.get(one.entity.id, shared) == shared


async def test_a_profile_is_of_the_scope_alone(room: Newsroom) -> None:
    sport = await room.channels("other")
    listed = await everybody(sport)
    assert "Spain" in [entity.name for entity in listed]
    for made in await profiles(sport):
        numbers = {article.number for article in made.articles}
        assert numbers <= {8, 9, 10, 11, 12}
        assert {sentence.article.number for sentence in made.sentences} <= {8, 9, 10, 11, 12}


async def test_articles_come_latest_first_and_no_quote_is_told_twice(room: Newsroom) -> None:
    for made in await profiles(room):
        days = [article.day for article in made.articles]
        assert days == sorted(days, reverse=True)
        told = [(one.article.id, one.span) for one in made.sentences]
        assert not [line for line in made.quotes if (line.excerpt.article.id, line.excerpt.span) in told]


async def test_every_form_has_the_days_and_an_article_that_it_is_seen_in(room: Newsroom) -> None:
    texts = await room.texts()
    for entity in await everybody(room):
        async with room.desk.store.reading() as db:
            found = await forms(db, room.scope, entity)
            days = await entities.days(db, room.scope, entity.id)
        assert {one.first for one in found.forms} | {one.last for one in found.forms} <= {date_of(d[0]) for d in days}
        for one in found.forms:
            assert one.article
            assert one.surface in " ".join(texts[one.article.number].split())
            assert (one.first, one.last) == (one.first or one.last, date_of(one.article.day))
