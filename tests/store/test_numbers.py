"""Numbers that articles claim, as the store gives them out."""

from datetime import date

from bot.store import completion, postings
from bot.store.numbers import NumberSeen, claimed
from bot.store.scope import LOCAL, Scope
from tests.store.filing import file, memory

FIRST = "The court in Vienna rose. At noon 12 killed. John Adams counted 40 houses."
SECOND = "The World Bank lent 7 ships to John Adams. Nothing else was said. In the end 30 killed."


def said(found: list[NumberSeen]) -> list[tuple[int, float, str]]:
    return [(one.article, one.claim.value, one.claim.theme) for one in found]


async def test_numbers_are_told_by_article_and_place() -> None:
    async with memory() as db:
        one, two = await file(db, FIRST), await file(db, SECOND)
        found = await claimed(db, [two.article, one.article])
        counted = [(one.article, 12, "killed"), (one.article, 40, "count")]
        assert said(found) == [*counted, (two.article, 7, "count"), (two.article, 30, "killed")]
        assert [seen.sentence.of(FIRST) for seen in found[:2]] == [
            "At noon 12 killed.",
            "John Adams counted 40 houses.",
        ]
        assert found[1].claim.what is not None
        assert found[1].claim.what.of(FIRST) == "houses"
        assert said(await claimed(db, [one.article], themes=["killed"])) == [(one.article, 12, "killed")]
        assert await claimed(db, []) == []


async def test_of_a_name_what_stands_in_its_sentences_and_tolls_of_articles_that_lead_with_it() -> None:
    async with memory() as db:
        one, two = await file(db, FIRST), await file(db, SECOND)
        both = [one.article, two.article]
        [adams] = await completion.named(db, Scope(LOCAL), "john adams")
        [vienna] = await completion.named(db, Scope(LOCAL), "vienna")
        assert said(await claimed(db, both, entity=adams.id)) == [
            (one.article, 40, "count"), (two.article, 7, "count"), (two.article, 30, "killed")
        ]  # fmt: skip
        assert said(await claimed(db, both, entity=vienna.id)) == [(one.article, 12, "killed")]


async def test_numbers_go_with_their_article() -> None:
    async with memory() as db:
        one = await file(db, FIRST)
        await postings.forget(db, one.article)
        assert await claimed(db, [one.article]) == []
        assert list(await db.execute_fetchall("SELECT * FROM numbers")) == []


async def test_where_and_when_are_told_with_the_days_of_the_date() -> None:
    text = "On 3 May 2024 the army counted 12 killed in Vienna. Nothing else was said."
    async with memory() as db:
        one = await file(db, text)
        seen = next(one for one in await claimed(db, [one.article]) if one.claim.theme == "killed")
        assert seen.claim.place is not None
        assert seen.claim.time is not None
        assert (seen.claim.place.of(text), seen.claim.time.of(text)) == ("Vienna", "3 May 2024")
        assert seen.days == (date(2024, 5, 3), date(2024, 5, 3))
