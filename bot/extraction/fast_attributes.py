"""Part of speech, morphology and lemma by memory: what the attribute ruler and the lemmatizer said before.

Both look at a word with its tag and dependency, and hardly ever further. What they gave for such a triple is
remembered; only words that may begin a rule over several words are given to them with their neighbours each time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.extraction.fast_windows import UnsuitableError

# spaCy declares its arrays of hashes as floats here and as signed integers there.
Hashes = Any

Key = tuple[int, int, int]
"""Word, tag and dependency, as hashes."""

Answer = tuple[tuple[int, ...], bool]
"""What is set on the word, as hashes, and whether a longer rule may begin with it."""

# What is remembered at once; some 60 MB when full.
_BOUND = 200_000
_BETWEEN = "\n"  # stands between words that must not be matched as neighbours

_SET = [TAG, DEP, POS, MORPH, LEMMA]  # the ruler sets tag and dependency of white space
_READ = {"LOWER", "DEP", "TAG", "IS_SPACE", "ORTH", "TEXT"}


class FastAttributes:
    """A pipeline component that sets what the two stock components would, which it asks about new words.

    Raises UnsuitableError when the ruler looks at more than word, tag and dependency.
    """

    def __init__(self, vocab: Vocab, ruler: AttributeRuler, lemmatizer: Lemmatizer, bound: int = _BOUND) -> None:
        self._vocab = vocab
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        _index(lemmatizer)
        self._bound = bound
        self._memo: dict[Key, Answer] = {}
        self._passing: dict[Key, Answer] | None = None
        longer = _longer_rules(ruler)
        self._reach = max(map(len, longer), default=1)
        self._beginnings = Matcher(vocab)
        if longer:
            self._beginnings.add("begins", [rule[:1] for rule in longer])

    @property
    def remembered(self) -> int:
        """How many words are remembered for good."""
        return len(self._memo)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with part of speech, morphology and lemma set on every token."""
        if not len(doc):
            return doc
        table: Hashes = doc.to_array([ORTH, TAG, DEP])
        answers = self._remembered(list(map(tuple, table.tolist())))
        rows: Hashes = np.array([answer[0] for answer in answers], dtype=np.uint64)
        for start, end in self._windows([i for i, answer in enumerate(answers) if answer[1]], len(doc)):
            window = self._tagged([doc[i].text for i in range(start, end)], table[start:end, 1:])
            rows[start:end] = self._answers(window)
        doc.from_array(_SET, rows)
        return doc

    @contextmanager
    def memory_zone(self, mem: object = None) -> Iterator[object]:
        """Called by `nlp.memory_zone`: its words, and so what was remembered about them, end with the zone."""
        self._passing = {}
        try:
            yield mem
        finally:
            self._passing = None
            self._lemmatizer.cache.clear()

    def _remembered(self, keys: list[Key]) -> list[Answer]:
        memo, passing = self._memo, self._passing
        store = memo if passing is None else passing
        new = [key for key in dict.fromkeys(keys) if key not in memo and key not in store]
        if store is memo and len(memo) + len(new) > self._bound:
            memo.clear()
            self._lemmatizer.cache.clear()
            new = list(dict.fromkeys(keys))
        if new:
            store.update(zip(new, self._learnt(new), strict=True))
        return [store[key] if key in store else memo[key] for key in keys]

    def _learnt(self, keys: list[Key]) -> list[Answer]:
        """The answers for single words, asked for together."""
        strings = self._vocab.strings
        table: Hashes = np.zeros((2 * len(keys), 2), dtype=np.uint64)
        table[::2] = [key[1:] for key in keys]
        doc = self._tagged([word for key in keys for word in (strings[key[0]], _BETWEEN)], table)
        begins = {start for _, start, _ in self._beginnings(doc, allow_missing=True)}
        answers = self._answers(doc)[::2].tolist()
        return [(tuple(answer), 2 * i in begins) for i, answer in enumerate(answers)]

    def _tagged(self, words: list[str], table: Hashes) -> Doc:
        doc = Doc(self._vocab, words=words, spaces=[False] * len(words))
        doc.from_array([TAG, DEP], cast("Any", np.ascontiguousarray(table)))
        return doc

    def _answers(self, doc: Doc) -> Hashes:
        rows: Hashes = self._lemmatizer(self._ruler(doc)).to_array(_SET)
        return rows

    def _windows(self, beginnings: list[int], length: int) -> Iterator[tuple[int, int]]:
        """The stretches of tokens that a longer rule may touch, those that overlap made one."""
        stretch: tuple[int, int] | None = None
        for start in beginnings:
            end = min(length, start + self._reach)
            if stretch and start < stretch[1]:
                stretch = (stretch[0], end)
                continue
            if stretch:
                yield stretch
            stretch = (start, end)
        if stretch:
            yield stretch


def _index(lemmatizer: Lemmatizer) -> None:
    """Make the lemmatizer's word lists sets: it asks whether a form is in a list of tens of thousands."""
    table = lemmatizer.lookups.get_table("lemma_index", {})
    for part_of_speech, words in list(table.items()):
        table[part_of_speech] = frozenset(words)


def _longer_rules(ruler: AttributeRuler) -> list[list[dict[str, object]]]:
    """The ruler's patterns over several tokens."""
    entries = cast("list[dict[str, list[list[dict[str, object]]]]]", ruler.patterns)
    rules = [pattern for entry in entries for pattern in entry["patterns"]]
    if any(not set(token) <= _READ for rule in rules for token in rule):
        raise UnsuitableError("the attribute ruler looks at more than word, tag and dependency")
    return [rule for rule in rules if len(rule) > 1]
