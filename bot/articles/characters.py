"""Characters that a text is better without: controls, bidi overrides, invisible marks, heaps of accents."""

import re
import unicodedata

_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi marks, embeddings, overrides, isolates
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # soft hyphen, zero-width, annotations
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"  # lone surrogates, noncharacters, tags
)
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_EDGES = re.compile(r" ?\n ?")
_BLANK = re.compile(r"\n{3,}")

_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_JOINABLE = "\u0600-\u1fff\u2070-\u2fff\u3001-\U0010ffff"  # scripts that join letters, and emoji
_STRAY_JOINER = re.compile(f"(?<![{_JOINABLE}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINABLE}])")

_ACCENT = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SIGN = "\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e34-\u0e3a\u0e47-\u0e4e"
_ACCENTS = re.compile(f"([{_ACCENT}]{{2}})[{_ACCENT}]+")
_SIGNS = re.compile(f"([{_SIGN}]{{4}})[{_SIGN}]+")
_MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_JOINER = re.compile("[\u200c\u200d]")
_LONGEST_COMPOSITION = 5  # rounds; no character composes of more than four
_STREAM_SAFE = 30  # marks on one base, of Unicode Standard Annex 15, section 13


def tidy(text: str) -> str:
    """`text` in NFC with plain newlines, single spaces and at most one blank line in a row; idempotent.

    Kept are joiners between letters of scripts that need them and inside emoji. Of the accents heaped on one
    letter two stay (four of the vowel signs of Hebrew, Arabic and Thai).
    """
    text = _BREAKS.sub("\n", text).replace("\u2029", "\n\n")
    text = _DROPPED.sub("", text)
    text = _JOINERS.sub(r"\1", text)
    text = _MARK_RUN.sub(_cut_marks, text)  # sorting a long run of marks is quadratic in normalize()
    text = _composed(text)
    text = _SIGNS.sub(r"\1", _ACCENTS.sub(r"\1", text))
    text = _EDGES.sub("\n", _SPACES.sub(" ", text))
    return _BLANK.sub("\n\n", text).strip()


def _composed(text: str) -> str:
    """`text` in NFC without stray joiners; taking one out can let its neighbours compose and strand the next."""
    text = unicodedata.normalize("NFC", text)
    for _ in range(_LONGEST_COMPOSITION):
        shorter = _STRAY_JOINER.sub("", text)
        if shorter == text:
            return text
        text = unicodedata.normalize("NFC", shorter)
    return unicodedata.normalize("NFC", _JOINER.sub("", text))


def _cut_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in run.group():
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _STREAM_SAFE:
            kept.append(char)
    return "".join(kept)
