"""Verbatim text as Markdown that a Discord client shows as exactly that text, and links that nothing breaks out of."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from bot.cards.fit import trim
from bot.cards.safe import neutral, one_line
from bot.chat.limits import MOST_ADDRESS, size

HIDDEN = "\u200b"
"""A space without width. It stands behind the @ of what would be a mention: the server looks for those in the text
as it was sent, backslashes or not."""

_INLINE = re.compile(r"[\\*_~`|<\[\]#]|:(?=//|[\w+~-]+:)")
"""What begins or ends emphasis, code, spoilers, links, mentions, times, emoji; `#` also where a heading loses it at
its end; the colon of a bare address, and of an emoji's name."""

_LINE_START = re.compile(r"^([^\S\n]*)([-+>]|\d+(?=\.))", re.MULTILINE)
"""What begins a list, a quotation or small print on a line."""

_MENTION = re.compile(r"@(?=everyone|here)|(?<=<)@")

_ADDRESS = re.compile(r"[^\w:/?#@!$&+,;=%.~-]")
"""What is written as %XX in an address: brackets, white space, quotation marks, and all that Markdown knows."""

_LABEL = frozenset(" .,;:!?'\"“”‘’„«»‹›–—-()/&%+=$€£¥§°·…#")
"""What may stand beside letters, digits and their marks in a link's label. Emoji do not: with one in it, a client
shows the link's source."""

_NOT_WORDS = frozenset("\ufe0f\u20e3ℹ\u115f\u1160\u3164\uffa0")
"""Marks and a letter that make an emoji, and letters that are blank, which clients take out of labels."""


_CODE = re.compile(r"`([^`\n]*[^`\s][^`\n]*)`")
"""What stands between backticks, on one line, and is not blank. Nothing in code is a mention or a mark."""


def escaped(text: str) -> str:
    """`text` as Markdown that shows it; its control characters neutral, its line breaks kept.

    At most twice as long. It can stand anywhere but in a link's label, where clients show the backslashes.
    """
    text = _MENTION.sub(f"@{HIDDEN}", _INLINE.sub(r"\\\g<0>", neutral(text)))
    return _LINE_START.sub(_guarded, text)


def ours(text: str) -> str:
    """A sentence of ours as Markdown: what stands between backticks in it is typed that way, and shown as code."""
    parts = _CODE.split(neutral(text))
    return "".join(f"`{part}`" if at % 2 else escaped(part) for at, part in enumerate(parts))


def _guarded(found: re.Match[str]) -> str:
    """A line's beginning that begins no block: the backslash comes before the sign, but after a list's number."""
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def linked(label: str, link: str | None) -> str:
    """`label` as a masked link to `link`; without a link where `link` is no web address.

    A label that clients would not make a link of, or could not show as it is, stands before the link, which is then
    called "link".
    """
    label = one_line(label)
    address = web_address(link)
    if address is None or not label:
        return escaped(label)
    return f"[{label}]({address})" if can_be_label(label) else f"{escaped(label)} ([link]({address}))"


def can_be_label(text: str) -> bool:
    """Whether a client shows `text` as it is when it is a link's label.

    Clients read Markdown in labels but no backslashes, and refuse labels with emoji, addresses and invitations (seen
    in discord-api-docs issues 6088, 6185 and 7721).
    """
    if not text or "//" in text or "discord" in text.lower() or re.search(r":[\w+~-]+:|#(?!\w)", text):
        return False
    return all(character in _LABEL or _in_words(character) for character in text)


def _in_words(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" and character not in _NOT_WORDS


def web_address(link: str | None) -> str | None:
    """`link` as it can stand in a masked link; None unless it is an http or https address of a host.

    Addresses with a user's name in them, which look like those of another host, and too long ones are none.
    """
    address = _ADDRESS.sub(lambda found: quote(found[0], errors="replace"), (link or "").strip())
    try:
        parts = urlsplit(address)
        fine = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    web = parts.scheme in ("http", "https") and "@" not in parts.netloc and "%" not in parts.netloc
    address = f"{parts.scheme}{address[len(parts.scheme) :]}"
    return address if fine and web and size(address) <= MOST_ADDRESS else None


def clipped(text: str, limit: int) -> str:
    """`text` on one line, trimmed at a word to `limit` in Discord's count; not escaped."""
    room, text = limit, one_line(text)
    shown = trim(text, room)
    while (over := size(shown) - limit) > 0 and room > 0:
        room -= over
        shown = trim(text, room)
    return shown
