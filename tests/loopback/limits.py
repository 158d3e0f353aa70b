"""What Discord refuses in the body of a message, as pure functions: body in, problems out.

The numbers are Discord's documented limits. Components are in `limits_components`, commands in `limits_commands`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.loopback.state import COMPONENTS_V2, Payload

CONTENT = 2_000
EMBEDS, EMBED_TOTAL, FIELDS = 10, 6_000, 25
EMBED_TEXTS = {"title": 256, "description": 4_096}
FILES, FILE_BYTES, UPLOAD_BYTES = 10, 10 * 1024**2, 25 * 1024**2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that Discord would refuse: where it is in the body, and what is wrong.

    `kind` is "empty" for a field with nothing in it, else "limit".
    """

    path: tuple[str | int, ...]
    says: str
    kind: str = "limit"

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.says}"


def as_errors(problems: list[Problem]) -> Payload:
    """The `errors` object of code 50035 for these problems."""
    errors: Payload = {}
    for problem in problems:
        place = errors
        for part in problem.path:
            place = place.setdefault(str(part), {})
        place.setdefault("_errors", []).append({"code": "INVALID", "message": problem.says})
    return errors


def text(value: Any, path: tuple[str | int, ...], longest: int, *, required: bool = True) -> list[Problem]:
    """Problems of one text: not a string, empty (white space only counts as empty), too long."""
    if value is None:
        return [Problem(path, "is required", "empty")] if required else []
    if not isinstance(value, str):
        return [Problem(path, f"is a {type(value).__name__}, not a string")]
    if not value.strip():
        return [Problem(path, "is empty", "empty")]
    if len(value) > longest:
        return [Problem(path, f"has {len(value)} characters, at most {longest}")]
    return []


def count(value: Any, path: tuple[str | int, ...], least: int, most: int) -> list[Problem]:
    """Problems of a list's length."""
    if not isinstance(value, list):
        return [Problem(path, f"is a {type(value).__name__}, not a list")]
    if not least <= len(value) <= most:
        return [Problem(path, f"has {len(value)} entries, {least} to {most}", "empty" if not value else "limit")]
    return []


def message(body: Payload) -> list[Problem]:
    """Problems of content, embeds and uploads of one whole message (edits: as it stands after the edit)."""
    problems: list[Problem] = []
    content = body.get("content") or ""
    if not isinstance(content, str) or len(content) > CONTENT:
        problems += text(content, ("content",), CONTENT)
    elif content and not content.strip():
        problems.append(Problem(("content",), "is white space only", "empty"))
    embeds = body.get("embeds") or []
    problems += count(embeds, ("embeds",), 0, EMBEDS)
    for number, embed in enumerate(embeds):
        problems += one_embed(embed, ("embeds", number))
    total = sum(embed_length(embed) for embed in embeds)
    if total > EMBED_TOTAL:
        problems.append(Problem(("embeds",), f"have {total} characters together, at most {EMBED_TOTAL}"))
    if (body.get("flags") or 0) & COMPONENTS_V2:
        for key in ("content", "embeds", "poll", "stickers", "sticker_ids"):
            if body.get(key):
                problems.append(Problem((key,), "cannot stand beside Components V2"))
    return problems


def embed_length(embed: Payload) -> int:
    """The characters of an embed that count towards the 6,000 of a message."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        texts += [field.get("name"), field.get("value")]
    return sum(len(part) for part in texts if isinstance(part, str))


def one_embed(embed: Payload, path: tuple[str | int, ...]) -> list[Problem]:
    """Problems of one embed."""
    problems: list[Problem] = []
    for key, longest in EMBED_TEXTS.items():
        if key in embed:
            problems += text(embed[key], (*path, key), longest, required=False)
    fields = embed.get("fields") or []
    problems += count(fields, (*path, "fields"), 0, FIELDS)
    for number, field in enumerate(fields):
        problems += text(field.get("name"), (*path, "fields", number, "name"), 256)
        problems += text(field.get("value"), (*path, "fields", number, "value"), 1_024)
    if footer := embed.get("footer"):
        problems += text(footer.get("text"), (*path, "footer", "text"), 2_048)
    if author := embed.get("author"):
        problems += text(author.get("name"), (*path, "author", "name"), 256)
    if not embed_length(embed) and not embed.get("image") and not embed.get("thumbnail"):
        problems.append(Problem(path, "is an embed with nothing in it", "empty"))
    return problems


def uploads(sizes: list[int]) -> list[Problem]:
    """Problems of the number of files; sizes are judged by `too_large`."""
    if len(sizes) > FILES:
        return [Problem(("files",), f"are {len(sizes)}, at most {FILES}")]
    return []


def too_large(sizes: list[int]) -> bool:
    """Whether Discord answers 413 to files of these sizes."""
    return any(size > FILE_BYTES for size in sizes) or sum(sizes) > UPLOAD_BYTES


def is_empty(body: Payload) -> bool:
    """Whether a message has nothing at all to show."""
    return not any(body.get(key) for key in ("content", "embeds", "components", "attachments", "sticker_ids", "poll"))
