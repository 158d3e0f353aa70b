"""The spaCy side of extraction: loads the model, and turns texts into plain token columns."""

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import spacy
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, SENT_START, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

from bot.extraction.fast import accelerate
from bot.extraction.tokens import Entity, Tokens

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
            return [_columns(doc) for doc in self.nlp.pipe(batch, batch_size=len(batch))]

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


def _columns(doc: Doc) -> Tokens:
    """The columns of a Doc without its white-space tokens."""
    table = doc.to_array([IS_SPACE, TAG, DEP, LEMMA, HEAD, SENT_START]).astype(np.int64)
    is_word = table[:, 0] == 0
    kept = np.flatnonzero(is_word)
    index = np.cumsum(is_word) - 1  # where a token stands among those that are kept
    heads = (np.arange(len(table)) + table[:, 4])[kept]
    heads = np.where(is_word[heads], index[heads], index[kept])
    tokens = [token for token in doc if not token.is_space]
    words = [token.text for token in tokens]
    starts = [token.idx for token in tokens]
    tags, deps, lemmas = (_strings(doc, table[kept, column]) for column in (1, 2, 3))
    return Tokens(
        text=doc.text,
        words=words,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        tags=tags,
        deps=deps,
        heads=heads.tolist(),
        lemmas=lemmas,
        sentences=_runs(np.cumsum(table[:, 5] == 1)[kept]),
        entities=[
            Entity(int(index[ent.start]), int(index[ent.end - 1]) + 1, ent.label_)
            for ent in doc.ents
            if is_word[ent.start] and is_word[ent.end - 1]
        ],
    )


def _strings(doc: Doc, hashes: npt.NDArray[np.int64]) -> list[str]:
    strings = doc.vocab.strings
    return [strings[key] for key in hashes.view(np.uint64).tolist()]


def _runs(numbers: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """The ranges of equal numbers."""
    if not len(numbers):
        return []
    borders = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    return list(pairwise(borders))
