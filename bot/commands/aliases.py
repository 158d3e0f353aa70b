"""Commands for the names that an entity goes by: `alias on`, `alias off`."""

from bot.cards.card import Card
from bot.cards.correction_cards import confirm_card, how_many
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.bind import short
from bot.commands.correcting import A_NAME, SURE, WHY, asking, checked, hand, made, meant
from bot.commands.registry import command, group
from bot.desk import correcting, teaching
from bot.desk.results import Affected
from bot.desk.teaching import MOST_TRIED, WouldFind
from bot.store import entities
from bot.store.corrections import Entry
from bot.store.database import Connection

group("alias", "Say by which names somebody or something goes, and by which not")


@command(
    "alias on",
    describe={"name": A_NAME, "form": "A further name of it", "why": WHY, "sure": SURE},
    complete={"name": complete.entity},
    permission="correct",
    changes=True,
    asks="form",
)
async def alias_on(ask: Ask, name: str, form: str, why: str | None = None, sure: bool = False) -> Card:
    """Give an entity a further name: it is found by it, and what articles call so is taken for it.

    Where texts have it and no name was seen there it is found too, unless it is an ordinary word or written as one.
    """
    action = asking("Add the name", "alias on", name=name, form=form, why=why)
    called = checked(form)
    async with ask.desk.store.reading() as db:
        one = await meant(db, ask, name, action)  # before the model is asked, which may have to be loaded for that
    looked_for = await teaching.is_looked_for(ask.desk.extractor, called)
    if not sure:
        async with ask.desk.store.reading() as db:
            affected = await correcting.string_affects(db, ask.scope, called)
            would = await teaching.would_find(db, ask.scope, one.entity.kind, called) if looked_for else None
        effect = f"Written so: {how_many(affected)}. {_found(would)}"
        return confirm_card(f"Does “{one.name}” go by “{called}”?", effect, action.with_argument("name", one.argument))

    async def make(db: Connection) -> tuple[Entry, str]:
        one = await meant(db, ask, name, action)
        entry = await correcting.alias_on(db, hand(ask, why), one.entity, called, found=looked_for)
        return entry, f"“{one.name}” goes by “{called}” too."

    return await made(ask, make)


def _found(would: WouldFind | None) -> str:
    """What is found in texts where no name was seen."""
    if would is None:
        return "It is not looked for where texts have no name: it may be an ordinary word there."
    where = f"in the latest {MOST_TRIED} articles with these words, and as others have it" if would.more else "in texts"
    return f"Found {where} where no name was seen: {how_many(would.affected)}."


@command(
    "alias off",
    describe={"name": A_NAME, "form": "A name that does not stand for it", "why": WHY, "sure": SURE},
    complete={"name": complete.entity},
    permission="correct",
    changes=True,
    asks="form",
)
async def alias_off(ask: Ask, name: str, form: str, why: str | None = None, sure: bool = False) -> Card:
    """Say that a name does not stand for an entity: what is called so is somebody or something else."""
    action = asking("Take it off", "alias off", name=name, form=form, why=why)
    if not sure:
        async with ask.desk.store.reading() as db:
            one = await meant(db, ask, name, action)
            seen = dict(await entities.surfaces(db, ask.scope, one.entity.id))
        times = seen.get(form, 0)
        effect = f"It stands for “{one.name}” in {how_many(Affected(times, min(times, one.entity.articles)))} at most."
        question = f"Does “{short(form)}” not stand for “{one.name}”?"
        return confirm_card(question, effect, action.with_argument("name", one.argument))

    async def make(db: Connection) -> tuple[Entry, str]:
        one = await meant(db, ask, name, action)
        entry = await correcting.alias_off(db, hand(ask, why), one.entity, form)
        return entry, f"“{short(form)}” does not stand for “{one.name}” any more."

    return await made(ask, make)
