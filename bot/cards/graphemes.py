"""Where a text may be cut: between what a reader sees as single characters."""

import unicodedata
from collections.abc import Iterator

_ZWJ = "\u200d"
_EXTENDING = frozenset("\u200c\u200d\uff9e\uff9f\u0e33\u0eb3")
_VIRAMA = 9
"""Unicode's combining class of signs that join two consonants."""


def boundaries(text: str) -> Iterator[int]:
    """The indices at which `text` may be cut, ascending, 0 left out and its length included.

    After Unicode's UAX #29 (extended grapheme clusters), on the careful side: some more is kept together, such as
    all that follows a zero-width joiner. Surrogate pairs left over from a bad decoding stay together too.
    """
    flags = 0
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        flags = flags + 1 if _regional(before) else 0
        if before.isascii() and after.isascii():
            if before != "\r" or after != "\n":
                yield index
        elif not (extends(after) or _joins(before, after) or (flags % 2 and _regional(after))):
            yield index
    if text:
        yield len(text)


def _regional(character: str) -> bool:
    """Whether it is one half of a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def extends(character: str) -> bool:
    """Whether a character belongs to what stands before it: marks, joiners, skin tones, tags."""
    return (
        unicodedata.category(character).startswith("M")
        or character in _EXTENDING
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _joins(before: str, after: str) -> bool:
    """Whether two characters are one: after a joiner, in a Hangul syllable, in a surrogate pair."""
    if before == _ZWJ:
        return True
    if unicodedata.combining(before) == _VIRAMA:
        return unicodedata.category(after) == "Lo"
    if unicodedata.category(before) == "Cf":
        return "\u0600" <= before <= "\u08e2" or before in "\U000110bd\U000110cd"
    if "\ud800" <= before <= "\udbff":
        return "\udc00" <= after <= "\udfff"
    return _hangul(after) in _AFTER.get(_hangul(before), ())


_AFTER = {"L": ("L", "V", "LV", "LVT"), "LV": ("V", "T"), "V": ("V", "T"), "LVT": ("T",), "T": ("T",)}
"""What goes on with a Hangul syllable, by what it has so far (UAX #29, GB6 to GB8)."""


def _hangul(character: str) -> str:
    """Its place in a Hangul syllable: leading, vowel, trailing, or a syllable without or with a trailing."""
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c":
        return "L"
    if "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6":
        return "V"
    if "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb":
        return "T"
    if "\uac00" <= character <= "\ud7a3":
        return "LVT" if (ord(character) - 0xAC00) % 28 else "LV"
    return ""
