"""The sentences of a text that no language model reads, cut by rule: Latin, Cyrillic, Arabic, CJK and other scripts.

Where a full stop may be none, the text is left whole: two sentences in one line read better than half a one.
"""

import re
from collections.abc import Iterator, Sequence

from bot.articles.intake import word_count
from bot.articles.types import Span
from bot.extraction.types import Sentence
from bot.extraction.words import words

LONGEST = 600
"""Characters of a sentence; scripts without full stops (Thai, Lao) are cut at a space within so many."""

_CLOSERS = "\"'”“’»«›)\\]"
_WIDE_CLOSERS = "」』”’）》】"
# A stop of most scripts wants a space behind it; those of Chinese and Japanese stand by themselves.
_STOPS = re.compile(
    rf"(?P<mark>[.!?…؟۔।॥።։။།]+)(?P<closed>[^\S\n]?[»›]|[{_CLOSERS}]*)(?=\s|$)|[。！？｡]+[{_WIDE_CLOSERS}]*"
)
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_LONGEST_WORD = 12  # characters that are looked at before a full stop
_BORDERS = "\n ,;،؛，、；"
_COMMAS = frozenset("、，,")
_GOES_ON = _COMMAS | frozenset("とのはがをにでもや」』")
_DASHES = frozenset("–—-")
_OPEN, _SHUT = "「『（", "」』）"
_LONGEST_QUOTE = 300
_ABBREVIATIONS = words(
    "dr prof hr fr mr mrs ms st sr sra srta dña dra mme mlle mgr nr no núm art abs bzw ca vgl evtl usw bspw inkl ggf"
    " etc ej pag pág fig vol kap jr mio mrd dott sig avv tel str ul im им св ул др проф акад тыс руб стр гл см"
    " ing gen col cap ten lt cpl mag tzv tzn např mj resp tj ок пр dhr mevr drs blz bijv"
)


def ruled_sentences(text: str, paragraphs: Sequence[Span]) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs, in order; together they hold every character but white space between them."""
    return tuple(
        Sentence(span, number, words=word_count(span.of(text)))
        for number, paragraph in enumerate(paragraphs)
        for whole in _cut(text, paragraph)
        for span in _shortened(text, whole)
    )


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for stop in _STOPS.finditer(text, paragraph.start, paragraph.end):
        if start < stop.end() < paragraph.end and _ends(text, start, stop, paragraph.end):
            yield Span(start, stop.end())
            start = _past_space(text, stop.end(), paragraph.end)
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _past_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence that begins at `start` ends with this stop."""
    behind = _past_space(text, stop.end(), end)
    following = text[behind : behind + 1]
    mark = stop["mark"]
    if mark is None:
        goes_on = _GOES_ON if text[stop.end() - 1] in _WIDE_CLOSERS else _COMMAS
        return following not in goes_on and not _is_inside(text, start, stop.end(), end)
    if following in _DASHES:
        behind = _past_space(text, behind + 1, end)
        following = text[behind : behind + 1]
    if following.islower():
        return False
    return mark != "." or bool(stop["closed"]) or not _is_abbreviated(text, stop.start(), following)


def _is_abbreviated(text: str, stop: int, following: str) -> bool:
    """Whether the full stop belongs to its word: "z. B.", "J. Verne", "am 3. Mai", "проф. Павлов"."""
    found = _WORD_BEFORE.search(text[max(0, stop - _LONGEST_WORD) : stop])
    if not found:
        return False
    word = found.group()
    if word.isdecimal():
        return len(word) <= 2 and following.isalpha()
    is_initial = len(word) == 1 and word.lower() != word.upper()
    return is_initial or word.lower() in _ABBREVIATIONS


def _is_inside(text: str, start: int, stop: int, end: int) -> bool:
    """Whether a wide stop stands in brackets that are closed soon, as in 「雨だ。寒い。」 of a speaker."""
    said = text[max(start, stop - _LONGEST_QUOTE) : stop]
    if sum(map(said.count, _OPEN)) <= sum(map(said.count, _SHUT)):
        return False
    return any(mark in text[stop : min(end, stop + _LONGEST_QUOTE)] for mark in _SHUT)


def _shortened(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        limit = start + LONGEST
        border = max(text.rfind(mark, start + LONGEST // 2, limit) for mark in _BORDERS) + 1 or limit
        end = start + len(text[start:border].rstrip())
        yield Span(start, end)
        start = _past_space(text, border, span.end)
    if start < span.end:
        yield Span(start, span.end)
