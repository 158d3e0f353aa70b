"""What the properties of a file say of title, author and date, without what programs put there by themselves."""

import re
from datetime import UTC, date, datetime

_LONGEST_TITLE = 300  # characters
_LONGEST_NAME = 120
_OLDEST, _NEWEST = 1900, 2200  # years

_NO_TITLE = re.compile(
    r"(?i)(?:untitled|unbenannt|sans titre|sin t[ií]tulo|(?:word |pdf )?document ?\d*|microsoft (?:word|powerpoint)\b.*"
    r"|powerpoint presentation|presentation ?\d*|print|slide \d+|no subject|title|new ?message)"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|pages|txt|html?|ps|tex|dvi|md|epub|eml)"
)
_NO_NAME = re.compile(
    r"(?i).*[@\\/<>{}=|].*|.*\b(?:user|admin(?:istrator)?|unknown|anonymous|author|owner|python-docx|office|microsoft|adobe"
    r"|root|guest|test|windows|scanner|canon|xerox|ricoh|epson|pc)\b.*"
)
_LETTER = re.compile(r"[^\W\d_]")
_PDF_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?"
)  # ISO 32000-1, 7.9.4


def title(text: str | None) -> str | None:
    """A title, or None where it is missing or made by a program: a file's name, "Untitled"."""
    plain = " ".join((text or "").split())
    if not plain or len(plain) > _LONGEST_TITLE or not _LETTER.search(plain) or _NO_TITLE.fullmatch(plain):
        return None
    return plain


def person(text: str | None) -> str | None:
    """An author's name, or None where it is missing, a login or a program's: at least two words are a name."""
    plain = " ".join((text or "").split()).strip(" ,;")
    if not plain or len(plain) > _LONGEST_NAME or not _LETTER.search(plain) or _NO_NAME.fullmatch(plain):
        return None
    return plain if " " in plain else None


def moment(text: str | None) -> date | datetime | None:
    """An ISO 8601 date, or date and time, or None; a year or a month alone is none."""
    plain = (text or "").strip()
    try:
        found = date.fromisoformat(plain) if len(plain) <= len("2024-06-19") else datetime.fromisoformat(plain)
    except ValueError:
        return None
    return _plausible(found)


def pdf_moment(text: str | None) -> datetime | date | None:
    """A date of a PDF's properties ("D:20240619120000+02'00'"), or None."""
    found = _PDF_DATE.match((text or "").strip())
    if found is None or found[3] is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None or (found[7] is None and found[8] is None):
            return _plausible(day)
        zone = f"{found[8]}{found[9]}:{found[10] or '00'}" if found[8] else "+00:00"
        return _plausible(datetime.fromisoformat(f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}{zone}"))
    except ValueError:
        return None


def _plausible(found: date | datetime) -> date | datetime | None:
    if not _OLDEST <= found.year <= _NEWEST:
        return None
    if isinstance(found, datetime):
        return found.replace(microsecond=0) if found.tzinfo else found.replace(tzinfo=UTC, microsecond=0)
    return found
