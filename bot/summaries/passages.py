"""The sentences of a source as they are weighed: their words, their length, how they speak."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from bot.articles.types import Span
from bot.extraction.types import Sentence
from bot.summaries.speech import REACH, Voice, quotations, voice
from bot.summaries.types import Source
from bot.summaries.words import content_words

_PERSONAL = re.compile(r"\b(?:i|we|my|our|me|us|you|your|i'm|i’m|we're|we’re)\b", re.IGNORECASE)
_AUTHOR = re.compile(r"\b(?:I|[Mm]y|[Ww]e)\b")
_DATED = re.compile(r"\b(?:today|tonight|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_CAPTION = re.compile(
    r"(?-i:[A-Z][\w'’-]+(?: [\w'’-]+){0,3}: (?=[A-Z])(?!.*(?<!\w)[\"“‘']))"  # "On the mend: Ruth outside the clinic"
    r"|.*\((?:pictured|left|right|above|below|centre|center|file|top|bottom|inset|far left|far right)[^)]{0,40}\)"
    r"|.*\b(?:image|photo(?:graph)?|picture)s? (?:caption|copyright|credit|by|courtesy)\b"
    r"|(?:pictured|above|left|right|file|inset)\b ?[:,-]"
    r"|.*[,;] (?:left|right|center|centre|above|below)[,;] "
    r"|.*[,;] pictured\b|.*\((?-i:L|C)\)"
    r"|.*\bpictured (?:left|right|above|below|here|together|with)\b"
    r"|.* is (?:seen|shown|pictured) (?:here|above|left|right|in this|in a file|at left|at right)\b"
    r"|(?:this|the|a|an) (?:image|photo|photograph|picture|file photo|undated photo|graphic|map)\b.{0,60}\bshows?\b"
    r"|file - ",
    re.IGNORECASE | re.DOTALL,
)
# "Close to tears: Ruth is glad that it is open Hard words: Nobody thanked her": two captions run together.
_RUN_TOGETHER = re.compile(r"[A-Z][\w'’-]+(?: [\w'’-]+){0,3}: .*[a-z'’\"”] [A-Z]\w+(?: [a-z]+){1,3}: [A-Z]", re.DOTALL)
# "A diver from Malmo smiles after leaving the water", and nothing told of the past.
_POSES = re.compile(
    r".{3,80}? (?:smiles|poses|looks on|waves|gestures|celebrates|strikes|arrives|stands|walks|dons)"
    r" (?:for|after|before|during|with|at|as|outside|inside|in|on|next|late|early|his|her)\b",
    re.DOTALL,
)
_TELLS = re.compile(r"\b(?:said|says|was|were|had|has|have|will)\b")
_TO_THE_READER = re.compile(
    r"(?:click|scroll|read (?:more|also|the)|watch (?:the|video|more|this)|listen to|sign up|subscribe|follow us"
    r"|share this|see (?:also|more)|download|visit our|log in|sorry,? we are|related:|more:|advertisement"
    r"|(?-i:CLOSE)|(?:hide|show|toggle|media) caption|newsletter|more like this|photos?:|story highlights|\(published"
    r"|story continues|contributed to this report|this (?:story|article) (?:was|has been|originally))\b"
    r"|.*(?:https?://|www\.|©| \| |contributed to this report|pic\.twitter)",
    re.IGNORECASE | re.DOTALL,
)
_END = 8  # characters of a sentence that are looked at for its end
_ENDS = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
# A sentence behind which the text goes on: "Cassell and.", "his ankles were bound and Lt."
_GOES_ON = re.compile(r"\b(?:an?|the|and|or|its|their|Mr|Mrs|Ms|Dr|Lt|Sgt|Gen|Col|Capt|Sen|Rep|Gov|Rev)\.$")
_OPENS_QUOTE = re.compile(r"(?<![\w’'])[‘'](?=[A-Z])")
_CLOSES_QUOTE = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what it is weighed by.

    `length` counts words split at white space, as a reader's limit does. `own_words` counts those outside quote
    marks. `aside` says that it is no part of the story: a caption, a line to the reader, a fragment.
    `broken` says that it does not end as a sentence does, `unclosed` that a quotation in it goes on behind it, `voiced`
    that it says "I" or "we" outside quote marks, `dated` that it tells of a day of this week, as news does.
    """

    span: Span
    length: int
    words: frozenset[str]
    quoted: float
    own_words: int
    personal: bool
    voiced: bool
    question: bool
    dated: bool
    aside: bool
    broken: bool
    unclosed: bool


