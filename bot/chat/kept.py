"""Actions as JSON: what a button invokes whose custom_id is too short to say it."""

import json

from bot.cards.card import Action


def as_json(action: Action) -> str:
    """An action as the store keeps it."""
    return json.dumps([action.label, action.command, action.arguments], ensure_ascii=False)


def from_json(kept: str) -> Action:
    """The action that was kept."""
    label, command, arguments = json.loads(kept)
    return Action(label, command, tuple((key, value) for key, value in arguments))
