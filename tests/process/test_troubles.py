"""A database that cannot be used, each in its way: one clear line, exit status 1, and nothing lost."""

import ctypes
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.process.conftest import FILED
from tests.process.news import articles, jsonl, long_article
from tests.process.program import Ended, Program
from tests.process.shelf import content, query, report, states

pytestmark = pytest.mark.process

_MEBIBYTE = 1 << 20


def _refused(ended: Ended, *parts: str) -> None:
    assert (ended.status, ended.out) == (1, ""), ended.err
    assert ended.err.startswith("dossier: ")
    assert ended.err.count("\n") == 1
    assert all(part in ended.err for part in parts), ended.err


def test_locked(filed: Program) -> None:
    with closing(sqlite3.connect(filed.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        children = [filed.start("ingest", "-", "--defer"), filed.start("console")]
        ingest = filed.end(children[0], "Snow fell in Oslo.")
        console = filed.end(children[1], "Ice drifted to Riga.\nrecent\n")
        other.execute("ROLLBACK")
    _refused(ingest, "Another program is writing to")
    assert console.status == 0, "reading goes on, and so does the program"
    assert console.out.startswith(f"Another program is writing to {filed.database}.")
    assert "News from " in console.out
    assert states(filed.database) == {"ready": len(FILED)}


def test_from_a_newer_version(filed: Program) -> None:
    with closing(sqlite3.connect(filed.database)) as db:
        db.execute("PRAGMA user_version = 999")
    before = filed.database.read_bytes()
    for arguments in (("console",), ("search", "snow"), ("ingest", "-")):
        _refused(filed.run(*arguments, given="Snow fell."), "of version 999", "Use the newer Dossier")
    assert filed.database.read_bytes() == before


def test_damaged(filed: Program) -> None:
    with filed.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (filed.database.stat().st_size - 4096))
    _refused(filed.run("search", "Geneva"), "is damaged", "Restore a backup")
    filed.database.write_bytes(b"These are notes, and no database at all. " * 200)
    _refused(filed.run("ingest", "-", given="Snow fell."), "is no Dossier database")
    assert filed.database.read_bytes().startswith(b"These are notes")


def test_another_programs_database(program: Program) -> None:
    with closing(sqlite3.connect(program.database)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
    _refused(program.run("console", given="recent\n"), "another program's database")
    assert query(program.database, "SELECT name FROM sqlite_master") == [("bookmarks",)]


def test_no_place_for_a_file(program: Program) -> None:
    program.database.mkdir()
    _refused(program.run("console", given="recent\n"), "cannot be opened")
    file = program.folder / "file"
    file.write_text("")
    _refused(program.run("console", "--db", str(file / "below" / "dossier.db"), given="recent\n"), "cannot be made")
    assert program.run("search", "snow", "--db", str(program.folder)).status == 2


def test_read_only(filed: Program) -> None:
    filed.database.chmod(0o444)
    filed.folder.chmod(0o555)
    try:
        _refused(
            filed.run("ingest", "-", "--defer", given="Snow fell in Oslo.", prepare=_obey_permissions), "read-only"
        )
    finally:
        filed.folder.chmod(0o755)
    assert states(filed.database) == {"ready": len(FILED)}


def _obey_permissions() -> None:
    """Take from root, where that is who runs the tests, the right to write where nobody may."""
    drop_from_bounding_set, dac_override = 24, 1  # linux/prctl.h, linux/capability.h
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)


_LARGE = [{**row, "text": f"{row['text']}\n\n{long_article(12_000)}"} for row in articles(24)]
"""More than a mebibyte and a half, whatever SQLite makes of it."""


def _check_what_is_left(program: Program, ended: Ended, told: Path, *sentences: str) -> None:
    """What was said to be filed is there; and with room again, the rest is filed too."""
    assert ended.status == 1, ended.err
    assert "Traceback" not in ended.err
    assert any(sentence in ended.err.splitlines()[-1] for sentence in sentences), ended.err
    kept = {row[0] for row in query(program.database, "SELECT external_id FROM articles")}
    assert {row["id"] for row in report(told) if row["state"] == "filed"} <= kept
    assert kept < {row["id"] for row in _LARGE}
    again = program.run("ingest", "-", "--jsonl", "--defer", given=jsonl(_LARGE))
    assert again.status == 0, again.err
    assert states(program.database) == {"deferred": len(_LARGE)}
    content(program.database)


def _empty(program: Program) -> int:
    """The size of a store with nothing in it, which is there from now on."""
    assert program.run("console", given="recent\n").status == 0
    return program.database.stat().st_size


def test_a_file_that_may_not_grow(program: Program) -> None:
    most = _empty(program) + _MEBIBYTE
    told = program.folder / "report"
    ended = program.run(
        "ingest", "-", "--jsonl", "--defer", "--report", str(told), given=jsonl(_LARGE),
        prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    _check_what_is_left(program, ended, told, "reported an error", "is full")


def test_a_full_disk(program: Program) -> None:
    disk = program.folder / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size={_empty(program) + _MEBIBYTE} none {disk}"
    alone = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
    if not shutil.which("unshare") or subprocess.run([*alone, mount], capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    told = program.folder / "report"
    lines = program.folder / "lines"
    lines.write_text(jsonl(_LARGE))
    script = (
        f"{mount}; cp {program.database} {disk};"
        f" {sys.executable} -m bot ingest {lines} --jsonl --defer --report {told} --db {disk}/dossier.db;"
        f" status=$?; cp {disk}/dossier.db* {program.folder}; exit $status"
    )
    wrapper = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
    ended = program.run(*alone, script, command=("-c", wrapper))
    _check_what_is_left(program, ended, told, f"The disk with {disk}/dossier.db is full")