class Passages(Sequence[Passage]):
    """The first `limit` sentences of a source (all when None), in order: a passage each, made when asked for."""

    def __init__(self, source: Source, limit: int | None = None) -> None:
        self._text, self._sentences = source.text, source.extraction.sentences[:limit]
        end = self._sentences[-1].span.end + REACH if self._sentences else 0
        self._quotes = quotations(source.text[:end])
        self._ends = [quote.end for quote in self._quotes]
        self._made: dict[int, Passage] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._sentences)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        """One of them, or several."""
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        if at not in self._made:
            sentence = self._sentences[at]
            first = bisect_left(self._ends, sentence.span.start + 1)
            self._made[at] = _passage(self._text, sentence, self._quotes, first)
        return self._made[at]


def passages(source: Source, limit: int | None = None) -> tuple[Passage, ...]:
    """All of `Passages`."""
    return tuple(Passages(source, limit))


def _passage(text: str, sentence: Sentence, quotes: Sequence[Span], first: int) -> Passage:
    shown = sentence.span.of(text)
    here: list[Span] = []
    while first < len(quotes) and quotes[first].start < sentence.span.end:
        here.append(quotes[first])
        first += 1
    spoken = voice(text, sentence.span, here) if here else Voice(0.0, sentence.words)
    personal = bool(_PERSONAL.search(shown))
    whole = _ENDS.search(shown[-_END:]) is not None and not _GOES_ON.search(shown[-_END:])
    return Passage(
        span=sentence.span,
        length=len(shown.split()),
        words=frozenset(content_words(shown)),
        quoted=spoken.quoted,
        own_words=spoken.own_words,
        personal=personal,
        voiced=personal and _speaks_itself(text, sentence.span, here),
        question="?" in shown,
        dated=bool(_DATED.search(shown)),
        aside=not whole or _aside(shown, sentence),
        broken=not whole,
        unclosed=_unclosed(shown),
    )


def _speaks_itself(text: str, sentence: Span, quotes: Sequence[Span]) -> bool:
    """Whether the "I" or "we" of a sentence is its author's: one outside quote marks."""
    return any(
        not any(quote.start <= found.start() < quote.end for quote in quotes)
        for found in _AUTHOR.finditer(text, sentence.start, sentence.end)
    )


def _unclosed(shown: str) -> bool:
    """Whether a quotation goes on behind a sentence, so that it would be cut off there."""
    if shown.count("“") > shown.count("”"):
        return True
    if ("‘" in shown or "'" in shown) and len(_OPENS_QUOTE.findall(shown)) > len(_CLOSES_QUOTE.findall(shown)):
        return True
    return shown.count('"') % 2 == 1 and shown.rfind(' "') >= 0


def _aside(shown: str, sentence: Sentence) -> bool:
    return (
        sentence.words < 3
        or not _LETTER.search(shown)
        or shown.endswith((",.", ":."))
        or shown.count("(") != shown.count(")")
        or (shown[0] == "(" and shown[-1] == ")")
        or bool(_CAPTION.match(shown))
        or (": " in shown and bool(_RUN_TOGETHER.match(shown)))
        or (bool(_POSES.match(shown)) and not _TELLS.search(shown))
        or bool(_TO_THE_READER.match(shown))
    )
