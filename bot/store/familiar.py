"""The most mentioned entities of a scope with their forms, remembered for a while: where short beginnings are sought.

Who is mentioned most hardly changes within a minute, and counting it takes longer than all the rest of a completion.
What is remembered only says which entities to look at: whether they have such a form in scope is asked of the store.
"""

import json
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import aiosqlite

from bot.store import rankings
from bot.store.aside import aside
from bot.store.scope import IN_SCOPE, Scope

SECONDS = 60.0
"""How long they are remembered."""

_ENTITIES = 1_000
"""So many of the most mentioned: among them are the ten that most beginnings of three letters have."""

_SCOPES = 16
"""Scopes that are remembered, those asked of last: each has some 4,000 forms, a few hundred KiB."""

Forms = Mapping[int, tuple[str, ...]]
"""The folded forms of entities, each with a space before it."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    forms: Forms
    until: float


class Familiar:
    """What is remembered of the scopes that were asked of last, in seconds of `clock`."""

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._scopes: OrderedDict[Scope, _Remembered] = OrderedDict()

    async def beginning(self, db: aiosqlite.Connection, scope: Scope, wanted: str) -> list[int]:
        """Those of the entities of which a form had a word that begins so, and the rest with it."""
        now = self._clock()
        known = self._scopes.get(scope)
        if known is None or known.until < now:
            known = _Remembered(await _counted(db, scope), now + self._seconds)
            self._scopes[scope] = known
        self._scopes.move_to_end(scope)
        while len(self._scopes) > _SCOPES:
            self._scopes.popitem(last=False)
        begun = f" {wanted}"
        return [entity for entity, forms in known.forms.items() if any(begun in form for form in forms)]


async def _counted(db: aiosqlite.Connection, scope: Scope) -> Forms:
    common = await rankings.commonest(db, scope, most=_ENTITIES)
    rows = await db.execute_fetchall(
        f"""
        SELECT DISTINCT names.entity_id, ' ' || aliases.folded
        FROM json_each(:ids) AS common CROSS JOIN names ON names.entity_id = common.value
        CROSS JOIN aliases ON aliases.name_id = names.id WHERE aliases.audience_id IN {IN_SCOPE}
        """,
        scope.bind() | {"ids": json.dumps([entity for entity, _ in common])},
    )
    return await aside(len(list(rows)), _by_entity, [(row[0], row[1]) for row in rows])


def _by_entity(rows: list[tuple[int, str]]) -> Forms:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for entity, form in rows:
        found[entity].append(form)
    return {entity: tuple(forms) for entity, forms in found.items()}
