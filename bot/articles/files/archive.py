"""The members of a ZIP file, bounded in number and size; nothing is ever unpacked to the disk."""

import zipfile
import zlib
from io import BytesIO

from bot.articles.files.types import DAMAGED, LOCKED, TOO_MUCH, Unreadable

MOST_ENTRIES = 5_000
MOST_BYTES = 60_000_000  # of all that is unpacked of one file
LARGEST_MEMBER = 24_000_000  # bytes, unpacked

_ENTRY = b"PK\x01\x02"  # how each entry of the central directory begins (PKWARE's APPNOTE, 4.3.12)
_ENCRYPTED = 0x1  # bit 0 of the general purpose flags (4.4.4)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # what office files and EPUB may use
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Archive:
    """A ZIP file in memory. `kind` is what messages call it. Raises Unreadable when its directory is broken."""

    def __init__(self, raw: bytes, kind: str) -> None:
        self._kind = kind
        self._left = MOST_BYTES
        if raw.count(_ENTRY) > MOST_ENTRIES:
            raise Unreadable(TOO_MUCH.format(kind=kind))
        try:
            self._file = zipfile.ZipFile(BytesIO(raw))
        except _BROKEN as error:
            raise Unreadable(DAMAGED.format(kind=kind)) from error
        self.names = frozenset(self._file.namelist())

    def read(self, name: str, most: int = LARGEST_MEMBER) -> bytes:
        """The bytes of a member. Raises Unreadable when it is missing, encrypted, broken or too large unpacked."""
        if name not in self.names:
            raise Unreadable(DAMAGED.format(kind=self._kind))
        info = self._file.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable(LOCKED.format(kind=self._kind))
        if info.compress_type not in _METHODS:
            raise Unreadable(DAMAGED.format(kind=self._kind))
        bound = min(most, self._left)
        try:
            with self._file.open(info) as member:
                data = member.read(bound + 1)
        except _BROKEN as error:
            raise Unreadable(DAMAGED.format(kind=self._kind)) from error
        if len(data) > bound:
            raise Unreadable(TOO_MUCH.format(kind=self._kind))
        self._left -= len(data)
        return data

    def get(self, name: str) -> bytes | None:
        """The bytes of a member, or None when there is none of that name."""
        return self.read(name) if name in self.names else None
