"""The headline of an article, where its text begins with one."""

import re

from bot.articles.furniture import pieces
from bot.articles.stamps import CLOCK, DATE, MONTH, WEEKDAY, ZONE
from bot.articles.truecase import is_shouted, truecase

_LONGEST = 150  # characters
_MOST_WORDS = 22
_SHORTEST_BODY = 60  # characters of the paragraph that follows a headline
_UNFINISHED = re.compile(r"[.:;,…–—-][\"'”’)]?$")
_INNER_SENTENCE = re.compile(r"\w{4,}[.!?][\"'”’)]?\s+[A-Z\"“]")
_DATES = re.compile(
    rf"(?i:{DATE}|{WEEKDAY}|{MONTH}|{CLOCK}|{ZONE}|[ap]\.?\s?m\b|\b(?:article|posted|updated|published|on|at)\b)"
)
_LETTER = re.compile(r"[^\W\d_]")


def split_title(text: str) -> tuple[str | None, str]:
    """The first paragraph and the rest, when the first is plainly a headline; else None and `text`.

    A headline is short, has no full stop, and is followed by a paragraph break and a longer paragraph.
    """
    first, broken, rest = text.partition("\n\n")
    if not broken or "\n" in first or not _is_headline(first):
        return None, text
    if max(map(len, rest.split("\n", 12)[:12])) < max(_SHORTEST_BODY, len(first)):
        return None, text
    return first, rest


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST or not 2 <= len(line.split()) <= _MOST_WORDS or not _LETTER.search(line):
        return False
    if not _LETTER.search(_DATES.sub("", line)):
        return False
    if _UNFINISHED.search(line) or _INNER_SENTENCE.search(line) or line.startswith(("- ", "* ", "• ", "http")):
        return False
    return line[0] in "\"'“‘«(¿¡$£€" or line[0].isdigit() or (not line[0].islower() and not pieces(line))


def without_title(text: str, title: str) -> str:
    """`text` without a first or second paragraph that only repeats the title."""
    wanted = _squeezed(title)
    paragraphs = text.split("\n\n", 2)
    for index, paragraph in enumerate(paragraphs[:2]):
        short = len(paragraph) <= 2 * len(title) + 40
        if len(paragraphs) > index + 1 and short and _is_same(_squeezed(paragraph), wanted):
            return "\n\n".join(paragraphs[:index] + paragraphs[index + 1 :])
    return text


def _is_same(one: str, other: str) -> bool:
    """Whether two squeezed titles agree, a site's name at the end of either aside."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long.startswith(short) and 2 * len(short) >= len(long)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def in_sentence_case(title: str, body: str) -> str:
    """`title`, its capitals undone from the words of `body` when it shouts."""
    return truecase(title, body) if is_shouted(title) else title
