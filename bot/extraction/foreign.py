"""Names in other languages than English: by the spaCy pipelines that the settings name, loaded when they are needed.

Only their name finder runs. The rules that were measured on English are not applied, and sentences are cut by rule,
so that a text has the same sentences with a pipeline and without.
"""

import logging
import warnings
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import spacy
from spacy.language import Language

from bot.articles.types import Span
from bot.extraction.types import Kind, Mention, Sentence

_log = logging.getLogger(__name__)

MOST_LOADED = 2
"""Pipelines that are held beside the English one: each takes some 100 to 300 MB of the worker's memory."""

_UNUSED = ("parser", "senter", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "trainable_lemmatizer")
_KINDS: Mapping[str, Kind] = MappingProxyType({
    "PER": "PERSON", "PERSON": "PERSON", "PRS": "PERSON", "PS": "PERSON", "persName": "PERSON",
    "ORG": "ORG", "ORGANIZATION": "ORG", "OG": "ORG", "orgName": "ORG", "GPE_ORG": "ORG",
    "LOC": "GPE", "GPE": "GPE", "GPE_LOC": "GPE", "LC": "GPE", "placeName": "GPE", "geogName": "LOC",
    "FAC": "FAC", "FACILITY": "FAC", "NORP": "NORP", "NAT_REL_POL": "NORP", "EVENT": "EVENT", "EVT": "EVENT",
    "PRODUCT": "PRODUCT", "PROD": "PRODUCT", "WORK_OF_ART": "WORK_OF_ART", "LAW": "LAW", "LANGUAGE": "LANGUAGE",
})  # fmt: skip
"""Labels of spaCy's pipelines, by language OntoNotes', WikiNER's or their own. Their "LOC" is most often a country or
a city; "MISC" may be anything, and is left out."""

_EDGES = "\"'“”„‘’«»‹›「」『』()[]，。、,.:; \t\n\u00a0\u3000"


class Pipelines:
    """The pipelines for other languages, at most `MOST_LOADED` of them in memory, the latest used ones."""

    def __init__(self, models: Mapping[str, str]) -> None:
        self._models = models
        self._loaded: OrderedDict[str, Language] = OrderedDict()
        self._broken: set[str] = set()

    def knows(self, language: str) -> bool:
        """Whether there is a pipeline for a language, and it can be loaded."""
        return self._pipeline(language) is not None

    def mentions(
        self, language: str, text: str, pieces: Sequence[Span], sentences: Sequence[Sentence]
    ) -> tuple[Mention, ...]:
        """The names in the pieces of a text, in order; none without a pipeline for its language."""
        nlp = self._pipeline(language)
        if nlp is None or not sentences:
            return ()
        starts = [sentence.span.start for sentence in sentences]
        found: list[Mention] = []
        for span, kind in _named(nlp, text, pieces):
            number = bisect_right(starts, span.start) - 1
            if number >= 0 and sentences[number].span.holds(span):
                found.append(Mention(span, kind, number))
        return tuple(found)

    def _pipeline(self, language: str) -> Language | None:
        name = self._models.get(language)
        if name is None or name in self._broken:
            return None
        if name in self._loaded:
            self._loaded.move_to_end(name)
            return self._loaded[name]
        while len(self._loaded) >= MOST_LOADED:
            self._loaded.popitem(last=False)
        try:
            self._loaded[name] = _load(name)
        except (OSError, ImportError, ValueError) as error:
            self._broken.add(name)
            _log.warning("the model %s for “%s” cannot be loaded, its texts get no names: %s", name, language, error)
            return None
        return self._loaded[name]


def _load(name: str) -> Language:
    with warnings.catch_warnings():
        # W095: trained under another version of spaCy; names are found all the same, or loading fails.
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        return spacy.load(name, exclude=_UNUSED)


def _named(nlp: Language, text: str, pieces: Sequence[Span]) -> Iterable[tuple[Span, Kind]]:
    found: list[tuple[Span, Kind]] = []
    # A Doc must not outlive the memory zone that it was made in; the zone keeps the vocabulary from growing.
    with nlp.memory_zone():
        for piece, doc in zip(pieces, nlp.pipe(piece.of(text) for piece in pieces), strict=True):
            for ent in doc.ents:
                kind = _KINDS.get(ent.label_)
                span = _trimmed(text, piece.start + ent.start_char, piece.start + ent.end_char)
                if kind and span:
                    found.append((span, kind))
    return found


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without marks and spaces at its edges; None when no letter is left."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip(_EDGES))
    stripped = inside.strip(_EDGES)
    return Span(start, start + len(stripped)) if any(map(str.isalpha, stripped)) else None
