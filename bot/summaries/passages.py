"""The sentences of a source as they are weighed: their words, their length, how they speak."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.extraction.types import Sentence
from bot.summaries.speech import Voice, quotations, voice
from bot.summaries.types import Source
from bot.summaries.words import content_words

_PERSONAL = re.compile(r"\b(?:i|we|my|our|me|us|you|your|i'm|i’m|we're|we’re)\b", re.IGNORECASE)
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
_TO_THE_READER = re.compile(
    r"(?:click|scroll|read (?:more|also|the)|watch (?:the|video|more|this)|listen to|sign up|subscribe|follow us"
    r"|share this|see (?:also|more)|download|visit our|log in|sorry,? we are|related:|more:|advertisement"
    r"|(?-i:CLOSE)|(?:hide|show|toggle|media) caption|newsletter|more like this|photos?:|story highlights|\(published"
    r"|story continues|contributed to this report|this (?:story|article) (?:was|has been|originally))\b"
    r"|.*(?:https?://|www\.|©| \| |contributed to this report|pic\.twitter)",
    re.IGNORECASE | re.DOTALL,
)
_ENDS = frozenset(".!?…\"'”’»)]。！？؟")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what it is weighed by.

    `length` counts words split at white space, as a reader's limit does. `own_words` counts those outside quote
    marks. `aside` says that it is no part of the story: a caption, a line to the reader, a fragment.
    `broken` says that it does not end as a sentence does, `dated` that it tells of a day of this week, as news does.
    """

    span: Span
    length: int
    words: frozenset[str]
    quoted: float
    own_words: int
    personal: bool
    question: bool
    dated: bool
    aside: bool
    broken: bool


def passages(source: Source, limit: int | None = None) -> tuple[Passage, ...]:
    """The first `limit` sentences of a source (all when None), in order: one passage a sentence."""
    sentences = source.extraction.sentences[:limit]
    quotes = quotations(source.text) if sentences else ()
    ends = [quote.end for quote in quotes]
    return tuple(
        _passage(source.text, sentence, quotes, bisect_left(ends, sentence.span.start + 1)) for sentence in sentences
    )


def _passage(text: str, sentence: Sentence, quotes: Sequence[Span], first: int) -> Passage:
    shown = sentence.span.of(text)
    here: list[Span] = []
    while first < len(quotes) and quotes[first].start < sentence.span.end:
        here.append(quotes[first])
        first += 1
    spoken = voice(text, sentence.span, here) if here else Voice(0.0, sentence.words)
    return Passage(
        span=sentence.span,
        length=len(shown.split()),
        words=frozenset(content_words(shown)),
        quoted=spoken.quoted,
        own_words=spoken.own_words,
        personal=bool(_PERSONAL.search(shown)),
        question="?" in shown,
        dated=bool(_DATED.search(shown)),
        aside=_aside(shown, sentence),
        broken=shown[-1] not in _ENDS,
    )


def _aside(shown: str, sentence: Sentence) -> bool:
    return (
        sentence.words < 3
        or shown[-1] not in _ENDS
        or not _LETTER.search(shown)
        or shown.endswith((",.", ":."))
        or shown.count("(") != shown.count(")")
        or (shown[0] == "(" and shown[-1] == ")")
        or bool(_CAPTION.match(shown))
        or bool(_TO_THE_READER.match(shown))
    )
