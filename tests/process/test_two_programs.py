"""Two programs on one store at once: both get their work done, and nothing is there twice."""

import time

import pytest

from tests.process.news import articles, jsonl
from tests.process.program import Program
from tests.process.shelf import content, query, report, states, waiting

pytestmark = [pytest.mark.process, pytest.mark.model]


def test_two_ingests_and_a_reader(filed: Program) -> None:
    inputs = {"one": articles(20, first=20), "two": articles(20, first=30)}
    children = []
    for name, rows in inputs.items():
        path = filed.folder / f"{name}.jsonl"
        path.write_text(jsonl(rows))
        told = str(filed.folder / f"{name}.report")
        children.append(filed.start("ingest", str(path), "--jsonl", "--channel", name, "--report", told))
    console = filed.start("console")
    assert console.stdin is not None
    assert console.stdout is not None
    while any(child.poll() is None for child in children):
        console.stdin.write(b"stats\n")
        console.stdin.flush()
        while (answer := console.stdout.readline()) and not answer.startswith(b"Database: "):
            pass
        assert answer
        time.sleep(0.1)

    ended = filed.end(console, "stats\n")
    assert (ended.status, ended.err) == (0, "")
    assert "Articles: 41 in 3 channels, 51 postings\n" in ended.out
    for child, (name, rows) in zip(children, inputs.items(), strict=True):
        done = filed.end(child)
        assert done.status == 0, done.err
        lines = report(filed.folder / f"{name}.report")
        assert [line["id"] for line in lines] == [row["id"] for row in rows]
        assert {line["state"] for line in lines} <= {"filed", "duplicate"}
    assert states(filed.database) == {"ready": 41}
    assert waiting(filed.database) == 0
    assert query(filed.database, "SELECT count(*) FROM postings") == [(51,)]
    both = [line for name in inputs for line in report(filed.folder / f"{name}.report")]
    assert sum(line["state"] == "duplicate" for line in both) == 10, "each shared text was new to one of them only"

    found = content(filed.database)
    rebuilt = filed.run("rebuild")
    assert rebuilt.status == 0, rebuilt.err
    assert content(filed.database) == found
