"""Small articles with everything that extraction and identity would find in them, written out by hand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.articles.types import Span
from bot.extraction.types import Extraction, Gender, Kind, Mention, Opening, Pronoun, Sentence
from bot.identity.types import Chain, Link, Reference, Resolution
from bot.summaries.types import Source

_GENDERS: dict[str, Gender] = {
    "he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "they": "they", "their": "they", "it": "it",
    "its": "it",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence of an article: its words, how it opens, and which word of it (its first such) means which name."""

    words: str
    opening: Opening = "plain"
    leans: str = ""
    means: Mapping[str, str] = field(default_factory=dict)
    quoted: bool = False


def article(
    *sentences: Says | str,
    names: Mapping[str, Kind] | None = None,
    same: Mapping[str, str] | None = None,
    title: str | None = None,
    between: str = " ",
) -> Source:
    """A source of the sentences; `names` are found wherever they stand, each a chain of its own but for `same`."""
    rows = [Says(s) if isinstance(s, str) else s for s in sentences]
    text = between.join(row.words for row in rows)
    spans = _spans(rows, len(between))
    found = tuple(
        Sentence(
            span,
            paragraph=text.count("\n", 0, span.start),
            words=len(_WORD.findall(row.words)),
            opening=row.opening,
            leans=_find(row.leans, row.words, span.start) if row.leans else None,
            quoted=row.quoted,
        )
        for row, span in zip(rows, spans, strict=True)
    )
    mentions = _mentions(rows, spans, names or {})
    chains = _chains(text, mentions, same or {})
    by_key = {chain.key: number for number, chain in enumerate(chains)}
    pronouns: list[Pronoun] = []
    references: list[Reference] = []
    for number, (row, span) in enumerate(zip(rows, spans, strict=True)):
        for word, name in row.means.items():
            at = _find(word, row.words, span.start)
            if gender := _GENDERS.get(word.lower()):
                possessive = word.lower() in ("his", "her", "their", "its")
                pronouns.append(Pronoun(at, gender, number, possessive, subject=not possessive))
            if name:
                references.append(Reference(at, by_key[name.lower()], "the only one it can mean"))
    extraction = Extraction(found, mentions, pronouns=tuple(sorted(pronouns, key=lambda p: p.span)))
    return Source(text, title, extraction, Resolution(chains, tuple(references)))


def _spans(rows: Sequence[Says], gap: int) -> list[Span]:
    at, spans = 0, []
    for row in rows:
        spans.append(Span(at, at + len(row.words)))
        at += len(row.words) + gap
    return spans


def _find(part: str, words: str, start: int) -> Span:
    found = re.search(rf"\b{re.escape(part)}", words)
    assert found is not None
    return Span(start + found.start(), start + found.end())


def _mentions(rows: Sequence[Says], spans: Sequence[Span], names: Mapping[str, Kind]) -> tuple[Mention, ...]:
    found = [
        Mention(Span(span.start + match.start(), span.start + match.end()), kind, number)
        for number, (row, span) in enumerate(zip(rows, spans, strict=True))
        for name, kind in names.items()
        for match in re.finditer(rf"\b{re.escape(name)}\b", row.words)
    ]
    return tuple(
        sorted(
            (m for m in found if not any(o.span != m.span and o.span.holds(m.span) for o in found)),
            key=lambda mention: mention.span,
        )
    )


def _chains(text: str, mentions: Sequence[Mention], same: Mapping[str, str]) -> tuple[Chain, ...]:
    by_name: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        name = mention.span.of(text)
        by_name.setdefault(same.get(name, name).lower(), []).append(index)
    return tuple(
        Chain(
            key,
            mentions[indices[0]].kind,
            max(indices, key=lambda i: (len(mentions[i].span.of(text)), -i)),
            tuple(Link(i, "same name") for i in indices),
        )
        for key, indices in by_name.items()
    )
