"""The commands about the speaker of one quote: `quotes show`, `quotes speaker`."""

from bot.cards.card import Action, Card, Choice, Refusal
from bot.cards.quote_cards import quote_card, speaker_card
from bot.cards.receipts import entity_note
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.correcting import WHY, hand, made, meant
from bot.commands.registry import command
from bot.desk import quotes, speaking
from bot.desk.results import HANDLE_MARK, QuoteLine
from bot.store import articles, entities
from bot.store.corrections import Entry
from bot.store.database import Connection
from bot.store.handles import handles
from bot.store.quotes import QuoteSeen

_QUOTE = "A quote as `quotes` gives it: #12.345.678"
_NOBODY = "nobody"
_MOST = 20


@command("quotes show", describe={"quote": _QUOTE})
async def show(ask: Ask, quote: str) -> Card:
    """Show one quote, and by which words its article says whose it is."""
    async with ask.desk.store.reading() as db:
        line, seen = await _found(db, ask, quote)
        text = (await articles.texts(db, [seen.article]))[seen.article]
    told = seen.speaker.line(text) if seen.speaker else ""
    return quote_card(line, told, Action("Wrong speaker", "quotes speaker", (("quote", line.handle),)))


@command(
    "quotes speaker",
    describe={"quote": _QUOTE, "to": f"Who says it, named in the same article; or `{_NOBODY}`", "why": WHY},
    complete={"to": complete.entity},
    permission="correct",
    changes=True,
)
async def speaker(ask: Ask, quote: str, to: str | None = None, why: str | None = None) -> Card:
    """Put right who says a quote: somebody else whom its article names, or nobody who has a name there.

    It holds for this one quote, however often its article is read again, until it is taken back.
    """
    if to is None:
        async with ask.desk.store.reading() as db:
            line, seen = await _found(db, ask, quote)
            return speaker_card(line, await _others(db, ask, line, seen))
    action = Action("Wrong speaker", "quotes speaker", (("quote", quote), ("to", to)))

    async def make(db: Connection) -> tuple[Entry, str]:
        _, seen = await _found(db, ask, quote)
        one = None if to.casefold() == _NOBODY else (await meant(db, ask, to, action, "to")).entity
        entry = await speaking.wrong_speaker(db, hand(ask, why), seen, one)
        return entry, f"The quote is {one.name}’s from now on." if one else "The quote is nobody’s from now on."

    return await made(ask, make)


async def _found(db: Connection, ask: Ask, quote: str) -> tuple[QuoteLine, QuoteSeen]:
    found = await quotes.by_handle(db, ask.scope, quote)
    if found is None:
        raise Refusal("There is no such quote here.", "`quotes by Kim` lists what Kim said: pick one by its number.")
    return found


async def _others(db: Connection, ask: Ask, line: QuoteLine, seen: QuoteSeen) -> list[Choice]:
    """Everybody else whom the article names, the most mentioned first; and nobody."""
    named = await entities.in_article(db, ask.scope, seen.article, limit=_MOST)
    others = [one for one in named if one.id != seen.entity]
    handle = await handles(db, ask.scope, [one.id for one in others])
    given = (("quote", line.handle),)
    choices = [
        Choice(
            one.name,
            entity_note(one),
            Action(one.name, "quotes speaker", (*given, ("to", HANDLE_MARK + handle[one.id]))),
        )
        for one in others
    ]
    if line.by:
        nobody = Action("Nobody", "quotes speaker", (*given, ("to", _NOBODY)))
        choices.append(Choice("Nobody", "none whose name is known says it", nobody))
    return choices
