"""Whom a message would ping: mentions in its text against its `allowed_mentions`. Pure functions."""

from __future__ import annotations

import re

from tests.loopback.limits_components import TEXT_DISPLAY, walk
from tests.loopback.state import Payload

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")


def shown_text(body: Payload) -> str:
    """The text of a body in which a mention would ping: content and text displays (embeds never ping)."""
    parts = [body.get("content") or ""]
    parts += [str(part.get("content")) for part in walk(body.get("components") or []) if part["type"] == TEXT_DISPLAY]
    return "\n".join(parts)


def pings(body: Payload, *, is_reply: bool) -> list[str]:
    """What this body would ping, in words; an absent `allowed_mentions` allows everything, as at Discord."""
    allowed = body.get("allowed_mentions")
    text = shown_text(body)
    found = []
    if EVERYONE.search(text) and _allows(allowed, "everyone", None):
        found.append("everyone")
    found += [f"user {user}" for user in USER.findall(text) if _allows(allowed, "users", user)]
    found += [f"role {role}" for role in ROLE.findall(text) if _allows(allowed, "roles", role)]
    if is_reply and (allowed is None or allowed.get("replied_user")):
        found.append("the author of the message replied to")
    return found


def _allows(allowed: Payload | None, what: str, who: str | None) -> bool:
    if allowed is None:
        return True
    return what in (allowed.get("parse") or []) or who in [str(one) for one in allowed.get(what) or []]


def mentioned_users(text: str) -> set[int]:
    """The ids of the users that a text mentions."""
    return {int(found) for found in USER.findall(text)}
