"""How corrections name what they speak of: by keyed hashes, and by text that only the name itself opens.

The key is a secret of the guild, in the same file: whoever has the file can try a name that they think of, but cannot
read one that no article has any more.
"""

import hashlib
import secrets
from dataclasses import dataclass

import aiosqlite

from bot.identity.blocks import split_of, unsplit
from bot.identity.reassigning import BANNED, Marks
from bot.identity.types import NameId
from bot.store import settings
from bot.store.folding import fold

_SETTING = "secret"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Secret:
    """A guild's key."""

    key: bytes

    def name(self, name: NameId) -> str:
        """The mark of a name."""
        return self._mark("name", name[1], name[0])

    def of(self, name: NameId) -> list[str]:
        """All marks of a name: also that of the surface, where it is a banned one."""
        banned = [self.surface(unsplit(name[0]))] if split_of(name[0]) == BANNED else []
        return [self.name(name), *banned]

    def form(self, form: str) -> str:
        """The mark of a normalised form."""
        return self._mark("form", form)

    def role(self, role: str) -> str:
        """The mark of a normalised role."""
        return self._mark("role", role)

    def fingerprint(self, fingerprint: str) -> str:
        """The mark of an article."""
        return self._mark("article", fingerprint)

    def quote(self, fingerprint: str, start: int, end: int) -> str:
        """The mark of a quote, by its article and its span."""
        return self._mark("quote", fingerprint, str(start), str(end))

    def account(self, account: str) -> str:
        """The mark of somebody's account."""
        return self._mark("account", account)

    def tag(self, criterion: str) -> str:
        """What tells a split from others, from its criterion alone."""
        return self._mark("split", criterion)[:10]

    def surface(self, surface: str) -> str:
        """The mark of what is written so, but for case and punctuation."""
        return self._mark("surface", fold(surface))

    @property
    def marks(self) -> Marks:
        """What marks names, forms, roles and surfaces."""
        return Marks(self.name, self.form, self.role, self.surface, fold)

    def seal(self, text: str, opener: str) -> str:
        """A text that can be read with its `opener` alone: added to SHAKE-256 of the key, a random number and that."""
        nonce = secrets.token_bytes(_NONCE)
        return (nonce + self._mixed(text.encode(), nonce, opener)).hex()

    def unseal(self, sealed: str, opener: str) -> str:
        """What `seal` was given."""
        raw = bytes.fromhex(sealed)
        return self._mixed(raw[_NONCE:], raw[:_NONCE], opener).decode("utf-8", "replace")

    def _mixed(self, text: bytes, nonce: bytes, opener: str) -> bytes:
        stream = hashlib.shake_256(self.key + nonce + opener.encode()).digest(len(text))
        return bytes(a ^ b for a, b in zip(text, stream, strict=True))

    def _mark(self, *parts: str) -> str:
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), key=self.key, digest_size=16).hexdigest()


UNUSED = Secret(bytes(32))
"""For trying out what an entry would change where there is no key yet."""


async def secret(db: aiosqlite.Connection, guild: int) -> Secret | None:
    """The key of a guild; None where nothing was ever corrected."""
    value = await settings.read(db, guild, _SETTING)
    return Secret(bytes.fromhex(value)) if value else None


async def ensured(db: aiosqlite.Connection, guild: int) -> Secret:
    """The key of a guild, made with its first correction."""
    known = await secret(db, guild)
    if known is None:
        known = Secret(secrets.token_bytes(32))
        await settings.write(db, guild, _SETTING, known.key.hex())
    return known


async def adopt(db: aiosqlite.Connection, guild: int, key: Secret) -> bool:
    """Have a guild without a key use this one; whether it is the guild's."""
    known = await secret(db, guild)
    if known is None:
        await settings.write(db, guild, _SETTING, key.key.hex())
    return known in (None, key)
