"""Every command of the product: importing this declares them all."""

from bot.commands import (
    backfill,
    explaining,
    feeds,
    filing,
    history,
    keeping,
    looking_up,
    notes,
    numbers,
    privacy,
    quotes,
    reading,
    searching,
    setup,
    watches,
    when,
)
from bot.commands.registry import REGISTRY

__all__ = [
    "REGISTRY",
    "backfill",
    "explaining",
    "feeds",
    "filing",
    "history",
    "keeping",
    "looking_up",
    "notes",
    "numbers",
    "privacy",
    "quotes",
    "reading",
    "searching",
    "setup",
    "watches",
    "when",
]
