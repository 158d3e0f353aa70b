"""Token vectors with the embeddings of words remembered.

Until its neighbours are looked at, a word's vector depends on the word alone, and nine of ten words were there before;
so the widest layer of the network has a tenth of the work. Same weights, same vectors.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, islice, pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from bot.extraction.fast_windows import Floats, Maxout, UnsuitableError, Windows, layers

Hashes = npt.NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)  # the odd number nearest to 2 ** 64 over the golden ratio

# Words remembered at once; some 10 MB when full.
_BOUND = 20_000


class FastVectors:
    """What a tok2vec model of the usual build (hashed features and static vectors, then windows) gives.

    Raises UnsuitableError for any other build.
    """

    def __init__(self, model: Model[Any, Any], bound: int = _BOUND) -> None:
        embed, encode = layers(model, 2)
        inputs, mix, _ = layers(embed, 3)
        hashed, self._static = layers(inputs, 2)
        self._features, _, self._hashed = layers(hashed, 3)
        if self._features.name != "extract_features" or self._static.name != "static_vectors":
            raise UnsuitableError("the token vectors are not made of features and static vectors")
        self._mix = Maxout.of(layers(mix, 1)[0])
        self._encode = Windows(encode)
        self._places: dict[int, int] = {}
        self._rows: Floats = np.empty((bound, self._encode.width), dtype=np.float32)

    def predict(self, docs: list[Doc]) -> list[Floats]:
        """For each doc, one row for each token."""
        embedded = self._embedded(docs)
        borders = pairwise(accumulate((len(doc) for doc in docs), initial=0))
        return self._encode([embedded[start:end] for start, end in borders])

    def _embedded(self, docs: list[Doc]) -> Floats:
        words: Hashes = np.concatenate([doc.to_array(ORTH) for doc in docs]).astype(np.uint64)
        features: Hashes = np.concatenate(self._features.predict(docs)).astype(np.uint64)
        keys = words
        for column in features.T:
            keys = keys * _MIX ^ column
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        vocab = docs[0].vocab
        return self._remembered(keys[first].tolist(), vocab, words[first], features[first])[inverse]

    def _remembered(self, keys: list[int], vocab: Vocab, words: Hashes, features: Hashes) -> Floats:
        """The embeddings of distinct words, in order; those that are new are computed together."""
        places = self._places
        new = [i for i, key in enumerate(keys) if key not in places]
        if len(places) + len(new) > len(self._rows):
            places.clear()
            new = list(range(len(keys)))
            if len(keys) > len(self._rows):
                self._rows = np.empty((len(keys), self._encode.width), dtype=np.float32)
        if new:
            at = len(places)
            self._rows[at : at + len(new)] = self._embed(vocab, words[new], features[new])
            places.update((keys[i], place) for place, i in enumerate(new, start=at))
        rows: Floats = self._rows[[places[key] for key in keys]]
        return rows

    def _embed(self, vocab: Vocab, words: Hashes, features: Hashes) -> Floats:
        doc = Doc(vocab, words=[vocab.strings[orth] for orth in words.tolist()])
        return self._mix(np.hstack([self._hashed.predict(features), self._static.predict([doc]).data]))


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
