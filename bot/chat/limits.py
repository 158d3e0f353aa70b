"""Discord's limits, each in one place, and the measure that they are counted in.

After Discord's API reference: message components, components V2, modals.
"""

MOST_MESSAGES = 5
"""Messages that one answer may take: our own limit, so that an answer cannot flood a channel."""

MOST_COMPONENTS = 40
"""Components of a message, the nested ones counted."""

MOST_TEXT = 4_000
"""Characters of all text displays of a message together."""

MOST_ROWS = 5
"""Action rows of a message."""

MOST_BUTTONS = 5
"""Buttons of an action row; a select fills a row alone."""

MOST_OPTIONS = 25
"""Options of a select."""

CUSTOM_ID = 100
"""Characters of a custom_id, and of the value of an option."""

BUTTON_LABEL = 80
OPTION_LABEL = 100
OPTION_DESCRIPTION = 100
MODAL_TITLE = 45
ALT_TEXT = 1_024
"""Characters of the description of a picture."""

THREAD_NAME = 100
"""Characters of what a thread is called."""

TEXT_INPUT = 4_000
"""Characters of a text input of a modal."""

MOST_ADDRESS = 512
"""Characters of a link's address: what Discord takes for a button that is a link, kept for links in text too."""


def size(text: str) -> int:
    """The length that a limit is compared with: in UTF-16 units, which are never fewer than code points.

    Discord does not say which of the two it counts.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
