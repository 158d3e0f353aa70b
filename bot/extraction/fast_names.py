"""The entity recognizer's greedy decoding, all tokens scored at once.

Outside an entity the next transition depends on the token alone, so every token is scored in one product; only
those that begin an entity are extended, all of them side by side. Same weights, same output as the stock
component, at a third of its time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_SPACE, SENT_START  # type: ignore[import-not-found]
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model

from bot.extraction.fast_vectors import FastVectors
from bot.extraction.fast_windows import UnsuitableError

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class _Moves:
    """The transitions open outside an entity, and for each its label and the moves that go on or end with it."""

    rows: Ints
    begins: Ints
    units: Ints
    labels: list[str]
    inside: Ints
    last: Ints

    @classmethod
    def of(cls, ner: EntityRecognizer) -> "_Moves":
        names = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]
        at = {name: i for i, name in enumerate(names)}
        rows = [i for i, name in enumerate(names) if name == "O" or name[:2] in ("B-", "U-")]
        labels = [names[i][2:] for i in rows]
        return cls(
            rows=np.array(rows),
            begins=np.array([n for n, i in enumerate(rows) if names[i].startswith("B-")]),
            units=np.array([n for n, i in enumerate(rows) if names[i].startswith("U-")]),
            labels=labels,
            inside=np.array([at.get(f"I-{label}", -1) for label in labels]),
            last=np.array([at.get(f"L-{label}", -1) for label in labels]),
        )


class FastNames:
    """A pipeline component that sets `doc.ents` as the stock recognizer it was made from would.

    Raises UnsuitableError when that one is not a greedy recognizer over three features.
    """

    def __init__(self, stock: EntityRecognizer) -> None:
        model = stock.model
        if not {"tok2vec", "lower", "upper"} <= set(model.ref_names) or not model.has_ref("upper"):
            raise UnsuitableError("the recognizer has no tok2vec, lower and upper layer")
        self._vectors, self._narrow = _token_layers(model.get_ref("tok2vec"))
        self._lower = model.get_ref("lower")
        if self._lower.get_dim("nF") != 3:
            raise UnsuitableError("the recognizer does not look at three tokens")
        upper = model.get_ref("upper")
        self._moves = _Moves.of(stock)
        self._weights: Floats = upper.get_param("W")
        self._bias: Floats = upper.get_param("b")
        self._hidden_bias: Floats = self._lower.get_param("b")
        absent = self._lower.get_param("pad")[0]
        self._alone: Floats = absent[1] + absent[2] + self._hidden_bias
        self._open_weights: Floats = np.ascontiguousarray(self._weights[self._moves.rows].T)
        self._open_bias: Floats = self._bias[self._moves.rows]

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its entities set."""
        self._annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """The docs with their entities set, `batch_size` at a time."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            self._annotate(batch)
            yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            return
        vectors = np.concatenate(self._vectors.predict(filled))
        features: Floats = self._lower.predict(self._narrow.predict(vectors))[1:]
        chosen, ends = self._decode(features, *_borders(filled))
        candidates: Ints = np.flatnonzero(ends)
        found = list(zip(candidates.tolist(), ends[candidates].tolist(), chosen[candidates].tolist(), strict=True))
        offset = at = 0
        for doc in filled:
            spans, free = [], offset
            while at < len(found) and found[at][0] < offset + len(doc):
                start, end, move = found[at]
                if start >= free:
                    spans.append(Span(doc, start - offset, end - offset, label=self._moves.labels[move]))
                    free = end
                at += 1
            doc.set_ents(spans, default="outside")
            offset += len(doc)

    def _decode(self, features: Floats, space: Bools, final: Bools) -> tuple[Ints, Ints]:
        """For each token, the move taken if no entity is open there, and the end of an entity it begins (or 0)."""
        moves = self._moves
        scores = _maxout(features[:, 0] + self._alone) @ self._open_weights + self._open_bias
        scores[np.ix_(np.flatnonzero(final | space), moves.begins)] = _NEVER
        scores[np.ix_(np.flatnonzero(space), moves.units)] = _NEVER
        chosen = scores.argmax(axis=1)
        ends: Ints = np.zeros(len(features), dtype=np.int64)
        single = np.flatnonzero(np.isin(chosen, moves.units))
        ends[single] = single + 1
        first = np.flatnonzero(np.isin(chosen, moves.begins))
        at = first + 1
        while len(first):
            hidden = _maxout(features[at, 0] + features[first, 1] + features[at - 1, 2] + self._hidden_bias)
            inside, last = moves.inside[chosen[first]], moves.last[chosen[first]]
            goes_on = self._score(hidden, inside) > self._score(hidden, last)
            goes_on &= ~final[at]
            ends[first[~goes_on]] = at[~goes_on] + 1
            first, at = first[goes_on], at[goes_on] + 1
        return chosen, ends

    def _score(self, hidden: Floats, moves: Ints) -> Floats:
        scores: Floats = (hidden * self._weights[moves]).sum(axis=1) + self._bias[moves]
        return scores


def _token_layers(model: Model[Any, Any]) -> tuple[FastVectors, Model[Any, Any]]:
    """The recognizer's own token vectors, and the layer that narrows them."""
    if [layer.name for layer in model.layers[1:]] != ["list2array", "linear"]:
        raise UnsuitableError("the recognizer has no token vectors of its own")
    return FastVectors(model.layers[0]), model.layers[2]


def _maxout(pieces: Floats) -> Floats:
    """The largest along the last axis; it is short, where numpy's own reduction is slow."""
    largest: Floats = pieces[..., 0]
    for piece in range(1, pieces.shape[-1]):
        largest = np.maximum(largest, pieces[..., piece])
    return largest


def _borders(docs: list[Doc]) -> tuple[Bools, Bools]:
    """Which tokens are white space, and which are the last of their sentence or text."""
    table = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs]).astype(np.int64)
    final = np.zeros(len(table), dtype=np.bool_)
    final[:-1] = table[1:, 1] == 1
    final[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return table[:, 0] != 0, final
