"""What a date stands for in its sentence: what happened then, when somebody said it, or what may never have been."""

import re

from bot.articles.types import Span

_SAYING = (
    r"(?:said|says|told|announced|announces|reported|reports|stated|confirmed|added|wrote|tweeted|posted|warned"
    r"|acknowledged|disclosed|revealed)"
)
_SAID_BEFORE = re.compile(
    rf"(?i)\b{_SAYING}(?:\s+(?:reporters|journalists|lawmakers|the\s+\w+|[A-Z]\w+))?"
    r"(?:\s+(?:in|at|on|by|via)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}"
    r"(?:statement|interview|conference|briefing|speech|letter|report|email|e-mail|post|tweet|filing|phone|twitter))?"
    r"\s+(?:on\s+|late\s+|early\s+)*$"
)
_SAID_BEHIND = re.compile(rf"(?i)(?:\s+(?:also|later))?\s+{_SAYING}\b")
_OPENING = re.compile(r"\W*(?i:on\s+)?(?i:late\s+|early\s+)?")
_SAID_FIRST = re.compile(rf"(?i),?\s+(?:[\w.'’-]+\s+){{1,5}}?{_SAYING}\b")
_RELEASED = re.compile(
    r"(?i)\b(?:statement|interview|conference|briefing|report|filing|figures|data|poll|survey)"
    r"(?:\s+(?:released|published|issued|conducted))?\s+(?:on\s+)?$"
)
_IF = re.compile(r"(?i)\b(?:if|unless|whether|in case)\b[^,;:.—]*$")
_MAYBE = r"\b(?:would|could|might|should)(?:\s+not|n['’]t)?\s+(?:\w+ly\s+)?have\b"
_NEVER_BEFORE = re.compile(rf"(?i){_MAYBE}[^,;:.—]*$")
_NEVER_BEHIND = re.compile(rf"(?i)[^,;:.—]{{0,60}}{_MAYBE}")
_FAR = 120  # characters of a sentence that are looked at on either side


def is_said(text: str, sentence: Span, at: Span) -> bool:
    """Whether a date tells when the rest was said: "said on Friday that", "On Friday, the mayor told reporters"."""
    before = text[max(sentence.start, at.end - _FAR) : at.start]
    if _SAID_BEFORE.search(before) or _RELEASED.search(before) or _SAID_BEHIND.match(text, at.end, sentence.end):
        return True
    opens = _OPENING.fullmatch(text, sentence.start, at.start)
    return bool(opens and _SAID_FIRST.match(text, at.end, sentence.end))


def is_supposed(text: str, sentence: Span, at: Span) -> bool:
    """Whether a date is one of a condition, or of what would have been: nothing is told to have happened then."""
    before = text[max(sentence.start, at.end - _FAR) : at.start]
    return bool(_IF.search(before) or _NEVER_BEFORE.search(before) or _NEVER_BEHIND.match(text, at.end, sentence.end))
