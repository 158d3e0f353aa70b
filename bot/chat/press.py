"""Actions in custom_ids, so that buttons work after a restart: there and back."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Literal

from bot.cards.card import Action
from bot.chat.limits import CUSTOM_ID, size

Kind = Literal["open", "turn", "all"]
"""What a press does with the answer: "open" shows it to the presser alone, "turn" puts it in place of the message
that was pressed on, "all" asks again what the message answers, for the presser alone."""

_LETTERS: dict[Kind, str] = {"open": "o", "turn": "t", "all": "a"}
_KINDS: dict[str, Kind] = {letter: kind for kind, letter in _LETTERS.items()}

PATTERN = r"d[ota][0-9]+[:~].*"
"""What every custom_id of a press matches as a whole; no newline stands in one."""

PAGES_PATTERN = rf"j([0-9]{{1,9}})\.({PATTERN})"
"""The same of the button that asks for a page's number."""

_PARTS = re.compile(r"d([ota])[0-9]+([:~])(.*)")
_KEY = re.compile(r"([\w-]+)(?:\.([0-9]{1,9}))?", re.ASCII)
_TOKENS = re.compile(r"\\.|.")
_PAGE = "page"
_KEY_BYTES = 15
"""Of a SHA-256: two actions with one key are not to be expected."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a button or an option asks for. The action's label is not carried in a custom_id: it is empty there."""

    kind: Kind
    action: Action


@dataclass(frozen=True, slots=True)
class Kept:
    """A press whose action is too long for a custom_id: the key that it is kept under, and the page to show of it."""

    kind: Kind
    key: str
    page: int | None = None

    def press(self, action: Action) -> Press:
        """The press, once the action has been found by its key."""
        return Press(self.kind, action if self.page is None else action.with_argument(_PAGE, str(self.page)))


def encode(press: Press, slot: int, most: int = CUSTOM_ID) -> str:
    """A custom_id of at most `most` characters (50 or more).

    `slot` makes it unique within a message. What is too long, or has characters in it that might be changed on the
    way, becomes a key: `decode` then gives a `Kept`, and `kept_action` what is to be kept.
    """
    start = f"d{_LETTERS[press.kind]}{slot}"
    said = f"{start}:{_packed(press.action)}"
    if size(said) <= most and said.isprintable() and not said[-1].isspace():
        return said
    page = _page(press.action)
    return f"{start}~{key_of(kept_action(press.action))}{'' if page is None else f'.{page}'}"


def decode(custom_id: str) -> Press | Kept:
    """What a custom_id of `encode` says. ValueError for any other."""
    parts = _PARTS.fullmatch(custom_id)
    if parts is None:
        raise ValueError("not the custom_id of a press")
    kind, body = _KINDS[parts[1]], parts[3]
    if parts[2] == ":":
        return Press(kind, _unpacked(body))
    key = _KEY.fullmatch(body)
    if key is None:
        raise ValueError("not the key of an action")
    return Kept(kind, key[1], int(key[2]) if key[2] else None)


def encode_pages(press: Press, pages: int, slot: int) -> str:
    """The custom_id of a button that asks which of so many pages `press` is to turn to."""
    start = f"j{pages}."
    return start + encode(press, slot, CUSTOM_ID - len(start))


def decode_pages(custom_id: str) -> tuple[Press | Kept, int]:
    """The press and the number of pages that `encode_pages` was given. ValueError for any other custom_id."""
    parts = re.fullmatch(PAGES_PATTERN, custom_id)
    if parts is None:
        raise ValueError("not the custom_id of a button for pages")
    return decode(parts[2]), int(parts[1])


def kept_action(action: Action) -> Action:
    """What is kept of an action under its key: all but a page at its end, which the custom_id holds, and the label."""
    arguments = action.arguments if _page(action) is None else action.arguments[:-1]
    return Action("", action.command, arguments)


def key_of(action: Action) -> str:
    """The key of an action: the same for the same command and arguments, always."""
    said = json.dumps([action.command, action.arguments])
    return base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest()[:_KEY_BYTES]).decode()


def _packed(action: Action) -> str:
    arguments = (f"{_quoted(key)}={_quoted(value)}" for key, value in action.arguments)
    return ";".join([_quoted(action.command), *arguments])


def _unpacked(body: str) -> Action:
    command, *arguments = _parts(body, ";")
    pairs = [[_bare(part) for part in _parts(argument, "=")] for argument in arguments]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("not the arguments of an action")
    return Action("", _bare(command), tuple((key, value) for key, value in pairs))


def _quoted(text: str) -> str:
    """`text` with a backslash before each sign that parts an action."""
    return re.sub(r"[\\;=]", r"\\\g<0>", text)


def _bare(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _parts(text: str, mark: str) -> list[str]:
    """`text` cut at each `mark` that has no backslash before it; the backslashes stay."""
    parts = [""]
    for token in _TOKENS.findall(text):
        if token == mark:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _page(action: Action) -> int | None:
    """The page that an action ends with, where it is one that `str` gives back."""
    if not action.arguments or action.arguments[-1][0] != _PAGE:
        return None
    said = action.arguments[-1][1]
    return int(said) if re.fullmatch("[1-9][0-9]{0,8}", said) else None
