"""The commands for notes on entities: `note add`, `note list`, `note remove`."""

from dataclasses import replace

from bot.cards.card import Action, Card, Refusal, Section
from bot.cards.entity_cards import note_line, unknown, which
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.meaning import again, told_apart
from bot.commands.registry import command, group
from bot.desk import lookup
from bot.store import notes, reasons
from bot.store.database import Connection
from bot.store.rows import Entity

group("note", "Write down what is known of a name")

_LONGEST = 500
"""Characters of a note."""

_SHOWN = 20
"""Notes that are listed of a name."""

_NAME = "A person, organisation or place, or the beginning of the name"


@command(
    "note add",
    describe={"name": _NAME, "text": "What to note, at most 500 characters"},
    complete={"name": complete.entity},
    changes=True,
)
async def note_add(ask: Ask, name: str, text: str) -> Card:
    """Add a note to a person, organisation or place; its profile shows it.

    Whoever can read the channel where it was written can read it. It goes when no article mentions the name any more.
    """
    said = " ".join(text.split())
    if not 1 <= len(said) <= _LONGEST:
        raise Refusal(f"A note has between 1 and {_LONGEST} characters; this has {len(said)}.")
    async with ask.desk.store.writing() as db:
        entity = await _one(db, ask, name, "note add")
        if isinstance(entity, Card):
            asked = (replace(one, action=one.action.with_argument("text", said)) for one in entity.choices)
            return replace(entity, choices=tuple(asked))
        held = await reasons.names_of(db, ask.scope, entity.id)
        about = await notes.name_for(db, held[0].id) if held else None
        if about is None:
            raise unknown(name, (), "note add", "name")
        number = await notes.add(db, ask.scope, about, said, author=ask.asker, channel=ask.channel, now=ask.now)
    return Card(
        f"Noted of {entity.name}",
        said,
        actions=(
            Action(entity.name, "entity", (("name", again(name, entity)),)),
            Action("Take it back", "note remove", (("number", str(number)),)),
        ),
        tone="good",
    )


@command("note list", describe={"name": _NAME}, complete={"name": complete.entity}, fallback=True)
async def note_list(ask: Ask, name: str) -> Card:
    """List the notes on a person, organisation or place, the latest first."""
    async with ask.desk.store.reading() as db:
        entity = await _one(db, ask, name, "note list")
        if isinstance(entity, Card):
            return entity
        found = await notes.of_entity(db, ask.scope, entity.id)
    if not found:
        raise Refusal(f"There is no note on {entity.name} here.", "`note add NAME TEXT` adds one.")
    lines = tuple(note_line(one) for one in found[:_SHOWN])
    return Card(f"Notes on {entity.name}", sections=(Section(None, lines, more=max(len(found) - _SHOWN, 0)),))


@command("note remove", describe={"number": "The number that stands behind the note"}, changes=True)
async def note_remove(ask: Ask, number: int) -> Card:
    """Remove a note: one of your own, or any for those who manage this place."""
    async with ask.desk.store.writing() as db:
        found = await notes.by_number(db, ask.scope, number)
        if found is None:
            raise Refusal(f"There is no note {number} here.", "`note list NAME` shows them with their numbers.")
        if not ask.manager and found.author != ask.asker:
            raise Refusal("Only who wrote a note, and those who manage this place, can remove it.")
        await notes.remove(db, ask.scope.guild, number)
    return Card(f"Note {number} is removed.", tone="good")


async def _one(db: Connection, ask: Ask, name: str, command: str) -> Entity | Card:
    """The entity that is meant, or the question which; Refusal when there is none."""
    found = await lookup.entity(db, ask.scope, name)
    if found.one:
        return found.one
    if found.exact:
        return which(name, await told_apart(db, ask.scope, found.exact), command, "name")
    raise unknown(name, found.near, command, "name", part=found.part)
