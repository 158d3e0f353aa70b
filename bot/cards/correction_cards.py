"""Cards about corrections: what is wrong, what will change, what was done, and the log of it all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.card import Action, Card, Choice, Line, Page, Section, say_date
from bot.cards.fit import trim
from bot.cards.receipts import KIND_WORDS, entity_note, plural
from bot.cards.safe import one_line
from bot.desk.results import HANDLE_MARK, Affected
from bot.desk.splitting import Part
from bot.extraction.types import Kind
from bot.store.overdue import NOTHING_LEFT, Left
from bot.store.rows import Entity

_MOST_LABEL = 60
_A_MINUTE = 1_000
"""So many articles are done anew in a minute, or more."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a correction names it: with the handle that finds it again."""

    entity: Entity
    handle: str

    @property
    def name(self) -> str:
        """As it is shown."""
        return self.entity.name

    @property
    def argument(self) -> str:
        """As it is typed."""
        return f"{HANDLE_MARK}{self.handle}"


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the log in words, with who made it and when; `standing`: nobody took it back."""

    number: int
    words: str
    by: str | None
    at: datetime
    standing: bool
    why: str | None = None


def how_many(affected: Affected) -> str:
    """What a correction changes: "14 mentions in 9 articles"."""
    return f"{plural(affected.mentions, 'mention')} in {plural(affected.articles, 'article')}"


def confirm_card(question: str, effect: str, action: Action) -> Card:
    """What a correction will change, before it is made; the one choice makes it."""
    yes = action.with_argument("sure", "yes")
    text = f"{effect} What is filed later follows it too, and it can be undone."
    return Card(
        question,
        sections=(Section(None, (Line(text),), "prose"),),
        choices=(Choice(action.label, "it can be undone", yes),),
        tone="warn",
    )


def done_card(title: str, number: int, outweighed: Sequence[int] = (), left: Left = NOTHING_LEFT) -> Card:
    """A correction that was made, with the way back; `left` are the articles that follow later."""
    over = ", ".join(str(one) for one in outweighed)
    said = f"It outweighs what was said before: correction {over}." if outweighed else ""
    lines = tuple(Line(line) for line in (said, _follows(left)) if line)
    undo = Action("Undo", "undo", (("entry", str(number)), ("sure", "yes")))
    return Card(
        title,
        f"Correction {number}",
        (Section(None, lines, "prose"),) if lines else (),
        choices=(Choice("Undo", "take this correction back", undo),),
        tone="good",
    )


def _follows(left: Left) -> str:
    """That it holds from now on, and how many articles are still to be done."""
    if not left:
        return ""
    more = "More articles follow" if left.entries else f"{plural(left.articles, 'more article')} to follow"
    soon = "the next minutes" if left.entries or left.articles > _A_MINUTE else "a minute"
    return f"It holds for all that is filed from now on. {more} within {soon}."


def wrong_card(one: Named, alike: Sequence[Named]) -> Card:
    """What can be put right about an entity. `alike` may be the same as it."""
    name = (("name", one.argument),)
    choices = [
        Choice(f"The same as {other.name}", entity_note(other.entity),
               Action("Merge", "merge", (*name, ("other", other.argument))))
        for other in alike
    ]  # fmt: skip
    choices += [
        Choice("The same as another name …", "both become one", Action("Merge", "merge", name)),
        Choice("Not the same as another name …", "they stay apart", Action("Keep apart", "notsame", name)),
        Choice("Several in one", "split a part off", Action("Split", "split", name)),
        Choice("Another name …", "how it is called here", Action("Rename", "rename", name)),
        Choice("Another kind", f"it is no {KIND_WORDS[one.entity.kind][0]}", Action("Retype", "retype", name)),
        Choice("One name more …", "by which it is found", Action("Add a name", "alias on", name)),
        Choice("One name less …", "that does not stand for it", Action("Take a name off", "alias off", name)),
        Choice("Leave it out", "of lists, counts and completion", Action("Leave out", "ban", name)),
    ]
    return Card(
        f"What is wrong with “{one.name}”?",
        entity_note(one.entity),
        choices=tuple(choices),
        actions=(Action("Corrections so far", "history"),),
    )


def parts_card(one: Named, parts: Sequence[Part]) -> Card:
    """What can be split off an entity."""
    name = ("name", one.argument)
    choices = tuple(
        Choice(_label(part.words), "becomes a name of its own", Action("Split", "split", (name, ("off", part.off))))
        for part in parts
    )
    return Card(
        f"What is not “{one.name}”?",
        "Choose a part: it becomes an entity of its own."
        if choices
        else "Nothing tells its mentions apart: give `off:` a role, a channel, a day or articles.",
        choices=choices,
    )


def kinds_card(one: Named, kinds: Iterable[tuple[str, Kind]]) -> Card:
    """The kinds that an entity may be of."""
    choices = tuple(
        Choice(KIND_WORDS[kind][0], "", Action(word, "retype", (("name", one.argument), ("kind", word))))
        for word, kind in kinds
        if kind != one.entity.kind
    )
    return Card(f"What is “{one.name}”?", f"It is taken for: {KIND_WORDS[one.entity.kind][0]}.", choices=choices)


def ban_card(typed: str, one: Named | None, string: Affected) -> Card:
    """Whether an entity is left out, or a string wherever it stands."""
    choices = []
    if one is not None:
        choices.append(
            Choice(
                f"All of “{_label(one.name)}”", entity_note(one.entity),
                Action("Leave out", "ban", (("name", one.argument), ("what", "entity"), ("sure", "yes"))),
            )
        )  # fmt: skip
    if not typed.startswith(HANDLE_MARK):
        choices.append(
            Choice(
                f"Only where it is written “{_label(typed)}”", how_many(string),
                Action("Leave out", "ban", (("name", typed), ("what", "string"), ("sure", "yes"))),
            )
        )  # fmt: skip
    text = "What is left out is in no list, count, graph or completion, and no profile. It can be undone."
    name = one.name if one else typed
    return Card(
        f"Leave out “{_label(name)}”?",
        sections=(Section(None, (Line(text),), "prose"),),
        choices=tuple(choices),
        tone="warn",
    )


def history_card(told: Sequence[Told], total: int, page: Page | None) -> Card:
    """The log, the latest entry first; picking one takes it back."""
    if not told:
        return Card("Nothing was corrected here yet.", "The button “Wrong?” on a profile is where that begins.")
    lines = tuple(
        Line(
            f"{one.words}",
            note=" · ".join(filter(None, [f"correction {one.number}", say_date(one.at.date()), one.why or "",
                                          "" if one.standing else "taken back"])),
            action=Action("Undo", "undo", (("entry", str(one.number)),)) if one.standing else None,
            by=one.by,
        )
        for one in told
    )  # fmt: skip
    return Card("Corrections", plural(total, "correction"), (Section(None, lines, "numbered"),), page=page)


def undo_card(entries: Sequence[Told], action: Action) -> Card:
    """What will be taken back."""
    lines = tuple(Line(f"{one.number}: {one.words}", by=one.by) for one in entries[:10])
    one = len(entries) == 1
    return Card(
        f"Take back correction {entries[0].number}?" if one else f"Take back {plural(len(entries), 'correction')}?",
        sections=(Section(None, lines, more=max(len(entries) - len(lines), 0)),),
        choices=(Choice("Take back", "that can be undone too", action.with_argument("sure", "yes")),),
        tone="warn",
    )


def _label(text: str) -> str:
    return trim(one_line(text), _MOST_LABEL)
