"""Articles in other languages, through the real program and its real workers."""

import json
from pathlib import Path

import pytest
import spacy

from tests.process.program import Program

pytestmark = [pytest.mark.process, pytest.mark.model]

GERMAN = (
    "Am Samstag wurde in Köln die neue Brücke über den Rhein eröffnet. Der Bundestag hatte ihr vor fünf Jahren"
    " zugestimmt. Sie trägt eine Autobahn und eine Bahnstrecke. Die Fähren fahren weiter, z. B. nachts."
)
CHINESE = "大桥星期六早上在上海开通了。桥上有公路和铁路两条线路。工程总共用了五年时间。渡轮还在继续运行。"


def _card(program: Program, number: int) -> str:
    ended = program.run("console", given=f"article show #{number}\n")
    assert ended.status == 0
    return ended.out


@pytest.fixture
def german(tmp_path: Path) -> str:
    nlp = spacy.blank("de")
    patterns = [{"label": "LOC", "pattern": "Köln"}, {"label": "ORG", "pattern": "Bundestag"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "german")
    return str(tmp_path / "german")


def test_texts_without_a_model_are_filed_and_summarised_by_position(program: Program) -> None:
    lines = "".join(json.dumps({"text": text}) + "\n" for text in (GERMAN, CHINESE))
    assert program.run("ingest", "-", "--jsonl", given=lines).status == 0
    card = _card(program, 1)
    assert "It is in German: its summary is its first sentences, and no names were read from it." in card
    assert "Am Samstag wurde in Köln die neue Brücke über den Rhein eröffnet. [#1" in card
    assert "3 of 4 sentences · 34 words" in card
    card = _card(program, 2)
    assert "It is in Chinese: its summary is its first sentences, and no names were read from it." in card
    assert "大桥星期六早上在上海开通了。 [#2" in card
    assert "3 of 4 sentences" in card
    assert "1 article" in program.run("console", given="search Brücke\n").out


def test_a_model_that_is_set_reads_the_names_of_its_language(program: Program, german: str) -> None:
    having = program.with_settings(models=json.dumps({"de": german}))
    assert having.run("ingest", "-", given=GERMAN).status == 0
    card = _card(having, 1)
    assert "It is in German: its summary is its first sentences.\n" in card
    assert "Places: Köln" in card
    assert "Organisations: Bundestag" in card


def test_a_model_that_is_not_installed_is_told_of_once(program: Program) -> None:
    lacking = program.with_settings(models='{"de": "no_such_model"}')
    ended = lacking.run("ingest", "-", given=GERMAN)
    assert ended.status == 0
    assert ended.err.count("no_such_model") == 1
    checked = lacking.run("doctor")
    assert "no_such_model is not installed" in checked.out
    assert checked.status == 1
