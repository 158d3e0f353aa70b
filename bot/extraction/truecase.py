"""Case as the language model expects it, for text in capitals and headlines; every offset stays where it was."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from bot.articles.types import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHOUTED_RUN = re.compile(r"(?:\b[^\W\d_a-z]{2,}\b[^\w\n]{1,2}){3,}\b[^\W\d_a-z]{2,}\b")
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z]{4,}|[^\W\d_a-z]{2,}[ -][^\W\d_a-z]{2,})(?:[ -][^\W\d_a-z]{2,}){0,3}"
    r"(?=\s*[,(/]|\s+(?:--?|[–—])\s|\s+\d)"
)
_SHORTEST = 4  # letters of a line in capitals
_WHISPERED = 4  # words of a line without any capital
_CLOSED = re.compile(r"[.!?:;][\"'”’)]*$")
_SOURCES = re.compile(r"\b(?:19|20)\d\d\s*;")  # "Norwire, 4 March 2024; Daily Bergen, …"
_MID_SENTENCE = re.compile(r"(?<=[\w,;] )[^\W\d_]+")
_SHOUTED_SHARE = 0.8  # of the letters of a paragraph in capitals; names and acronyms alone do not reach it
_HEADLINE_SHARE = 0.7  # of the longer words of a line that begin with a capital
_HEADLINE_LONGEST = 160
_WITHIN_A_NAME = frozenset((" ", " of ", " of the "))


class Usual(Protocol):
    """How words, given in lower case, are usually written."""

    def form(self, word: str, /) -> str:
        """The usual form of a word."""

    def in_name(self, word: str, /) -> str:
        """The form of a word that stands beside a name."""


def truecased(text: str, paragraphs: Sequence[Span], usual: Usual | None = None) -> str:
    """The text with paragraphs in capitals, or in none, in their usual case, headlines' common words too, equally long.

    How a word is written in the midst of the text's other sentences decides, and for a word that is not there what
    is `usual`; where that is unknown, a shouted word is put in lower case, and a headline's is kept.
    """
    shouted = [span for paragraph in paragraphs for span in _shouted(text, paragraph, known=usual is not None)]
    whole = set(shouted)
    headlines = [span for span in paragraphs if span not in whole and _is_headline(span.of(text))]
    if not shouted and not headlines:
        return text
    unlike = sorted({*shouted, *headlines})
    forms = _forms("".join(" " * len(part) if span else part for part, span in _parts(text, unlike)))
    return "".join(
        part if span is None else _quiet(part, forms, usual) if span in whole else _headline(part, forms, usual)
        for part, span in _parts(text, unlike)
    )


def _parts(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, Span | None]]:
    """The text in order, cut into the spans and what stands between them; a span that overlaps the last is none."""
    start = 0
    for span in spans:
        if span.start >= start:
            yield text[start : span.start], None
            yield span.of(text), span
            start = span.end
    yield text[start:], None


def _shouted(text: str, paragraph: Span, *, known: bool) -> list[Span]:
    """The whole paragraph, or the runs of capitals in it.

    Where it is `known` how words are usually written, also lines of a word or two, datelines (acronyms stay there), and
    what has no capital at all.
    """
    inside = paragraph.of(text)
    capitals = sum(map(str.isupper, inside))
    if not capitals and known and len(inside.split()) >= _WHISPERED:
        return [paragraph]
    if capitals < (_SHORTEST if known else 8):
        return []
    if capitals > _SHOUTED_SHARE * sum(map(str.isalpha, inside)):
        return [paragraph] if known or len(inside.split()) > 2 else []
    runs = [Span(run.start(), run.end()) for run in _SHOUTED_RUN.finditer(text, paragraph.start, paragraph.end)]
    dateline = _DATELINE.match(text, paragraph.start, paragraph.end) if known else None
    return [Span(dateline.start(), dateline.end()), *runs] if dateline else runs


def _is_headline(line: str) -> bool:
    if len(line) > _HEADLINE_LONGEST or _CLOSED.search(line) or _SOURCES.search(line):
        return False
    longer = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) >= _HEADLINE_SHARE * len(longer)


def _forms(text: str) -> dict[str, str]:
    """For each word in lower case, the form that it has most often where no sentence begins."""
    counts: dict[str, Counter[str]] = {}
    for match in _MID_SENTENCE.finditer(text):
        counts.setdefault(match.group().lower(), Counter())[match.group()] += 1
    return {word: count.most_common(1)[0][0] for word, count in counts.items()}


def _headline(part: str, forms: Mapping[str, str], usual: Usual | None) -> str:
    """The part's words but the first in their known form; unknown ones are kept, unless no name has them."""

    def form(match: re.Match[str]) -> str:
        word, low = match.group(), match.group().lower()
        if not match.start():
            return word
        common = usual is not None and word[1:].islower() and usual.in_name(low) == low
        return _fitting(word, forms.get(low, low if common else word))

    return _WORD.sub(form, part)


def _quiet(part: str, forms: Mapping[str, str], usual: Usual | None) -> str:
    """The part's words in their known form; unknown ones in the usual one, and as parts of the names beside them."""
    found = list(_WORD.finditer(part))
    words = [_known(match, forms, usual) for match in found]
    if usual:
        unsure = [at for at, match in enumerate(found) if match.group().lower() not in forms and words[at].islower()]
        for at in (*unsure, *reversed(unsure)):
            if words[at].islower() and _is_beside_a_name(part, found, words, at):
                words[at] = usual.in_name(words[at])
    made, end = [], 0
    for match, word in zip(found, words, strict=True):
        made += [part[end : match.start()], _fitting(match.group(), word)]
        end = match.end()
    return "".join([*made, part[end:]])


def _known(match: re.Match[str], forms: Mapping[str, str], usual: Usual | None) -> str:
    word, low = match.group(), match.group().lower()
    if len(word) == 1 and (usual is None or match.string.startswith(".", match.end())):
        return word
    if len(word) == 1 and match.string[: match.start()].endswith(("'", "’")):
        return low
    return forms.get(low) or (usual.form(low) if usual else low)


def _is_beside_a_name(part: str, found: Sequence[re.Match[str]], words: Sequence[str], at: int) -> bool:
    """Whether a word has a name next to it, or no more than "of" in between."""
    return any(
        0 <= other < len(words)
        and len(words[other]) > 1
        and words[other][0].isupper()
        and part[found[min(at, other)].end() : found[max(at, other)].start()].lower() in _WITHIN_A_NAME
        for other in (at - 1, at + 1, at - 2, at + 2, at - 3, at + 3)
    )


def _fitting(word: str, new: str) -> str:
    return new if len(new) == len(word) else word
