"""Which language a text is in."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"
_LEAST_LETTERS = 20  # fewer do not tell the languages of one script apart
_WIDE_LETTER = 4  # a Chinese or Japanese character says as much as some four letters
_SAMPLE = 8_000  # characters that are plenty
_SURE = 0.3  # calibrated share below which the first guess is as often wrong: lists of names stay under it

_LETTERS = re.compile(r"[^\W\d_]")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[a-z]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    "the and that with which from this have were was been are for his their said would they who will its not"
)
_NEAR: Mapping[str, str] = MappingProxyType({
    "pcm": "en", "ary": "ar", "arz": "ar", "wuu": "zh", "yue": "zh", "nds": "de", "bar": "de", "gsw": "de", "nb": "no",
    "azb": "az", "ckb": "ku", "lmo": "it", "nap": "it", "scn": "it", "vec": "it", "ext": "es", "ast": "es",
})  # fmt: skip
"""ISO 639-3 codes without a two-letter code of their own, and the written language that readers would name."""


def is_read_as_english(code: str) -> bool:
    """Whether the rules and the model for English are for a text with this code: English, or too short to tell."""
    return code in ("en", UNDETERMINED)


def language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or "und" when there is too little to tell.

    Plain English is known by its small words, and needs no model; for the rest py3langid is loaded, once.
    """
    sample = text[:_SAMPLE]
    wide = len(_WIDE.findall(sample))
    if len(_LETTERS.findall(sample)) + wide * (_WIDE_LETTER - 1) < _LEAST_LETTERS:
        return UNDETERMINED
    sample = sample.lower()
    return "en" if _is_plain_english(sample) else _identified(sample)


def _is_plain_english(sample: str) -> bool:
    words = _WORD.findall(sample)
    small = [word for word in words if word in _ENGLISH]
    return len(words) >= 30 and "the" in small and len(set(small)) >= 4 and len(small) >= 0.12 * len(words)


def _identified(sample: str) -> str:
    shares: dict[str, float] = {}
    for code, share in _identifier().rank(sample):
        named = _NEAR.get(code, code)
        if len(named) == 2:
            shares[named] = shares.get(named, 0.0) + share
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _SURE else UNDETERMINED


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
