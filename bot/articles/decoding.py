"""Bytes into characters: byte order marks, declared and undeclared encodings; what is no text is refused."""

import codecs
import re

from bot.articles.types import Rejected

_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "a PNG picture"),
    (b"\xff\xd8\xff", 0, "a JPEG picture"),
    (b"GIF87a", 0, "a GIF picture"),
    (b"GIF89a", 0, "a GIF picture"),
    (b"%PDF-", 0, "a PDF file"),
    (b"PK\x03\x04", 0, "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old office document"),
    (b"\x1f\x8b\x08", 0, "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7-Zip archive"),
    (b"Rar!\x1a\x07", 0, "a RAR archive"),
    (b"\x7fELF", 0, "a program"),
    (b"MZ\x90\x00", 0, "a program"),
    (b"SQLite format 3\x00", 0, "a SQLite database"),
    (b"OggS\x00", 0, "a sound file"),
    (b"ID3\x03", 0, "a sound file"),
    (b"ID3\x04", 0, "a sound file"),
    (b"fLaC", 0, "a sound file"),
    (b"ftyp", 4, "a film"),
    (b"WEBP", 8, "a WebP picture"),
    (b"WAVE", 8, "a sound file"),
)

_MARKS: tuple[tuple[bytes, str], ...] = (  # UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; HTML wants the declaration within the first 1,024
_SAMPLE = 65_536  # bytes or characters that are enough to tell an encoding or a kind by

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_ALLOWED = 0.05  # share of characters; bytes drawn at random have 0.11
_REPLACED_ALLOWED = 0.001
_MISREAD = re.compile(r"[^\W\d_][¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷†‡ˆ‰‹›˜][^\W\d_]|[À-ÿ]{4}")

BINARY = "This is binary data, not text."
UNDECODABLE = "The encoding of this text could not be made out."


def decode(raw: bytes, *, html: bool = False) -> str | Rejected:
    """The characters of `raw`; with `html`, a charset that the page declares is believed before guessing.

    Rejected are known binary formats, named as what they look like, and anything full of control characters.
    """
    for magic, offset, name in _MAGIC:
        if raw.startswith(magic, offset):
            return Rejected(f"This looks like {name}, not text.")
    text = next((found for found in (_marked(raw), _wide(raw)) if found is not None), None)
    if text is None:
        text = _narrow(raw, html=html)
    if _is_binary(raw[:_SAMPLE].decode("latin-1") if text is None else text):
        return Rejected(BINARY)
    return Rejected(UNDECODABLE) if text is None else text


def _marked(raw: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw.decode(encoding, errors="replace")
            return text if text.count("\ufffd") <= 1 + len(text) * _REPLACED_ALLOWED else None
    return None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark. Spaces and newlines give its NUL bytes a fixed side in any script."""
    sample = raw[: _SAMPLE - _SAMPLE % 2]
    if len(raw) % 2 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) > max(even, odd) * 0.02 or max(even, odd) < len(sample) * 0.02:
        return None
    try:
        text = raw.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None
    printable = sum(char.isalnum() or char.isspace() or char in _COMMON for char in text[:_SAMPLE])
    return text if printable > 0.9 * min(len(text), _SAMPLE) else None


_COMMON = frozenset(".,;:!?()[]<>/=\"'-–—“”‘’«»„…")


def _narrow(raw: bytes, *, html: bool) -> str | None:
    declared = _declared(raw) if html else None
    if declared and declared.startswith("iso2022"):  # all ASCII bytes: would pass as UTF-8
        return _strictly(raw, declared)
    text = _strictly(raw, "utf-8")
    if text is None and declared:
        text = _strictly(raw, declared)
    if text is None:
        text = _nearly_utf8(raw)
    return _guessed(raw) if text is None else text


_NO_CHARSET = (
    "utf",
    "idna",
    "punycode",
    "rot",
    "base64",
    "hex",
    "zip",
    "bz2",
    "uu",
    "quopri",
    "unicode",
    "raw",
    "undefined",
)


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", errors="ignore").lower()
    try:
        codec = codecs.lookup("cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name)
    except LookupError:
        return None
    return None if codec.name.startswith(_NO_CHARSET) else codec.name


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _nearly_utf8(raw: bytes) -> str | None:
    """UTF-8 with a broken byte here and there: a page cut in the middle, a widget in another encoding."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    return text if broken <= 2 and sound > 20 * broken else None


_USUAL = (
    "cp1251", "koi8_r", "cp1250", "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "shift_jis", "euc_jp",
    "gb18030", "big5", "euc_kr", "cp874", "utf_16_le", "utf_16_be",
)  # fmt: skip


def _guessed(raw: bytes) -> str | None:
    """Windows-1252 where it reads like words, else what charset-normalizer finds, else Windows-1252 after all."""
    western = raw.decode("cp1252", errors="replace")
    sample = western[:_SAMPLE]
    if "\ufffd" not in sample and not _MISREAD.search(sample):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=list(_USUAL)).best()
    text = _strictly(raw, best.encoding) if best is not None else None
    if text is not None:
        return text
    return western if western.count("\ufffd") <= len(western) * _REPLACED_ALLOWED else None


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    return controls > 3 and controls > len(sample) * _CONTROLS_ALLOWED
