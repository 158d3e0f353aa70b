"""The stages of the worker that holds the model, where extraction and identity meet. Only that child imports this."""

from collections.abc import Mapping
from datetime import date

from bot.articles.language import language
from bot.articles.types import Span
from bot.extraction import chunks
from bot.extraction.stage import Extractor
from bot.extraction.types import Extraction, RawText
from bot.identity.types import Resolution
from bot.identity.within import resolve
from bot.work.confine import give_way

_extractors: list[Extractor] = []


def set_up(name: str, others: Mapping[str, str] | None = None) -> None:
    """What the child does first: it gives way to others and loads the model, as `load_model` does."""
    give_way()
    load_model(name, others)


def load_model(name: str, others: Mapping[str, str] | None = None) -> None:
    """Load the model once for this process; those for other languages, by their codes, follow when they are needed.

    Raises OSError when there is no model of that name.
    """
    _extractors[:] = [Extractor.load(name, others)]


def analyse(texts: list[RawText]) -> list[tuple[Extraction, Resolution]]:
    """What is found in each text, and its mentions resolved within it, in order."""
    [extractor] = _extractors
    found = extractor.extract(texts)
    return [(extraction, resolve(raw.text, extraction)) for raw, extraction in zip(texts, found, strict=True)]


def analyse_texts(texts: list[tuple[str, str | None, date | None]]) -> list[tuple[Extraction, Resolution]]:
    """The same for (text, title, day of publication) as they are, each in the language that it seems to be in."""
    return analyse([RawText(text, title, language(text), published) for text, title, published in texts])


def cut(texts: list[str]) -> list[list[Span]]:
    """The chunks in which each very long text is analysed."""
    return [list(chunks.chunks(text)) for text in texts]


def join(parts: list[tuple[str, list[Span], list[Extraction]]]) -> list[tuple[Extraction, Resolution]]:
    """Each long text's extraction put together from its chunks', and its mentions resolved over the whole."""
    joined = []
    for text, spans, found in parts:
        extraction = chunks.merge(spans, found)
        joined.append((extraction, resolve(text, extraction)))
    return joined


def uncommon(words: list[str]) -> list[bool]:
    """Whether each word is clearly a name, and none of the language's ordinary words.

    Where the model has nothing to tell by, none is.
    """
    [extractor] = _extractors
    usual = extractor.parser.usual
    return [usual is not None and not usual.is_ordinary(word) for word in words]
