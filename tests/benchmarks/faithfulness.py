"""How often a summary misleads: faults per 100 summaries of three sentences, beside the first three sentences.

`python -m tests.benchmarks.faithfulness FILE.jsonl[.gz] … [--sentences 3] [--show]`; its lines are as for `summarize`.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from bot.articles.language import language
from bot.extraction.stage import Extractor
from bot.extraction.types import RawText
from bot.identity.within import resolve
from bot.summaries.choose import summarise
from bot.summaries.shown import shown
from bot.summaries.types import Length, Source
from bot.summaries.types import Line as Chosen
from tests.benchmarks.misleading import Fault, Kind, Printed, Summary, faults

_SHOWN = 200  # characters of a line with a fault


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to summarise, and its name."""

    id: str
    sources: tuple[Source, ...]


def cases(extractor: Extractor, files: Sequence[Path]) -> Iterator[Case]:
    """What the files ask to be summarised, read and resolved."""
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
            for row in map(json.loads, filter(str.strip, rows)):
                texts = row["docs"] if "docs" in row else [row["text"]]
                found = extractor.extract([RawText(text, row.get("title"), language(text)) for text in texts])
                yield Case(
                    str(row["id"]),
                    tuple(
                        Source(text, row.get("title"), made, resolve(text, made), language(text))
                        for text, made in zip(texts, found, strict=True)
                    ),
                )


def first(case: Case, sentences: int) -> list[Chosen]:
    """The first sentences, the baseline to beat: of several articles those of the first, and so on."""
    everything = [
        Chosen(number, sentence.span, 0.0)
        for number, source in enumerate(case.sources)
        for sentence in source.extraction.sentences
    ]
    return everything[:sentences]


def printed(extractor: Extractor, case: Case, lines: Sequence[Chosen]) -> Summary:
    """A summary as it is read, beside where its lines come from."""
    words = [shown(case.sources[line.source].text, line) for line in lines]
    parsed = extractor.parser.parse(words)
    return Summary(
        case.sources,
        tuple(Printed(line.source, line.span, tokens) for line, tokens in zip(lines, parsed, strict=True)),
    )


def report(name: str, found: Sequence[list[Fault]]) -> None:
    """A line of figures: faults per 100 summaries, by kind, and how many summaries have any."""
    counts: Counter[Kind] = Counter(fault.kind for one in found for fault in one)
    per = 100 / max(1, len(found))
    print(
        f"{name}: {per * sum(counts.values()):.1f} faults per 100, {per * sum(map(bool, found)):.1f} summaries with any"
    )
    for kind in get_args(Kind):
        print(f"    {kind:24} {per * counts[kind]:5.1f}")


def main() -> None:
    """Read the files, summarise, and print what is found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--sentences", type=int, default=3)
    asked.add_argument("--show", action="store_true", help="print every fault with its line")
    given = asked.parse_args()
    extractor = Extractor.load()
    ours: list[list[Fault]] = []
    theirs: list[list[Fault]] = []
    for case in cases(extractor, given.files):
        summary = printed(extractor, case, summarise(case.sources, Length(sentences=given.sentences)))
        ours.append(faults(summary))
        theirs.append(faults(printed(extractor, case, first(case, given.sentences))))
        if given.show:
            for fault in ours[-1]:
                print(f"{case.id} · {fault.kind} · {fault.words} · {summary.lines[fault.line].tokens.text[:_SHOWN]}")
    report(f"{len(ours)} summaries of {given.sentences} sentences", ours)
    report("the first sentences", theirs)


if __name__ == "__main__":
    main()
