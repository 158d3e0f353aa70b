"""Texts made harmless for terminals and files: nothing that was posted may move a cursor or turn a line round."""

import re

MOST_MARKS = 4
"""Combining marks kept on one letter: written languages need no more, and towers of them cover other lines."""

_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_TOWERS = re.compile(
    f"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MOST_MARKS}}})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def neutral(text: str) -> str:
    """`text` with every kind of line break as a line feed, and tabs as they are.

    Other control characters and lone surrogates become U+FFFD, bidirectional controls (Unicode's Bidi_Control) and
    interlinear annotation marks go, towers of combining marks are cut to four.
    """
    text = _CONTROLS.sub("\ufffd", _BREAKS.sub("\n", text))
    return _TOWERS.sub(r"\1", _TURNS.sub("", text))


def one_line(text: str) -> str:
    """`text` neutral, on one line: every run of white space is one space."""
    return " ".join(neutral(text).split())
