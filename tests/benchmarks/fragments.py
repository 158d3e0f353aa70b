"""Into how many entities does a person fall, with every string its own entity, and with ours?

    python -m tests.benchmarks.fragments path/to/gold.jsonl.gz

The gold is that of `tests.benchmarks.curators`. A gold mention of a person is found by the mention that overlaps it
most, by half of their characters together or more. Both ways are counted over these same mentions, of persons who have
two of them or more, and of those among them who are written in two ways or more: entities but one are fragments too
many. Raw strings are taken as they stand in the text, but for line breaks.
"""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.articles.types import Span
from bot.identity.evidence import add, name_evidence
from bot.identity.types import Name, NameId
from tests.benchmarks.curators import analysed, heads

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold person's mention that was found: the string and the name that it was found as."""

    person: str
    string: str
    name: NameId


def found(path: Path) -> tuple[list[Name], list[Mention], int]:
    """The names of all articles, the gold persons' mentions that were found, and how many there are."""
    names: dict[NameId, Name] = {}
    mentions: list[Mention] = []
    every = 0
    for article, extraction, resolution in analysed(path):
        text = article["text"]
        for name in name_evidence(text, extraction, resolution):
            names[name.id] = add(names[name.id], name) if name.id in names else name
        chain_of = {link.mention: chain for chain in resolution.chains for link in chain.links}
        spans = [mention.span for mention in extraction.mentions]
        for gold in article["mentions"]:
            if gold["type"] != "PER" or not gold["entity"]:
                continue
            every += 1
            at = _nearest(Span(gold["start"], gold["end"]), spans)
            if at is not None:
                string = " ".join(spans[at].of(text).split())
                mentions.append(Mention(gold["entity"], string, (chain_of[at].key, chain_of[at].kind)))
    return list(names.values()), mentions, every


def _nearest(gold: Span, spans: Sequence[Span]) -> int | None:
    best, at = _HALF, None
    for index, span in enumerate(spans):
        common = min(gold.end, span.end) - max(gold.start, span.start)
        share = common / (max(gold.end, span.end) - min(gold.start, span.start))
        if common > 0 and (share > best or (at is None and share == best)):
            best, at = share, index
    return at


def fragments(mentions: Sequence[Mention], top: Mapping[NameId, NameId]) -> tuple[int, int]:
    """Entities but one of each person, added up: with every string its own, and with ours."""
    strings, entities = defaultdict[str, set[str]](set), defaultdict[str, set[NameId]](set)
    for one in mentions:
        strings[one.person].add(one.string)
        entities[one.person].add(top[one.name])
    return sum(len(own) - 1 for own in strings.values()), sum(len(own) - 1 for own in entities.values())


def main() -> None:
    """Print both, and the cut, for the gold that the argument names."""
    path = Path(sys.argv[1])
    if not path.exists():
        raise SystemExit(f"There is no {path}: the gold is not part of the project.")
    names, mentions, every = found(path)
    top = heads(names, ())
    of: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        of[one.person].append(one)
    print(f"{len(mentions)} of {every} mentions of persons found")
    for who, persons in (
        ("mentioned twice or more", [own for own in of.values() if len(own) > 1]),
        ("written in two ways or more", [own for own in of.values() if len({one.string for one in own}) > 1]),
    ):
        raw, ours = fragments([one for own in persons for one in own], top)
        each = f"{raw / len(persons):.2f} a person), ours {ours} ({ours / len(persons):.2f})"
        print(
            f"{len(persons)} persons {who}: fragments too many, raw strings {raw} ({each}; {1 - ours / raw:.0%} fewer"
        )


if __name__ == "__main__":
    main()
