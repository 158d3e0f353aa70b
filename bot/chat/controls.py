"""What can be pressed under a card: rows of buttons and selects, within Discord's limits."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from bot.cards.card import Action, Card, Choice, Page
from bot.chat import limits
from bot.chat.escape import clipped
from bot.chat.press import Kept, Kind, Press, decode, decode_pages, encode, encode_pages, kept_action

SHOW_ALL = "Show me all (privately)"

_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Mc"})
"""Unicode's categories of what is no label alone."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `asks` marks the one that asks for a page's number."""

    label: str
    custom_id: str
    disabled: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a select: `value` is what a press says."""

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A select of which one option is taken; `slot` tells it from the others of its message."""

    placeholder: str
    slot: int
    options: tuple[Option, ...]


Row = tuple[Button, ...] | Select


@dataclass(slots=True)
class _Ids:
    """The custom_ids of one message: each its own, and the actions that are too long for theirs."""

    slots: Iterator[int] = field(default_factory=count)
    kept: dict[str, Action] = field(default_factory=dict)

    def of(self, kind: Kind, action: Action) -> str:
        custom_id = encode(Press(kind, action), next(self.slots))
        return self._keep(custom_id, decode(custom_id), action)

    def of_pages(self, action: Action, pages: int) -> str:
        custom_id = encode_pages(Press("turn", action), pages, next(self.slots))
        return self._keep(custom_id, decode_pages(custom_id)[0], action)

    def _keep(self, custom_id: str, said: Press | Kept, action: Action) -> str:
        if isinstance(said, Kept):
            self.kept[said.key] = kept_action(action)
        return custom_id


def rows(card: Card, again: Action | None, *, more: bool) -> tuple[tuple[Row, ...], dict[str, Action]]:
    """The rows under a card, and the actions to be kept, by their keys.

    Choices and numbered lines are selects, a single choice is the first button; of the buttons, as many as there is
    room for.
    """
    ids = _Ids()
    single = [_only(card.choices[0], ids)] if len(card.choices) == 1 else []
    selects = [select for select in (None if single else _choices(card, ids), _opening(card, ids)) if select]
    paging = [tuple(_paging(card.page, ids))] if card.page and card.page.of > 1 else []
    room = (limits.MOST_ROWS - len(selects) - len(paging)) * limits.MOST_BUTTONS
    everything = [Button(SHOW_ALL, ids.of("all", again))] if more and again else []
    actions = islice(card.actions, room - len(everything) - len(single))
    buttons = [Button(_label(action, limits.BUTTON_LABEL), ids.of("open", action)) for action in actions]
    return (*selects, *_rows([*single, *buttons, *everything]), *paging), ids.kept


def _rows(buttons: list[Button]) -> Iterable[tuple[Button, ...]]:
    return (tuple(buttons[at : at + limits.MOST_BUTTONS]) for at in range(0, len(buttons), limits.MOST_BUTTONS))


def _only(choice: Choice, ids: _Ids) -> Button:
    """The one choice that there is."""
    return Button(_choice_label(choice, limits.BUTTON_LABEL), ids.of("turn", choice.action))


def _choices(card: Card, ids: _Ids) -> Select | None:
    """The choices: taking one puts its answer in place of the question."""
    options = [
        Option(
            _choice_label(choice, limits.OPTION_LABEL),
            ids.of("turn", choice.action),
            _said(choice.description, limits.OPTION_DESCRIPTION),
        )
        for choice in card.choices[: limits.MOST_OPTIONS]
    ]
    return Select("Choose one", next(ids.slots), tuple(options)) if options else None


def _opening(card: Card, ids: _Ids) -> Select | None:
    """The numbered lines that something opens."""
    lines = ((number, line, line.action) for number, line in card.numbered_lines())
    options = [
        Option(
            _said(f"{number}. {line.text}", limits.OPTION_LABEL),
            ids.of("open", action),
            _said(line.note or (str(line.receipts[0]) if line.receipts else ""), limits.OPTION_DESCRIPTION),
        )
        for number, line, action in islice((one for one in lines if one[2]), limits.MOST_OPTIONS)
        if action
    ]
    return Select("Open …", next(ids.slots), tuple(options)) if options else None


def _paging(page: Page, ids: _Ids) -> Iterator[Button]:
    """First, previous, the number (which asks for another), next, last."""

    def turn(label: str, number: int, *, there: bool) -> Button:
        return Button(label, ids.of("turn", page.turn(number)), disabled=not there)

    number = min(max(page.number, 1), page.of)
    yield turn("« First", 1, there=number > 1)
    yield turn("‹ Previous", number - 1, there=number > 1)
    yield Button(f"{number} of {page.of}", ids.of_pages(page.turn(number), page.of), asks=True)
    yield turn("Next ›", number + 1, there=number < page.of)
    yield turn("Last »", page.of, there=number < page.of)


def _choice_label(choice: Choice, limit: int) -> str:
    return _said(choice.label, limit) or _label(choice.action, limit)


def _label(action: Action, limit: int) -> str:
    return _said(action.label, limit) or _said(action.command, limit) or "Open"


def _said(text: str, limit: int) -> str:
    """`text` as it can stand on a button: empty where nothing of it can be seen."""
    shown = clipped(text, limit)
    return shown if any(unicodedata.category(one) not in _UNSEEN for one in shown) else ""
