"""Reading: from what was posted to a clean article. Pure; runs in a worker process."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from bot.articles.boilerplate import (
    ADVERTISEMENT,
    BOT_CHECK,
    COOKIES,
    LINKS,
    NAVIGATION,
    NOTICE,
    RIGHTS,
    SHARE_BAR,
    SIGN_UP,
    boilerplate,
)
from bot.articles.bylines import match_byline
from bot.articles.characters import tidy
from bot.articles.cleaning import clean
from bot.articles.decoding import decode
from bot.articles.files.reader import read_file, read_markup
from bot.articles.files.types import Document
from bot.articles.fingerprint import fingerprint
from bot.articles.furniture import BYLINE, DATELINE, STAMP, pieces
from bot.articles.intake import word_count
from bot.articles.language import UNDETERMINED, language
from bot.articles.section import split_section
from bot.articles.stamps import CLOCK, DATE, match_stamp, parse_moment
from bot.articles.title import in_sentence_case, split_title, without_title
from bot.articles.types import LARGEST, Draft, Preview, Reading, Rejected, Span

NO_WORDS = "There are no words in this text."
ONLY_CHECK = "The page is only a check of the browser; the article stands behind it."

TOO_LARGE = "This is too large: {size:.1f} MB, and at most {limit:.0f} MB are read."

_DROPPED = frozenset({ADVERTISEMENT, BOT_CHECK, COOKIES, LINKS, NAVIGATION, NOTICE, RIGHTS, SHARE_BAR, SIGN_UP})

_GAPS = " .|•·"
_PRINTED_DATE = re.compile(rf"{CLOCK}|{DATE}|\b(?i:published|updated|posted)\b")


def read(draft: Draft) -> Reading | Rejected:
    """The article in a draft; rejected are only unreadable, undecodable or too large data and texts without a word."""
    if len(draft.raw) > LARGEST:
        return Rejected(TOO_LARGE.format(size=len(draft.raw) / 1e6, limit=LARGEST / 1e6))
    if draft.instead is not None:
        return _instead(draft, draft.instead)
    found = _opened(draft)
    if isinstance(found, Rejected):
        return found
    whole = clean(found.text)
    text, left_out = drop_boilerplate(whole)
    if word_count(text) == 0:
        if BOT_CHECK in left_out and draft.media_type == "text/html":
            return Rejected(ONLY_CHECK)
        text, left_out = whole, ()
    return _read(text, (*found.left_out, *left_out), found, draft) if word_count(text) else Rejected(NO_WORDS)


def _instead(draft: Draft, refusal: str) -> Reading | Rejected:
    """The preview of a page that was refused, marked as such; or the refusal, where it is not worth filing."""
    from bot.articles import previews  # its rules for pages need lxml, which other processes do without

    preview = Preview(draft.title, clean(draft.raw.decode("utf-8", "replace")))
    if not previews.is_worth_filing(preview, refusal):
        return Rejected(refusal)
    return _read(preview.text, (previews.left_out(refusal),), Document(preview.text), draft)


def _opened(draft: Draft) -> Document | Rejected:
    if draft.name is not None:
        return read_file(draft.raw, draft.name, draft.url)
    if draft.media_type == "text/html":
        return read_markup(draft.raw, draft.url)
    decoded = decode(draft.raw)
    return decoded if isinstance(decoded, Rejected) else Document(decoded)


def _read(text: str, left_out: tuple[str, ...], found: Document, draft: Draft) -> Reading:
    section, text = split_section(text)
    title, text, section = _titled(text, draft.title or found.title, section)
    edge = pieces(text)
    byline, published = _signed(text, [piece.span for piece in edge if piece.name in {BYLINE, DATELINE, STAMP}])
    said = tidy(found.byline) or None if found.byline else None
    dates = (found.published, published) if found.certain else (published, found.published)
    tongue = language(text)
    return Reading(
        text=text,
        title=title,
        section=found.section or section,
        byline=(said or byline) if found.certain else (byline or said),
        published=draft.published or (dates[0] or dates[1]),
        language=found.language if tongue == UNDETERMINED and found.language else tongue,
        left_out=left_out,
        fingerprint=fingerprint(text, [piece.span for piece in edge]),
    )


def _titled(text: str, given: str | None, section: str | None) -> tuple[str | None, str, str | None]:
    """The title, the text without it, and the section, which may stand before either."""
    title = " ".join(tidy(given).split()) if given else ""
    if title:
        of_title, title = split_section(title)
        section = section or of_title
        text = without_title(text, title)
    else:
        first, text = split_title(text)
        title = first or ""
    return (in_sentence_case(title, text) if title else None), text, section


def _signed(text: str, spans: Iterable[Span]) -> tuple[str | None, date | datetime | None]:
    """The names of the first by-line and the date that by-line, stamp or dateline gives; updates count last."""
    names: str | None = None
    days: list[tuple[bool, date | datetime]] = []
    for span in spans:
        stamp = match_stamp(text, span.start, bare=True)
        byline = None if stamp else match_byline(text, span.start)
        if byline and names is None:
            names = _PRINTED_DATE.split(byline.names, maxsplit=1)[0].strip(" ,|•·-–—") or None
        day = stamp.value if stamp else parse_moment(span.of(text))
        if day is not None:
            days.append((stamp is not None and stamp.is_update, day))
    return names, next((day for _, day in sorted(days, key=lambda found: found[0])), None)


def drop_boilerplate(text: str) -> tuple[str, tuple[str, ...]]:
    """Clean `text` without the lines that are nothing but boilerplate, and the names of what was dropped."""
    found = [piece for piece in boilerplate(text) if piece.name in _DROPPED]
    if not found:
        return text, ()
    kept: list[str] = []
    names: dict[str, None] = {}
    at = first = 0
    for line in text.split("\n"):
        end = at + len(line)
        while first < len(found) and found[first].span.end <= at:
            first += 1
        reach, covering = at, list[str]()
        following = first
        while following < len(found) and (piece := found[following]).span.start < end:
            if text[reach : piece.span.start].strip(_GAPS):
                break
            reach = max(reach, piece.span.end)
            covering.append(piece.name)
            following += 1
        if line and covering and not text[reach:end].strip(_GAPS):
            names.update(dict.fromkeys(covering))
        else:
            kept.append(line)
        at = end + 1
    return (tidy("\n".join(kept)), tuple(names)) if names else (text, ())
