"""Long pastes: whether a message goes on with the text of the one before it, and the one text that the parts are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.articles.boilerplate import boilerplate
from bot.articles.cleaning import clean
from bot.articles.furniture import pieces
from bot.articles.intake import is_talk
from bot.articles.section import split_section
from bot.articles.title import split_title

MOST_SECONDS = 60
"""Between two parts of a paste: whoever cuts a text sends its parts one after another."""

LIMITS = (2000, 4000)
"""Characters of a message, without and with Nitro."""

_FULL = 0.85
"""A part that fills this much of a message may have been cut where a sentence ends."""

_HALF = 0.4
"""A part in paragraphs that fills this much of a message may have been cut before a paragraph that did not fit."""

_LONG_PARAGRAPH = 1200
"""Characters; a longer one is a text without paragraphs, and would have been cut elsewhere."""

_SHARED = 0.14
_SHARED_IN_HALF = 0.2
"""The share of words that a part has in common with the one before: measured on news, cut at sentences to 2,000
characters. Of full parts 94 % reach it; of pairs of unlike articles 2 %, headlines aside."""

_SENTENCE_CUT = 250
"""Characters by which a part may stop short of the limit so that its last sentence is whole."""

_LEAST = 300
"""Characters of a part that was cut inside a sentence by a person."""

_NUMBER = (
    r"[*_]{0,3}(?P<open>[\[(])?[*_]{0,3}\s?(?P<word>(?:part|pt\.?)\s)?(?P<number>\d{1,2})\s?(?:/|\bof\b)\s?"
    r"(?P<total>\d{1,2})[*_]{0,3}(?P<close>[\])])?[*_]{0,3}"
)
_AT_START = re.compile(rf"\s*{_NUMBER}(?P<after>[ \t]?[:.)–—-])?(?P<line>[ \t]*(?:\n|$))?(?![\w/%])\s*", re.IGNORECASE)
_AT_END = re.compile(rf"(?P<line>\n[ \t]*)?(?:(?<=\s)|(?<=[.!?”\"’)…])){_NUMBER}\s*$", re.IGNORECASE)
_REACH = 200  # characters at the end of a part by which it is told whether its sentence ended
_TAIL = 60  # characters at the end of a part in which its mark is looked for

_CONTINUED = r"[\[(]\s?cont(?:inued|inues|inuing|['’]?d|\.)?[ .…]*[\])]"
_GOES_ON = re.compile(rf"\s*{_CONTINUED}\s*$", re.IGNORECASE)
_WENT_ON = re.compile(rf"\s*{_CONTINUED}\s*", re.IGNORECASE)
_DOTS_AFTER = re.compile(r"\s*(?:…|\.{3})\s*$")
_DOTS_BEFORE = re.compile(r"\s*(?:…|\.{3})\s*")

_ENDED = re.compile(r"(?:[.!?…。！？।][\"'”’»)\]*_]{0,4}|https?://\S+|<\S+>|\[[^\]\n]*\]\([^)\n]*\))\s*$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CONTENT = re.compile(r"[^\W\d_]{4,}")
_STEM = 6  # letters of a word that stand for it
_COMMON = _words(
    "about above after again against almost along already also although always among another around away back because"
    " been before being between both came come could does doing done down during each early even ever every first from"
    " full given goes good have having here high however into itself just keep last later least less like likely long"
    " made make many more most much must near need never next none often once only other over part people rather said"
    " same says should since some still such take tell than that their them then there these they thing think this"
    " those though three through time today told took towards under until used very want well went were what when where"
    " which while will with within without work would year years your"
)
_SMALL_WORDS = _words(
    "the of to and that with was were his her their from which who would had has have will been this for by at into"
    " about after but they not what said"
)
_WORD = re.compile(r"[^\W\d_]+")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A message of an author in a channel, and when it was posted."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Mark:
    """`2/3`: which part a message says that it is. It is `sure` where it can hardly be anything else."""

    number: int
    total: int
    sure: bool
    start: int
    end: int


def continues(before: Part, after: Part) -> bool:
    """Whether `after` goes on with the text of `before`, the message that the author posted last in this channel.

    It does when marks say so (`1/3`, `(2 of 3)`, `(continued)`), when a sentence or a word is cut between the two, or
    when `before` is full, and `after` does not begin as an article does but is in the same words.
    """
    if not 0 <= (after.at - before.at).total_seconds() <= MOST_SECONDS or not before.text or not after.text:
        return False
    marked = _by_marks(_mark(before.text), _mark(after.text), after.text)
    if marked is not None:
        return marked
    if _GOES_ON.search(before.text[-_TAIL:]) or _WENT_ON.match(after.text):
        return not is_talk(after.text)
    return _runs_on(before.text.strip(), after.text.strip())


def _by_marks(before: _Mark | None, after: _Mark | None, text: str) -> bool | None:
    """What the marks of two messages say; None where they say nothing."""
    if before and after and before.total == after.total and after.number == before.number + 1:
        return True
    if after and after.sure:
        return after.number > 1 and before is None
    if before and before.sure:
        if before.number == before.total:
            return False
        return True if len(text) >= _LEAST and not _is_fresh(text) else None
    return None


def _runs_on(before: str, after: str) -> bool:
    limit = next((limit for limit in LIMITS if len(before) <= limit), len(before))
    if not _ENDED.search(before[-_REACH:]):
        if len(before) >= limit - _SENTENCE_CUT:
            likely = len(before) == limit or _shared(before, after) >= _SHARED / 2
            return _is_small(after) or (likely and not _is_fresh(after) and not _is_over(before))
        return len(before) >= _LEAST and (_is_small(after) or _is_open(before)) and not is_talk(after)
    unit = _PARAGRAPHS.split(after, maxsplit=1)[0].split("\n", 1)[0]
    if len(before) + len(unit) < limit - _SENTENCE_CUT or is_talk(after) or _is_fresh(after) or _is_over(before):
        return False
    if len(before) >= _FULL * limit:
        return _shared(before, after) >= _SHARED
    is_cut = len(before) >= _HALF * limit and "\n" in before and len(before) + len(unit) > limit
    return is_cut and len(unit) <= _LONG_PARAGRAPH and _shared(before, after) >= _SHARED_IN_HALF


def _is_open(text: str) -> bool:
    """Whether a text ends as no sentence does: with a comma, or a word that others follow."""
    words = _WORD.findall(text[-40:])
    return text[-1] in ",;–—-" or (text[-1].isalpha() and bool(words) and words[-1].lower() in _SMALL_WORDS)


def _is_small(text: str) -> bool:
    """Whether a text begins as no sentence does."""
    return text[0].islower() or text[0] in ",;:.!?)”’»%–—-…" or bool(_DOTS_BEFORE.match(text))


def _is_over(text: str) -> bool:
    """Whether a text ends with what stands below an article on its page: who has the rights, where to sign up."""
    end = clean(text[-2 * _REACH :])
    return any(piece.span.end == len(end) for piece in boilerplate(end))


def _is_fresh(text: str) -> bool:
    """Whether a text begins as an article does: with a section, a headline, a by-line, a dateline or an address."""
    plain = clean(text[:2000])
    section, _ = split_section(plain)
    at_start = any(piece.span.start < 100 for piece in pieces(plain))
    return bool(section or split_title(plain)[0] or at_start or plain.startswith(("http://", "https://")))


def _shared(one: str, other: str) -> float:
    """The share of the content words of the poorer of two texts that the other has, too."""
    first, second = _content(one), _content(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _content(text: str) -> set[str]:
    return {word[:_STEM] for word in _CONTENT.findall(text.lower()) if word not in _COMMON}


def _mark(text: str) -> _Mark | None:
    """The mark at the beginning of a message or at its end."""
    tail = max(0, len(text) - _TAIL)
    for found, offset in ((_AT_START.match(text), 0), (_AT_END.search(text[tail:]), tail)):
        if found is None:
            continue
        number, total = int(found["number"]), int(found["total"])
        bracketed = bool(found["open"]) and bool(found["close"])
        closed = bool(found["open"]) == bool(found["close"])
        bare = "of" not in found.group().lower() or found["word"]
        if closed and 1 <= number <= total and total >= 2 and (bracketed or bare):
            sure = bool(bracketed or found["word"] or found["line"])
            return _Mark(number, total, sure, offset + found.start(), offset + found.end())
    return None


def joined(texts: Sequence[str]) -> str:
    """The one text that the parts of a paste are, in their order: without marks, cut words and sentences whole.

    Where a part ends with its sentence, a new paragraph begins if the text has paragraphs.
    """
    texts = [text for text in texts if text.strip()]
    marks = [_mark(text) for text in texts]
    plain = [_unmarked(text, mark, marks) for text, mark in zip(texts, marks, strict=True)]
    whole = plain[0] if plain else ""
    for at, part in enumerate(plain[1:], start=1):
        before, after = _undotted(whole, part)
        seam = _seam(before, after, texts[at - 1], "\n".join(texts)) if before and after else ""
        whole = before + seam + after
    return whole


def _unmarked(text: str, mark: _Mark | None, marks: Sequence[_Mark | None]) -> str:
    """A part without its mark, where other parts have one of the same total, or where it can be nothing else."""
    alike = sum(other is not None and mark is not None and other.total == mark.total for other in marks)
    if mark and (mark.sure or alike > 1):
        text = text[: mark.start] + text[mark.end :]
    return text.strip()


def _undotted(before: str, after: str) -> tuple[str, str]:
    """Two parts without what only says that there is more: `(cont.)`, and dots on either side of a cut."""
    before, after = _GOES_ON.sub("", before), _WENT_ON.sub("", after, count=1) if _WENT_ON.match(after) else after
    ends, begins = _DOTS_AFTER.search(before), _DOTS_BEFORE.match(after)
    if ends and begins and begins.end() < len(after):
        return before[: ends.start()], after[begins.end() :]
    return before, after


def _seam(before: str, after: str, part: str, whole: str) -> str:
    """What stands between two parts: nothing inside a word, a blank in a sentence, else what parts paragraphs."""
    if not _ENDED.search(before[-_REACH:]) and (_is_small(after) or not _PARAGRAPHS.search(before[-400:])):
        return "" if _is_word_cut(before, after, part, whole) else " "
    if _PARAGRAPHS.search(whole):
        return "\n\n"
    return "\n" if "\n" in before else " "


def _is_word_cut(before: str, after: str, part: str, whole: str) -> bool:
    """Whether the cut between two parts runs through a word or number.

    Discord strips the white space around a message: only one that is exactly full can be cut so. Then it was, if the
    text has not both pieces as words and not their whole.
    """
    if after[0] in ",;:.!?)”’»%":
        return True
    if len(part) not in LIMITS or not (before[-1].isalnum() and after[0].isalnum()) or after[0].isupper():
        return False
    head, tail = _WORD.findall(before[-40:])[-1:], _WORD.match(after)
    if not head or tail is None:
        return True
    words = Counter(_WORD.findall(whole.lower()))
    first, second = head[0].lower(), tail.group().lower()
    if first + second in words:
        return True
    if first in _SMALL_WORDS or second in _SMALL_WORDS:
        return False
    return words[first] < 2 or words[second] < 2
