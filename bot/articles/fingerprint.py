"""One number for one story, however it was typed."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from bot.articles.types import Span

_WORD = re.compile(r"[^\W_]+")


def fingerprint(text: str, left_out: Iterable[Span] = ()) -> str:
    """SHA-256 (hexadecimal) over the casefolded letters and digits of `text` outside the spans `left_out`.

    Texts that differ only in case, white space, punctuation, ligatures or the kind of their quotes share it.
    """
    parts: list[str] = []
    at = 0
    for span in left_out:
        parts.append(text[at : span.start])
        at = span.end
    parts.append(text[at:])
    story = _words(" ".join(parts)) or _words(text)
    return hashlib.sha256(story.encode("utf-8", errors="surrogatepass")).hexdigest()


def _words(text: str) -> str:
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
