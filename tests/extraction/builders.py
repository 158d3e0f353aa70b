"""Parsed texts written by hand: "Oslo/NNP is/VBZ" with names marked by their first and last token."""

from bot.extraction.name import Name
from bot.extraction.tokens import Entity, Tokens
from bot.extraction.types import Kind


def parsed(tagged: str, *entities: tuple[int, int, str], heads: dict[int, int] | None = None) -> Tokens:
    """One sentence of `word/TAG` tokens with a space between; a token without a tag is an NNP."""
    pairs = [token.rsplit("/", 1) if "/" in token[1:] else [token, "NNP"] for token in tagged.split()]
    words = [word for word, _ in pairs]
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    return Tokens(
        text=" ".join(words),
        words=words,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        tags=[tag for _, tag in pairs],
        deps=["dep"] * len(words),
        heads=[(heads or {}).get(i, i) for i in range(len(words))],
        lemmas=[word.lower() for word in words],
        sentences=[(0, len(words))] if words else [],
        entities=[Entity(*entity) for entity in entities],
    )


def shown(tokens: Tokens, names: list[Name]) -> list[tuple[str, Kind]]:
    return [(tokens.span(name.start, name.end).of(tokens.text), name.kind) for name in names]
