"""Case as the language model expects it, for text in capitals and headlines; every offset stays where it was."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.articles.types import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHOUTED_RUN = re.compile(r"(?:\b[^\W\d_a-z]{2,}\b[^\w\n]{1,2}){3,}\b[^\W\d_a-z]{2,}\b")
_CLOSED = re.compile(r"[.!?:;][\"'”’)]*$")
_MID_SENTENCE = re.compile(r"(?<=[\w,;] )[^\W\d_]+")
_SHOUTED_SHARE = 0.8  # of the letters of a paragraph in capitals; names and acronyms alone do not reach it
_HEADLINE_SHARE = 0.7  # of the longer words of a line that begin with a capital
_HEADLINE_LONGEST = 160


def truecased(text: str, paragraphs: Sequence[Span]) -> str:
    """The text with shouted paragraphs in lower case, and headlines' common words too, at equal length.

    How a word is written in the midst of the text's other sentences decides; the model was found to read names in
    lower case well, in capitals badly.
    """
    shouted = [span for paragraph in paragraphs for span in _shouted(text, paragraph)]
    whole = set(shouted)
    headlines = [span for span in paragraphs if span not in whole and _is_headline(span.of(text))]
    if not shouted and not headlines:
        return text
    unlike = sorted({*shouted, *headlines})
    forms = _forms("".join(" " * len(part) if span else part for part, span in _parts(text, unlike)))
    return "".join(
        _rewritten(part, forms, keep=span not in whole) if span else part for part, span in _parts(text, unlike)
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


def _shouted(text: str, paragraph: Span) -> list[Span]:
    """The whole paragraph, or the runs of capitals in it."""
    inside = paragraph.of(text)
    capitals = sum(map(str.isupper, inside))
    if capitals < 8:
        return []
    if capitals > _SHOUTED_SHARE * sum(map(str.isalpha, inside)):
        return [paragraph] if len(inside.split()) > 2 else []
    return [Span(run.start(), run.end()) for run in _SHOUTED_RUN.finditer(text, paragraph.start, paragraph.end)]


def _is_headline(line: str) -> bool:
    if len(line) > _HEADLINE_LONGEST or _CLOSED.search(line):
        return False
    longer = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) >= _HEADLINE_SHARE * len(longer)


def _forms(text: str) -> dict[str, str]:
    """For each word in lower case, the form that it has most often where no sentence begins."""
    counts: dict[str, Counter[str]] = {}
    for match in _MID_SENTENCE.finditer(text):
        counts.setdefault(match.group().lower(), Counter())[match.group()] += 1
    return {word: count.most_common(1)[0][0] for word, count in counts.items()}


def _rewritten(part: str, forms: dict[str, str], *, keep: bool) -> str:
    """The part's words in their known form; unknown ones are kept, or else put in lower case."""

    def form(match: re.Match[str]) -> str:
        word = match.group()
        new = forms.get(word.lower(), word if keep or len(word) == 1 else word.lower())
        return new if len(new) == len(word) and not (keep and match.start() == 0) else word

    return _WORD.sub(form, part)
