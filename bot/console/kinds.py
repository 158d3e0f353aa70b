"""What a line in the console is: a command, or text that is posted."""

from bot.cards.card import Refusal
from bot.commands.find import find, first_word
from bot.commands.registry import Registry

LEAVING = ("exit", "quit")
"""What ends a session, beside the end of the input."""

ARTICLE_WORDS = 60
"""From this many words on a text is an article, whatever it begins with (as in a watched channel)."""

_TYPED_WORDS = 12
"""Up to this many words a line was typed, not posted: articles are longer."""


def is_command(registry: Registry, text: str) -> bool:
    """Whether `text` is a command: it begins with `/`, or with a command's exact name (after `!`), and is no article.

    A command that takes a `text` takes it however long it is.
    """
    text = text.strip()
    if text.startswith("/"):
        return True
    first, _ = first_word(text.removeprefix("!"))
    if first not in set(registry.names()):
        return False
    return len(text.split()) < ARTICLE_WORDS or _takes_text(registry, text)


def is_short(text: str) -> bool:
    """Whether a line in a terminal that is no command asks for something yet: it has few words, and is no link."""
    text = text.strip()
    return "\n" not in text and "://" not in text and len(text.split()) <= _TYPED_WORDS


def _takes_text(registry: Registry, text: str) -> bool:
    try:
        command, _ = find(registry, text)
    except Refusal:
        return False
    return any(parameter.name == "text" for parameter in command.parameters)
