"""Reading a request's body: JSON, or multipart with `payload_json` and `files[n]`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.loopback.refusals import bad_json

FILE_PART = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request, by the number in its part's name."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What came: the JSON (None when there was none) and the files."""

    json: Any = None
    files: dict[int, Upload] = field(default_factory=dict)


async def read(request: web.Request) -> Body:
    """The body of a request. Raises RefusedError for JSON that is none."""
    if request.content_type.startswith("multipart/"):
        return await _multipart(request)
    raw = await request.read()
    return Body(_parsed(raw) if raw else None)


async def _multipart(request: web.Request) -> Body:
    payload: Any = None
    files: dict[int, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read())
        numbered = FILE_PART.fullmatch(part.name or "")
        if numbered:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files[int(numbered[1])] = Upload(part.filename or "unnamed", kind, data)
        elif part.name == "payload_json":
            payload = _parsed(data)
    return Body(payload, files)


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise bad_json() from None
