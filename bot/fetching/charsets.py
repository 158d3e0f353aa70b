"""What the header of an answer says of its characters, made visible in its bytes, where everyone looks first."""

import codecs

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LIKE_ASCII = ("utf-16", "utf-32", "iso2022", "hz")
"""Encodings of which any bytes may pass as UTF-8 without being it."""

_NOT_OF_THE_WEB = ("unicode", "raw", "idna", "punycode", "utf-7", "undefined", "mbcs", "oem", "charmap")
_WESTERN = frozenset({"iso8859-1", "ascii"})
"""What says so on the web is Windows-1252 (WHATWG Encoding)."""


def marked(raw: bytes, charset: str | None) -> bytes:
    """The same text in UTF-8 with its mark, where a header's charset must be believed; else the bytes as they are.

    A mark in the bytes goes before the header, and so does UTF-8 that is sound: servers say "iso-8859-1" of anything.
    A charset that the bytes contradict is not believed.
    """
    name = _codec(charset)
    if name is None or name.startswith("utf-8") or raw.startswith(_MARKS):
        return raw
    if not name.startswith(_LIKE_ASCII) and _is_utf8(raw):
        return raw
    try:
        return codecs.BOM_UTF8 + raw.decode(name).encode()
    except (UnicodeError, LookupError):
        return raw


def _codec(charset: str | None) -> str | None:
    try:
        found = codecs.lookup((charset or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if found.name.startswith(_NOT_OF_THE_WEB):
        return None
    return "cp1252" if found.name in _WESTERN else found.name


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
