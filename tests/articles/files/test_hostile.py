"""Hostile files: whatever the bytes, an article or a refusal comes back, from the worker with its limits in force."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.reading import read
from bot.articles.types import Draft, Reading, Rejected
from bot.settings import Settings
from bot.work.staff import READ, reader
from bot.work.worker import Worker
from tests.articles.files import samples
from tests.articles.files.fuzz import fuzz
from tests.articles.files.mutations import makers
from tests.examples import examples

MAKERS = makers()


@settings(max_examples=examples(250), suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(MAKERS)), st.integers(0, 1 << 32))
def test_changed_files_are_read_or_refused_in_a_sentence(name: str, seed: int) -> None:
    found = read(Draft(MAKERS[name](Random(seed)), name=name))
    if isinstance(found, Rejected):
        assert found.reason.endswith(".")
        assert "\n" not in found.reason
    else:
        assert found.text == found.text.strip() != ""
        found.text.encode()


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    limits = Settings()
    async with reader(seconds=limits.reading_seconds * 4, mebibytes=limits.reading_memory) as started:
        yield started


async def test_no_changed_file_ends_the_worker(worker: Worker) -> None:
    for name, make in MAKERS.items():
        tally = await fuzz(worker, name, make, 20, Random(name))
        assert tally.faults == []
        assert tally.read + tally.refused == 20


MARKUP = b'<w:document xmlns:w="w"><w:body>%s</w:body></w:document>'


def word(document: bytes) -> bytes:
    return samples.zipped({**samples.unzipped(samples.word_file()), "word/document.xml": document})


def book(chapter: str) -> bytes:
    return samples.zipped({**samples.book_members(), "OEBPS/text/two.xhtml": chapter})


SWOLLEN: dict[str, Callable[[], bytes]] = {
    "elements.docx": lambda: word(MARKUP % (b"<w:p/>" * 1_400_000)),
    "attributes.docx": lambda: word(MARKUP % (b'<w:p a="" b="" c="" d="" e=""/>' * 240_000)),
    "text.docx": lambda: word(MARKUP % (b"<w:p><w:r><w:t>" + b"word " * 400_000 + b"</w:t></w:r></w:p>")),
    "paragraphs.epub": lambda: book("<p>" * 200_000),
    "zeros.docx": lambda: word(bytes(200_000_000)),
    "operators.pdf": lambda: samples.drawn([[(72.0, 700.0, "Text")] * 2_000] * 10),
    "braces.rtf": lambda: b"{\\rtf1 " + b"{}" * 500_000,
    "words.rtf": lambda: b"{\\rtf1 " + b"\\par a" * 100_000,
    "headers.eml": lambda: b"From: a@example.org\nMIME-Version: 1.0\n" + b"X: y\n" * 200_000 + b"\nText.",
    "stars.md": lambda: b"**a " * 200_000,
    "brackets.md": lambda: b"[a](" * 200_000,
    "hashes.md": lambda: b"# " + b"#" * 500_000 + b" a\n",
}
"""Files that grow as far as the limits let them, or that a careless expression takes hours for."""


@pytest.mark.process
@pytest.mark.parametrize("name", SWOLLEN)
async def test_files_that_swell_stay_within_the_limits(worker: Worker, name: str) -> None:
    [found] = await worker.call(READ, [Draft(SWOLLEN[name](), name=name)])
    assert isinstance(found, Reading | Rejected)


def test_the_main_process_knows_the_endings_without_the_libraries() -> None:
    program = (
        "import sys, bot.articles.files.sniff, bot.articles.reading, bot.cli.ingest, bot.commands.filing;"
        "print(sys.modules.keys() & {'pypdf', 'lxml', 'cryptography', 'trafilatura'})"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
