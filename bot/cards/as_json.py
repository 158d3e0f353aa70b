"""Cards as JSON: the same fields, without those that are empty."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date

from bot.cards.card import Action, Card

_SURROGATE = re.compile("[\ud800-\udfff]")


def as_json(card: Card) -> str:
    """The card as one line of JSON, in UTF-8 when encoded; lone surrogates, which UTF-8 has not, stay escaped."""
    text = json.dumps(_value(card), ensure_ascii=False)
    return json.dumps(_value(card)) if _SURROGATE.search(text) else text


def _value(value: object) -> object:
    """What JSON has for a value: objects for data and for an action's arguments, ISO 8601 for dates."""
    if isinstance(value, Action):
        return {"label": value.label, "command": value.command, "arguments": dict(value.arguments)}
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _value(one) for name, one in pairs if one not in (None, "", ())}
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value
