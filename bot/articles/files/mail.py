"""Mails (.eml; RFC 5322 and MIME) and saved web archives: the text part, the subject, who wrote it and when."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from bot.articles.decoding import decode
from bot.articles.files import properties
from bot.articles.files.blocks import text_of
from bot.articles.files.markup import blocks_of
from bot.articles.files.types import NO_TEXT, Document, Unreadable
from bot.articles.intake import word_count

KIND = "mail"
ENCRYPTED = "The mail is encrypted: its text cannot be read."
_MOST_PARTS = 500
_LONGEST_HEADER = 2_000  # characters
_FULLER = 3  # times as many words has the marked-up version of a mail whose plain one only points to it
_SHORT = 60  # words
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURE = re.compile(r"^-- $.*\Z", re.MULTILINE | re.DOTALL)  # RFC 3676, 4.3
_PREFIX = re.compile(r"(?i)^(?:(?:re|fwd?|aw|wg|tr)\s*(?:\[\d+\])?:\s*)+")


def read_mail(raw: bytes) -> Document:
    """The text of a mail; attachments are not looked at. Raises Unreadable."""
    message = message_from_bytes(raw[raw.find(b"\n") + 1 :] if raw.startswith(b"From ") else raw)
    plain, markup = _bodies(message)
    if plain is None and markup is None:
        raise Unreadable(ENCRYPTED if message.get_content_type() in _ENCRYPTED else NO_TEXT.format(kind=KIND))
    text = _SIGNATURE.sub("", plain or "")
    if markup is not None and word_count(text) < _SHORT:
        marked = text_of(blocks_of(markup, KIND))
        if word_count(marked) > _FULLER * word_count(text):
            text = marked
    return Document(
        text=text,
        title=properties.title(_PREFIX.sub("", _header(message, "Subject") or "")),
        byline=properties.person(parseaddr(_header(message, "From") or "")[0]),
        published=_sent(message),
        certain=False,
    )


def _bodies(message: Message) -> tuple[str | None, str | None]:
    """The first plain and the first marked-up part that are not attachments, as text."""
    plain: str | None = None
    markup: str | None = None
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "text/plain" and plain is None:
            plain = _text(part, flowed="flowed" in str(part.get("Content-Type", "")).lower())
        elif kind == "text/html" and markup is None:
            markup = _text(part)
    return plain, markup


def _parts(message: Message) -> Iterator[Message]:
    """The parts in order, down to a number; nested messages included, and not what is attached."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if "attachment" in str(part.get("Content-Disposition", ""))[:_LONGEST_HEADER].lower():
            continue
        if not part.is_multipart():
            yield part
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting += [found for found in reversed(inner) if isinstance(found, Message)]


def _text(part: Message, *, flowed: bool = False) -> str | None:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    text = _in_charset(payload, part)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    return re.sub(r"(?<! -)(?<!^--) \n(?!-- \n)", " ", text) if flowed else text  # RFC 3676, 4.1


def _in_charset(payload: bytes, part: Message) -> str | None:
    charset = part.get_content_charset()
    try:
        return payload.decode(charset or "utf-8")
    except (LookupError, ValueError):  # of no charset, in another one, or with a NUL in its name
        found = decode(payload, html=part.get_content_subtype() == "html")
        return found if isinstance(found, str) else None


def _header(message: Message, name: str) -> str | None:
    """A header field's text with its encoded words (RFC 2047) decoded."""
    value = message.get(name)
    if value is None:
        return None
    value = " ".join(str(value)[:_LONGEST_HEADER].split())
    try:
        words = decode_header(value)
        return "".join(_word(word, charset) for word, charset in words)
    except (HeaderParseError, ValueError, LookupError):
        return value


def _word(word: bytes | str, charset: str | None) -> str:
    return word if isinstance(word, str) else word.decode(charset or "latin-1", "replace")


def _sent(message: Message) -> date | datetime | None:
    try:
        sent = parsedate_to_datetime((_header(message, "Date") or "")[:100])
        return properties.moment(sent.isoformat())
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
