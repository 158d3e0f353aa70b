"""Texts with marks in them, so that a test reads as the article that it is about.

"[Ban Ki-moon|PERSON]" marks a mention and "{President} [Obama|PERSON]" a role of the mention that follows. Sentences
end at ". " or a new line; "he", "she" and their other forms become pronouns, subjects unless told by their form.
"""

import re
from typing import cast

from bot.articles.types import Span
from bot.extraction.types import Extraction, Gender, Kind, Mention, Pronoun, Role, Sentence
from bot.identity.types import Resolution
from bot.identity.within import resolve

_MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]|\{([^}]+)\}")
_GENDERS: dict[str, Gender] = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "they": "they"}


def read(marked: str) -> tuple[str, Extraction]:
    """The text without its marks, and what they say about it."""
    text, mentions, roles, at = "", [], list[tuple[Span, int]](), 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        start, inner = len(text), found.group(1) or found.group(3)
        text += inner
        if found.group(1):
            mentions.append((Span(start, len(text)), cast("Kind", found.group(2))))
        else:
            roles.append((Span(start, len(text)), len(mentions)))
        at = found.end()
    text += marked[at:]
    ends = [m.end() for m in re.finditer(r"(?:\.|\n)(?=\s|$)", text)] or [len(text)]
    if ends[-1] != len(text):
        ends.append(len(text))
    sentences = [Span(a, b) for a, b in zip([0, *ends], ends, strict=False)]

    def sentence(start: int) -> int:
        return next(i for i, span in enumerate(sentences) if start < span.end)

    return text, Extraction(
        sentences=tuple(Sentence(span, 0, len(span.of(text).split())) for span in sentences),
        mentions=tuple(Mention(span, kind, sentence(span.start)) for span, kind in mentions),
        roles=tuple(Role(span, mention) for span, mention in roles),
        pronouns=tuple(
            Pronoun(Span(*m.span()), _GENDERS[m.group().lower()], sentence(m.start()), *_case(m.group().lower()))
            for m in re.finditer(r"\b(?:he|him|his|she|her|they)\b", text, re.IGNORECASE)
        ),
    )


def _case(word: str) -> tuple[bool, bool]:
    return word in ("his", "her"), word in ("he", "she", "they")


def chains(marked: str) -> dict[str, list[str]]:
    """The chains of a marked text: what its mentions look like, under each chain's key."""
    text, extraction = read(marked)
    return {
        chain.key: [extraction.mentions[link.mention].span.of(text) for link in chain.links]
        for chain in resolve(text, extraction).chains
    }


def reasons(marked: str) -> dict[str, str]:
    """Why each way of writing a name is in its chain; the last mention of each counts."""
    text, extraction = read(marked)
    return {
        extraction.mentions[link.mention].span.of(text): link.reason
        for chain in resolve(text, extraction).chains
        for link in chain.links
    }


def pointed(marked: str) -> list[tuple[str, str]]:
    """The references of a marked text with the keys of their chains."""
    text, extraction = read(marked)
    resolution: Resolution = resolve(text, extraction)
    return [(r.span.of(text), resolution.chains[r.chain].key) for r in resolution.references]
