"""Makes a loaded pipeline two to three times as fast, with the same output: checked when it is loaded."""

import logging
from collections.abc import Sequence
from typing import cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer, Tok2Vec
from spacy.tokens import Doc
from thinc.api import NumpyOps

from bot.extraction.fast_attributes import FastAttributes
from bot.extraction.fast_names import FastNames
from bot.extraction.fast_vectors import FastTok2Vec
from bot.extraction.fast_windows import UnsuitableError

_log = logging.getLogger(__name__)

_VECTORS, _NAMES, _ATTRIBUTES = "fast_vectors", "fast_names", "fast_attributes"

# Written for the check: names of every length side by side, rules over two words, a text without a name, spaces.
PROBE = (
    "The United Nations Security Council met in New York on Monday, and Secretary-General António Guterres spoke.",
    "Let's say it ain't so: there is nothing we're gonna do, y'all, and we've gotta go. C'mon, it's 5 p.m.!",
    "Germany's Angela Merkel , France 's Emmanuel Macron and the IMF 's Christine Lagarde met  \n on Lake Geneva .",
    "The better mice were running; nobody got what they had paid for.",
    "In 2015 the Paris Agreement was signed by 195 parties. The World Health Organization, based in Geneva, agreed.",
    "Apple Inc. bought Beats Electronics for $3 billion. Tim Cook told the Wall Street Journal he'd do it again.",
    " ",
)


@Language.factory(_VECTORS)
def _fast_vectors(nlp: Language, name: str) -> FastTok2Vec:  # noqa: ARG001 -- spaCy passes the name
    return FastTok2Vec(cast("Tok2Vec", nlp.get_pipe("tok2vec")))


@Language.factory(_NAMES)
def _fast_names(nlp: Language, name: str) -> FastNames:  # noqa: ARG001 -- spaCy passes the name
    return FastNames(nlp.get_pipe("ner"))


@Language.factory(_ATTRIBUTES)
def _fast_attributes(nlp: Language, name: str) -> FastAttributes:  # noqa: ARG001 -- spaCy passes the name
    return FastAttributes(
        nlp.vocab,
        cast("AttributeRuler", nlp.get_pipe("attribute_ruler")),
        cast("Lemmatizer", nlp.get_pipe("lemmatizer")),
    )


_PARTS = (
    (_VECTORS, ("tok2vec",)),
    (_NAMES, ("ner",)),
    (_ATTRIBUTES, ("attribute_ruler", "lemmatizer")),
)
"""Each fast component with the stock ones in whose place it is put."""


def accelerate(nlp: Language) -> None:
    """Change the pipeline in place. A part that would give another output on the probe stays as it was, and says so."""
    expected = outputs(nlp)
    parts = [(fast, stock) for fast, stock in _PARTS if _put(nlp, fast, stock)]
    _use_blas(nlp)
    if outputs(nlp) == expected:
        return
    # Something differs: each is taken out, and put in again by itself.
    _use_blas(nlp, blis=True)
    for fast, stock in reversed(parts):
        _take_out(nlp, fast, stock)
    for fast, stock in parts:
        replace(nlp, fast, stock, expected)
    _use_blas(nlp)
    if outputs(nlp) != expected:
        _log.warning("The fast matrix products give another output with this model; going on with the stock ones.")
        _use_blas(nlp, blis=True)


def replace(nlp: Language, fast: str, stock: Sequence[str], expected: list[object]) -> None:
    """Put a fast component in the place of stock ones, unless the output on the probe is not what is expected."""
    if _put(nlp, fast, stock) and outputs(nlp) != expected:
        _log.warning("The %s component gives another output with this model; going on with the stock one.", fast)
        _take_out(nlp, fast, stock)


def _put(nlp: Language, fast: str, stock: Sequence[str]) -> bool:
    """Put a fast component in the place of stock ones, which stay at hand but are not run; False where it cannot be."""
    if not set(stock) <= set(nlp.pipe_names):
        return False
    try:
        nlp.add_pipe(fast, after=stock[-1])
    except UnsuitableError as reason:
        _log.warning("Reading names and words the slow way: %s.", reason)
        return False
    nlp.select_pipes(disable=list(stock))
    return True


def _take_out(nlp: Language, fast: str, stock: Sequence[str]) -> None:
    nlp.remove_pipe(fast)
    for name in stock:
        nlp.enable_pipe(name)


def _use_blas(nlp: Language, *, blis: bool = False) -> None:
    """Compute every layer with numpy's BLAS, which knows the processor, in place of the bundled BLIS."""
    ops = NumpyOps(use_blis=blis)
    for _, component in nlp.components:  # those put aside too: the fast parts compute with their layers
        model = getattr(component, "model", None)
        for layer in model.walk() if model else ():
            layer.ops = ops


def outputs(nlp: Language) -> list[object]:
    """What the pipeline says about the probe."""
    return [output(doc) for doc in nlp.pipe(PROBE, batch_size=len(PROBE))]


def output(doc: Doc) -> object:
    """Everything that the pipeline says about a doc, to be compared."""
    words = [
        (t.tag_, t.dep_, t.head.i, t.pos_, str(t.morph), t.lemma_, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]
    return words, [(ent.start, ent.end, ent.label_) for ent in doc.ents]
