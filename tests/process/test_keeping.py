"""`--defer`, `rebuild`, `forget` and `delete`: what is derived can be made anew, what is forgotten leaves no trace."""

import pytest

from tests.process.conftest import FILED
from tests.process.news import LIBRARY, articles, jsonl
from tests.process.program import Program
from tests.process.shelf import content, query, raw, report, states

pytestmark = pytest.mark.process


@pytest.mark.model
def test_deferred_articles_are_found_at_once_and_read_later(program: Program) -> None:
    told = program.folder / "report.jsonl"
    ended = program.run("ingest", "-", "--jsonl", "--defer", "--report", str(told), given=jsonl(FILED))
    assert (ended.status, ended.out) == (0, ""), ended.err
    assert states(program.database) == {"deferred": len(FILED)}
    assert {line["state"] for line in report(told)} == {"filed"}
    found = program.run("search", "Jefferson")
    assert (found.status, found.out.startswith("#11\t")) == (0, True)
    shown = program.run("console", given="stats\narticle show #11\n")
    assert shown.status == 0
    assert f"Deferred: {len(FILED)} filed without being read" in shown.out

    rebuilt = program.run("rebuild")
    assert (rebuilt.status, rebuilt.out, rebuilt.err) == (0, "", f"{len(FILED)} articles read.\n")
    assert states(program.database) == {"ready": len(FILED)}


@pytest.mark.model
def test_rebuilding_changes_nothing(filed: Program) -> None:
    before = content(filed.database)
    ended = filed.run("rebuild")
    assert ended.status == 0, ended.err
    assert content(filed.database) == before


_SECRETS = ("Dzhezkazgan", "Ouagadougou", "Antananarivo")
"""Places that no other article names."""


@pytest.mark.model
def test_what_is_forgotten_leaves_no_trace(filed: Program) -> None:
    before = content(filed.database)
    one, two, three = (
        {"text": f"A train went from Berlin to {name} on Friday. The way to {name} is long, and {name} was glad."}
        for name in _SECRETS
    )
    for channel, rows in (("console", [one, two]), ("private", [three])):
        ended = filed.run("ingest", "-", "--jsonl", "--channel", channel, given=jsonl(rows))
        assert ended.status == 0, ended.err
    number = len(FILED) + 1
    ways = (
        (("forget", f"#{number}", "--yes"), ""),
        (("console",), f"delete #{number + 1} sure:yes\n"),
        (("forget", "--channel", "private", "--yes"), ""),
    )
    for secret, (arguments, given) in zip(_SECRETS, ways, strict=True):
        traces = (secret.encode(), secret.lower().encode())
        assert all(trace in raw(filed.database) for trace in traces), "in the text, and folded in an index"
        gone = filed.run(*arguments, given=given)
        assert gone.status == 0, gone.err
        assert "Forgotten: " in gone.out
        assert not any(trace in raw(filed.database) for trace in traces)
    assert content(filed.database) == before


def test_forgetting_asks_first_and_knows_what_is_not_there(filed: Program) -> None:
    refused = filed.run("forget", "#1", given="n\n")
    assert refused.status == 1
    assert refused.err.endswith("dossier: Stopped.\n")
    unknown = filed.run("forget", "#404", "--yes")
    assert (unknown.status, unknown.err) == (1, "dossier: There is no article “#404”.\n")
    nowhere = filed.run("forget", "--channel", "nowhere", "--yes")
    assert (nowhere.status, nowhere.err) == (1, "dossier: There is no channel “nowhere”.\n")
    assert filed.run("forget", "--yes").status == 2
    assert filed.run("forget", "#1", "--channel", "console", "--yes").status == 2
    assert states(filed.database) == {"ready": len(FILED)}
    agreed = filed.run("forget", "#11", given="y\n")
    assert (agreed.status, agreed.out) == (0, f"Forgotten: #11 {LIBRARY[:62]}…\n")


@pytest.mark.model
def test_lines_without_ids_and_lines_that_come_again(program: Program) -> None:
    [one, two] = articles(2)
    bare = {"text": one["text"]}
    rows = [
        bare,
        bare,
        {"id": "b", "text": one["text"]},
        {"id": "c", "text": two["text"]},
        {"id": "c", "text": "Snow."},
    ]
    told = program.folder / "report.jsonl"
    for _ in range(2):  # the second run finds all of it filed, and says the same
        ended = program.run("ingest", "-", "--jsonl", "--report", str(told), given=jsonl(rows))
        assert ended.status == 0, ended.err
        assert [(line["id"], line["state"], line["article"], line["duplicate_of"]) for line in report(told)] == [
            ("1", "filed", 1, None), ("1", "duplicate", 1, "1"), ("b", "duplicate", 1, "1"), ("c", "filed", 2, None),
            ("c", "filed", 3, None),
        ]  # fmt: skip
    assert query(program.database, "SELECT count(*) FROM postings") == [(5,)]


@pytest.mark.model
def test_bad_lines_are_told_and_the_rest_is_filed(program: Program) -> None:
    lines = [
        b"\xef\xbb\xbf" + b'{"id": 7, "text": "Snow fell in Oslo."}', b"", b"no json", b'["text"]', b'{"id": "x"}',
        b'{"id": "y", "text": 5}', b'{"id": "d", "text": "Rain.", "published_at": "soon"}', b'{"text": "\xff"}',
        b'{"id": "e", "text": "?!"}',
        b'{"id": "\\ud800", "title": "\\udfff", "text": "Ice\\ud800 in Oslo.", "url": "\\ud800"}',
        b'{"id": "nul", "title": "a\\u0000b", "text": "Fog\\u0000 in Rome."}', b"[" * 100_000,
    ]  # fmt: skip
    told = program.folder / "report.jsonl"
    ended = program.run("ingest", "-", "--jsonl", "--report", str(told), given=b"\n".join(lines))
    assert ended.status == 1
    assert "Traceback" not in ended.err
    for number in (3, 4, 5, 6, 7, 8, 12):
        assert f"line {number}: " in ended.err
    assert ended.err.endswith("dossier: Some input could not be used; what was wrong with it stands above.\n")
    rows = report(told)
    assert [row["id"] for row in rows] == ["7", None, None, "x", "y", "d", None, "e", "\ud800", "nul", None]
    assert [row["state"] for row in rows if row["state"] != "rejected"] == ["filed"] * 3
    assert states(program.database) == {"ready": 3}
