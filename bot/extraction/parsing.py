"""The spaCy side of extraction: loads the model, and turns texts into plain token columns."""

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import spacy
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, LENGTH, ORTH, SENT_START, SPACY, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from bot.extraction.fast import accelerate
from bot.extraction.tokens import Entity, Tokens
from bot.extraction.usual_case import UsualCase

# Tokens, roughly, that are read together: some five articles. With more the arrays of a batch outgrow what the
# allocator keeps, and every one is fetched from the system anew.
_BATCH = 3_000
_MOST_TEXTS = 250
_TOKEN = re.compile(r"\w+|[^\w\s]")
# New strings that may stay in the vocabulary for good; they keep the tokenizer's cache warm. About 40 MB.
_VOCABULARY_GROWTH = 60_000


class Parser:
    """A loaded model, its vocabulary bounded: once it has grown enough, new words last for one batch only."""

    def __init__(self, nlp: Language, growth: int = _VOCABULARY_GROWTH) -> None:
        self.nlp = nlp
        self.usual = UsualCase.of(nlp)
        self._full = len(nlp.vocab.strings) + growth

    @classmethod
    def load(cls, model: str) -> "Parser":
        """The parser for an installed spaCy pipeline. Raises OSError when there is none of that name."""
        with warnings.catch_warnings():
            # W095: trained under spaCy 3.7; its entities were checked to be the same under 3.8.
            warnings.filterwarnings("ignore", message=r".*\[W095\]")
            nlp = spacy.load(model)
        accelerate(nlp)
        return cls(nlp)

    def parse(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each text, in order. A text is a paragraph, at most some ten thousand characters."""
        return [tokens for batch in _batches(texts) for tokens in self._parse(batch)]

    def _parse(self, batch: Sequence[str]) -> list[Tokens]:
        # A Doc must not outlive the memory zone that it was made in.
        with self._memory():
            strings = _Strings(self.nlp.vocab.strings)
            docs = self.nlp.pipe(batch, batch_size=len(batch))
            return [_columns(text, doc, strings) for text, doc in zip(batch, docs, strict=True)]

    def _memory(self) -> AbstractContextManager[object]:
        full = len(self.nlp.vocab.strings) >= self._full
        return self.nlp.memory_zone() if full else nullcontext()


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        length = len(_TOKEN.findall(text))
        if batch and (size + length > _BATCH or len(batch) == _MOST_TEXTS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += length
    if batch:
        yield batch


class _Strings(dict[int, str]):
    """The strings of a vocabulary by their hashes, each made once: words recur, and compare fastest with themselves."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = found = self._store[key]
        return found

    def column(self, hashes: npt.NDArray[np.int64]) -> list[str]:
        """The strings of a column of hashes."""
        return [self[key] for key in hashes.view(np.uint64).tolist()]


def _columns(text: str, doc: Doc, strings: _Strings) -> Tokens:
    """The columns of a text's Doc without its white-space tokens."""
    table = doc.to_array([IS_SPACE, HEAD, SENT_START, LENGTH, SPACY, ORTH, TAG, DEP, LEMMA]).astype(np.int64)
    is_word = table[:, 0] == 0
    kept = np.flatnonzero(is_word)
    index = np.cumsum(is_word) - 1  # where a token stands among those that are kept
    heads = (np.arange(len(table)) + table[:, 1])[kept]
    heads = np.where(is_word[heads], index[heads], index[kept])
    lengths = table[:, 3]
    ends = np.cumsum(lengths + table[:, 4]) - table[:, 4]
    words, tags, deps, lemmas = (strings.column(column) for column in np.ascontiguousarray(table[kept, 5:].T))
    return Tokens(
        text=text,
        words=words,
        starts=(ends - lengths)[kept].tolist(),
        ends=ends[kept].tolist(),
        tags=tags,
        deps=deps,
        heads=heads.tolist(),
        lemmas=lemmas,
        sentences=_runs(np.cumsum(table[:, 2] == 1)[kept]),
        entities=[
            Entity(int(index[ent.start]), int(index[ent.end - 1]) + 1, ent.label_)
            for ent in doc.ents
            if is_word[ent.start] and is_word[ent.end - 1]
        ],
    )


def _runs(numbers: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """The ranges of equal numbers."""
    if not len(numbers):
        return []
    borders = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    return list(pairwise(borders))
