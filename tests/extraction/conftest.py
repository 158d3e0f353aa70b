"""The model, loaded once a session, and a builder of parsed texts for the rules that need none."""

from collections.abc import Callable

import pytest

from bot.extraction.stage import Extractor
from bot.extraction.types import Extraction, RawText

Read = Callable[..., tuple[str, Extraction]]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    def run(text: str, language: str = "en") -> tuple[str, Extraction]:
        return text, extractor.extract([RawText(text, language=language)])[0]

    return run
