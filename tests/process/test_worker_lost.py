"""The extraction worker dies: the article in hand is tried again; one that kills it each time is given up."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from tests.process.news import LIBRARY, articles, jsonl, long_article
from tests.process.program import Program, until, workers
from tests.process.shelf import query, report, states

pytestmark = [pytest.mark.process, pytest.mark.model]


_ENDLESS = " ".join(f"On day {day} the snow in Oslo was {day * 7} hands deep." for day in range(3900))
"""Close to the longest text that is read in one piece, with a new word every few: seconds of work, no memory helps."""


def test_killed_while_it_works(program: Program) -> None:
    path = program.folder / "news.jsonl"
    path.write_text(jsonl([*articles(30), {"id": "long", "text": long_article(12_000)}]))
    child = program.start("ingest", str(path), "--jsonl", stdin=None)
    killed = 0
    while killed < 2:
        until(lambda: workers(child.pid, "extractor"), "there is a worker")
        [pid] = workers(child.pid, "extractor")
        until(partial(_has_the_model, pid), "it has loaded the model")
        os.kill(pid, signal.SIGKILL)
        until(partial(_is_replaced, child.pid, pid), "it is replaced")
        assert child.poll() is None
        killed += 1
    ended = program.end(child)
    assert ended.status == 0, ended.err
    assert states(program.database) == {"ready": 31}


def _is_replaced(session: int, pid: int) -> bool:
    return workers(session, "extractor") not in ([], [pid])


def _has_the_model(pid: int) -> bool:
    """By its memory: the vectors alone are more than what Python and its libraries take."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") > 250 << 20


def test_a_poisonous_article_is_given_up_and_the_next_goes_on(program: Program) -> None:
    poison = {"id": "poison", "title": "Far too much for one deadline", "text": _ENDLESS}
    rows = [articles(1)[0], poison, *articles(4, first=1)]
    hurried = program.with_settings(extraction_seconds="0.7")
    ended = hurried.run("ingest", "-", "--jsonl", "--report", str(program.folder / "report.jsonl"), given=jsonl(rows))
    assert ended.status == 0, ended.err
    assert states(program.database) == {"ready": 5, "failed": 1}
    reason = "Reading it took longer than 0.7 seconds."
    assert query(program.database, "SELECT external_id, reason, attempts FROM articles WHERE state = 'failed'") == [
        ("poison", reason, 3)
    ]
    assert [line["state"] for line in report(program.folder / "report.jsonl")] == ["filed"] * 6

    shown = program.run("console", given="stats\narticle show #2\nsearch too much deadline\n")
    assert (shown.status, shown.err) == (0, "")
    stats, rest = shown.out.split("Could not be read\n", 1)
    assert "Failed: 1\n" in stats
    assert rest.startswith("- Far too much for one deadline")
    assert shown.out.count(reason) >= 2, "in `stats` and on the article"
    assert "1. Far too much for one deadline" in rest.split("It could not be read: ", 1)[1], "it can be found"


def test_too_little_memory_fails_the_posting_and_not_the_program(program: Program) -> None:
    starved = program.with_settings(reading_memory="512", log_level="error")
    huge = program.folder / "a.txt"
    huge.write_text("🎈 " + "Snow fell in Oslo. " * 1_200_000)  # the balloon makes it four bytes a character
    (program.folder / "b.txt").write_text("Snow fell in Oslo.")
    ended = starved.run("ingest", str(program.folder))
    assert (ended.status, ended.err) == (
        0, f"{huge}: Reading it needed more memory than allowed.\n1 filed, 1 failed\n"
    )  # fmt: skip
    assert query(program.database, "SELECT state, attempts FROM drafts") == [("failed", 3)]
    assert states(program.database) == {"ready": 1}


def test_without_a_model_everything_is_filed_and_said(program: Program) -> None:
    lost = program.with_settings(model="no_such_model", log_level="error")
    ended = lost.run("ingest", "-", "--jsonl", given=jsonl(articles(2)))
    assert ended.status == 1
    assert ended.err.startswith("dossier: The extractor cannot start: ")
    assert "no_such_model" in ended.err
    assert ended.err.count("\n") == 1
    assert states(program.database) == {"pending": 2}

    ended = lost.run("console", given=f"{LIBRARY}\nsearch Jefferson\n")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("⏳ Filed, and waits to be read: The Library of Congress")
    assert "1 found" in ended.out or "#3" in ended.out
    assert states(program.database) == {"pending": 3}


def test_what_could_not_be_read_is_kept_and_read_by_rebuild(program: Program) -> None:
    told = program.folder / "report.jsonl"
    hurried = program.with_settings(reading_seconds="0.000001", log_level="error")
    ended = hurried.run("ingest", "-", "--jsonl", "--report", str(told), given=jsonl(articles(2)))
    assert ended.status == 0, ended.err
    reason = "Reading it took longer than 1e-06 seconds."
    assert [(row["state"], row["reason"]) for row in report(told)] == [("rejected", reason)] * 2
    assert states(program.database) == {}

    rebuilt = program.run("rebuild")
    assert (rebuilt.status, rebuilt.err) == (0, "2 articles read.\n")
    assert states(program.database) == {"ready": 2}
