"""Reading a message as a person does: its text, its buttons, its selects, the fields of a modal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.loopback.limits_components import (
    BUTTON,
    LABEL,
    ROW,
    SELECTS,
    TEXT_DISPLAY,
    TEXT_INPUT,
    walk,
)
from tests.loopback.state import Message, Payload


@dataclass(frozen=True, slots=True)
class Button:
    """A button that is shown."""

    label: str
    custom_id: str
    disabled: bool
    url: str | None
    emoji: str


@dataclass(frozen=True, slots=True)
class Select:
    """A select that is shown; `options` are (value, label) pairs, empty for users, roles and channels."""

    custom_id: str
    kind: int
    placeholder: str
    options: tuple[tuple[str, str], ...]
    disabled: bool
    least: int
    most: int


def text_of(message: Message) -> str:
    """Everything that a person reads in a message, a paragraph a part: content, embeds, text displays."""
    parts: list[str | None] = [message.content]
    for embed in message.embeds:
        parts += [(embed.get("author") or {}).get("name"), embed.get("title"), embed.get("description")]
        for field in embed.get("fields") or []:
            parts += [field.get("name"), field.get("value")]
        parts.append((embed.get("footer") or {}).get("text"))
    parts += [part.get("content") for part in walk(message.components) if part.get("type") == TEXT_DISPLAY]
    return "\n".join(part for part in parts if part)


def buttons_of(message: Message) -> list[Button]:
    """Every button, in the order shown."""
    return [_button(part) for part in walk(message.components) if part.get("type") == BUTTON]


def _button(part: Payload) -> Button:
    emoji = (part.get("emoji") or {}).get("name") or ""
    return Button(
        part.get("label") or "", part.get("custom_id") or "", bool(part.get("disabled")), part.get("url"), emoji
    )


def selects_of(message: Message) -> list[Select]:
    """Every select, in the order shown."""
    return [_select(part) for part in walk(message.components) if part.get("type") in SELECTS]


def _select(part: Payload) -> Select:
    options = tuple((option["value"], option["label"]) for option in part.get("options") or [])
    least, most = part.get("min_values"), part.get("max_values")
    return Select(
        part["custom_id"],
        part["type"],
        part.get("placeholder") or "",
        options,
        bool(part.get("disabled")),
        1 if least is None else least,
        1 if most is None else most,
    )


def links_of(message: Message) -> list[str]:
    """The addresses of link buttons."""
    return [button.url for button in buttons_of(message) if button.url]


def pictures_of(message: Message) -> list[str]:
    """The addresses of pictures in galleries, thumbnails and embeds."""
    found = []
    for part in walk(message.components):
        found += [item["media"]["url"] for item in part.get("items") or []]
        if isinstance(part.get("media"), dict):
            found.append(part["media"]["url"])
    return found + [embed["image"]["url"] for embed in message.embeds if embed.get("image")]


def filled_modal(modal: Payload, fields: dict[str, Any]) -> list[Payload]:
    """The components of a submitted modal, each field filled by its custom_id or its label (in any case).

    Fields that are not named keep what was in them. Raises AssertionError where a person could not submit it so.
    """
    unused = dict(fields)
    sent = [_filled(part, unused) for part in modal["components"]]
    assert not unused, f"the modal {modal['title']!r} has no field {', '.join(unused)}"
    return sent


def _filled(part: Payload, fields: dict[str, Any]) -> Payload:
    if part["type"] == ROW:
        inner = part["components"][0]
        return {"type": ROW, "id": 1, "components": [_field(inner, inner.get("label") or "", fields)]}
    if part["type"] == LABEL:
        return {"type": LABEL, "id": 1, "component": _field(part["component"], part["label"], fields)}
    return {"type": part["type"], "id": 1}


def _field(part: Payload, label: str, fields: dict[str, Any]) -> Payload:
    names = [key for key in fields if key == part["custom_id"] or _plain(key) == _plain(label)]
    given = fields.pop(names[0]) if names else None
    said: Payload = {"type": part["type"], "id": 1, "custom_id": part["custom_id"]}
    if part["type"] != TEXT_INPUT:
        values = [given] if isinstance(given, str) else list(given or [])
        known = {option["value"] for option in part.get("options") or []}
        assert not known or set(values) <= known, f"{values} are no options of {label!r}"
        return {**said, "values": values}
    value = part.get("value") or "" if given is None else str(given)
    assert value or part.get("required") is False, f"the field {label!r} must be filled"
    least, most = part.get("min_length") or 0, part.get("max_length") or 4_000
    assert not value or least <= len(value) <= most, f"{label!r} takes {least} to {most} characters"
    return {**said, "value": value}


def _plain(name: str) -> str:
    return name.replace("_", " ").strip(" :?").casefold()
