"""Folding surface forms for matching: what somebody types against what articles wrote."""

import unicodedata


def fold(surface: str) -> str:
    """`surface` in lower case without diacritics and punctuation, words one space apart ("Sánchez's" → "sanchezs").

    The same for every spelling that a reader would take for the same word; never empty unless nothing can be read.
    """
    decomposed = unicodedata.normalize("NFKD", surface.casefold()).casefold()
    kept = (c if c.isalnum() else "" if unicodedata.combining(c) or c in "'’.`´" else " " for c in decomposed)
    return " ".join("".join(kept).split())
