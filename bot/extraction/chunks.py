"""Long texts in parts: where to cut one, and how to put together what was found in the parts."""

from collections.abc import Sequence
from dataclasses import replace

from bot.articles.types import Span
from bot.extraction.types import (
    LONG,
    DateExpression,
    Extraction,
    Keyphrase,
    Mention,
    NumberClaim,
    Pronoun,
    Quote,
    Relation,
    Role,
    Sentence,
)

_BORDERS = ("\n\n", "\n", ". ", " ")
_KEYPHRASES = 12


def chunks(text: str, limit: int = LONG) -> tuple[Span, ...]:
    """Spans that cover the whole text, none longer than `limit` characters, cut at paragraphs where there are any."""
    spans: list[Span] = []
    start = 0
    while len(text) - start > limit:
        end = _border(text, start, start + limit)
        spans.append(Span(start, end))
        start = end
    return (*spans, Span(start, len(text)))


def _border(text: str, start: int, limit: int) -> int:
    """The end of the last paragraph before the limit; else of the last line, sentence or word in the last half."""
    earliest = start + (limit - start) // 2
    for border in _BORDERS:
        found = text.rfind(border, earliest, limit)
        if found >= 0:
            return found + len(border)
    return limit


def merge(spans: Sequence[Span], extractions: Sequence[Extraction]) -> Extraction:
    """One extraction of a text out of those of its chunks, in order, with their offsets and indices shifted."""
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    roles: list[Role] = []
    pronouns: list[Pronoun] = []
    keyphrases: list[Keyphrase] = []
    quotes: list[Quote] = []
    dates: list[DateExpression] = []
    numbers: list[NumberClaim] = []
    relations: list[Relation] = []
    for span, found in zip(spans, extractions, strict=True):
        by, first, sentence, before = span.start, len(mentions), len(sentences), len(pronouns)
        paragraph = sentences[-1].paragraph + 1 if sentences else 0
        sentences += (_placed(one, by, paragraph) for one in found.sentences)
        mentions += (replace(m, span=_shifted(m.span, by), sentence=m.sentence + sentence) for m in found.mentions)
        roles += (Role(_shifted(r.span, by), r.mention + first) for r in found.roles)
        pronouns += (replace(p, span=_shifted(p.span, by), sentence=p.sentence + sentence) for p in found.pronouns)
        quotes += (_moved(quote, by, first, before) for quote in found.quotes)
        keyphrases += (replace(k, span=_shifted(k.span, by)) for k in found.keyphrases)
        dates += (replace(d, span=_shifted(d.span, by), sentence=d.sentence + sentence) for d in found.dates)
        numbers += (_claimed(one, by, sentence) for one in found.numbers)
        relations += (_related(one, by, first, sentence) for one in found.relations)
    best = sorted(keyphrases, key=lambda k: (-k.score, k.span))[:_KEYPHRASES]
    return Extraction(
        sentences=tuple(sentences),
        mentions=tuple(mentions),
        roles=tuple(roles),
        pronouns=tuple(pronouns),
        keyphrases=tuple(best),
        dates=tuple(dates),
        numbers=tuple(numbers),
        quotes=tuple(quotes),
        relations=tuple(relations),
    )


def _placed(sentence: Sentence, by: int, paragraph: int) -> Sentence:
    """A sentence of a chunk that begins at `by`, with so many paragraphs before it."""
    return replace(
        sentence,
        span=_shifted(sentence.span, by),
        paragraph=sentence.paragraph + paragraph,
        leans=_shifted(sentence.leans, by) if sentence.leans else None,
    )


def _claimed(number: NumberClaim, by: int, sentences: int) -> NumberClaim:
    """A claim of a chunk that begins at `by`, with so many sentences before it."""
    return replace(
        number,
        span=_shifted(number.span, by),
        what=_shifted(number.what, by) if number.what else None,
        place=_shifted(number.place, by) if number.place else None,
        time=_shifted(number.time, by) if number.time else None,
        quote=_shifted(number.quote, by) if number.quote else None,
        sentence=number.sentence + sentences,
    )


def _related(relation: Relation, by: int, mentions: int, sentences: int) -> Relation:
    """A relation of a chunk that begins at `by`, with so many mentions and sentences before it."""
    return replace(
        relation,
        span=_shifted(relation.span, by),
        subject=relation.subject + mentions,
        object=relation.object + mentions,
        predicate=_shifted(relation.predicate, by),
        sentence=relation.sentence + sentences,
    )


def _moved(quote: Quote, by: int, mentions: int, pronouns: int) -> Quote:
    """A quote of a chunk that begins at `by`, with so many mentions and pronouns before it."""
    return Quote(
        _shifted(quote.span, by),
        quote.kind,
        _shifted(quote.speaker, by) if quote.speaker else None,
        _shifted(quote.cue, by) if quote.cue else None,
        None if quote.mention is None else quote.mention + mentions,
        None if quote.pronoun is None else quote.pronoun + pronouns,
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
