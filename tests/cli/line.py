"""The command line in this process: `main` with its arguments and streams, and its exit status."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.desk.workers import Here, employ


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command line ended."""

    status: int
    out: str
    err: str


@dataclass(slots=True)
class Line:
    """Runs `dossier` with one database, its workers in this process."""

    patch: pytest.MonkeyPatch
    database: Path
    reader: Here
    extractor: Here

    def __call__(self, *arguments: str, given: str | bytes = b"") -> Ran:
        self.patch.setenv("DOSSIER_DATABASE", str(self.database))
        self.patch.setattr(sys, "argv", ["dossier", *arguments])
        employ(self.patch, self.reader, self.extractor)
        raw = given.encode() if isinstance(given, str) else given
        status = 0
        path = self.database.with_name("input")
        path.write_bytes(raw)
        with CliRunner().isolation(input=io.BytesIO(raw)) as (out, err, _), path.open(encoding="utf-8") as file:
            try:
                sys.stdin = file  # the console reads its descriptor; questions are answered from the copy
                main()
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
            sys.stdout.flush()
            return Ran(status, out.getvalue().decode(), err.getvalue().decode())
