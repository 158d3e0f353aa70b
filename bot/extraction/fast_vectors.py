"""Token vectors with each distinct word of a batch embedded once.

Until its neighbours are looked at, a word's vector depends on the word alone, and two of three words of a batch
were there before; so the widest layer of the network has a third of the work. Same weights, same vectors.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, islice, pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import Model

Floats = npt.NDArray[np.float32]

_MIX = np.uint64(0x9E3779B97F4A7C15)  # the odd number nearest to 2 ** 64 over the golden ratio


class UnsuitableError(Exception):
    """A component is not built as its fast form expects."""


class FastVectors:
    """What a tok2vec model of the usual build (hashed features and static vectors, then windows) gives.

    Raises UnsuitableError for any other build.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        self._embed, self._encode = _layers(model, 2)
        inputs, self._mix, _ = _layers(self._embed, 3)
        hashed, self._static = _layers(inputs, 2)
        self._features, _, self._hashed = _layers(hashed, 3)
        if self._features.name != "extract_features" or self._static.name != "static_vectors":
            raise UnsuitableError("the token vectors are not made of features and static vectors")

    def predict(self, docs: list[Doc]) -> list[Floats]:
        """For each doc, one row for each token."""
        embedded = self._embedded(docs)
        borders = pairwise(accumulate((len(doc) for doc in docs), initial=0))
        vectors: list[Floats] = self._encode.predict([embedded[start:end] for start, end in borders])
        return vectors

    def _embedded(self, docs: list[Doc]) -> Floats:
        words = np.concatenate([doc.to_array(ORTH) for doc in docs]).astype(np.uint64)
        features = np.concatenate(self._features.predict(docs)).astype(np.uint64)
        keys = words
        for column in features.T:
            keys = keys * _MIX ^ column
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        vocab = docs[0].vocab
        distinct = Doc(vocab, words=[vocab.strings[orth] for orth in words[first].tolist()])
        joined = np.hstack([self._hashed.predict(features[first]), self._static.predict([distinct]).data])
        rows: Floats = self._mix.predict(joined)[inverse]
        return rows


class FastTok2Vec:
    """A pipeline component that sets `doc.tensor`, which the tagger and the parser read, as the stock one would."""

    def __init__(self, stock: Tok2Vec) -> None:
        self._vectors = FastVectors(stock.model)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its tensor set."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """The docs with their tensors set, `batch_size` at a time."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            filled = [doc for doc in batch if len(doc)]
            for doc, rows in zip(filled, self._vectors.predict(filled) if filled else (), strict=True):
                doc.tensor = cast("Any", rows)
            yield from batch


def _layers(model: Model[Any, Any], count: int) -> list[Model[Any, Any]]:
    if len(model.layers) != count:
        raise UnsuitableError(f"the layer {model.name[:40]} has not {count} parts")
    return list(model.layers)
