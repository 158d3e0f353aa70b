"""Pages of the web that are no story: walls, checks, logins, videos, home pages, pages that are not there.

Every rule needs that the page has little text of its own, or none that hangs together: a story on cookies stays one.
The numbers are set by hand, on the pages of the development half of the article-extraction benchmark (none of its 90
stories is refused) and on pages written for the tests.
"""

import itertools
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.articles.intake import word_count
from bot.articles.metadata import Metadata

BROWSER_CHECK = "The page is only a check of the browser; the article stands behind it."
COOKIE_WALL = "The page only asks for consent to cookies; the article stands behind it."
PAYWALL = "The page shows only the beginning of the article, which must be paid for."
LOGIN = "The page asks for a login."
VIDEO = "The page is a video, without an article."
HOME = "This is the home page of a site, not an article."
SECTION = "This page lists articles; post the link of one of them."
NOT_FOUND = "The site says that there is no such page."

_SHORT = 150  # words: below, a page may be a notice
_BARE = 60  # words of a notice that has no title
_STUB = 200  # words that a paywall leaves to be read
_WALL = 400  # words of a cookie wall, which may list every purpose
_CAPTION = 80  # words under a video
_WORDS_A_CONSENT = 14  # a wall speaks of consent once in so many words; a story on the matter every 25
_HEADLINE = 25  # characters of a link's text from which it may be a headline
_HEADLINES_HOME, _HEADLINES_SECTION = 10, 15
_LONG_PARAGRAPH = 80  # characters
_STORY = 600  # characters of long paragraphs in one element: those of a list stand in one each
_HOLDERS = ("div", "td", "article", "section", "span", "font", "center", "body")
_MOST = 5_000  # elements of a kind that are looked at


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_CHECK = _any(
    r"just a moment\b",
    r"attention required",
    r"(?:checking|verifying) (?:your|if the site|(?:that )?you)\b",
    r"are you a robot",
    r"(?:please )?verify (?:that )?you(?: are|'re|’re) (?:a |not a )?(?:human|robot)",
    r"pardon our interruption",
    r"access (?:denied|to this page has been denied)",
    r"(?:please )?enable javascript and cookies",
    r"ddos[- ](?:protection|guard)",
    r"(?:performing )?security (?:check|verification)",
    r"unusual (?:traffic|activity) from",
    r"human verification",
)
_ABSENT = _any(
    r"^(?:(?:http )?error ?:?\s?)?404\b(?=\W*(?:$|error|not found|page|[-–—|:]))",
    r"\b(?:error 404|404 not found|404 error)\b",
    r"\b(?:page|article|story|content)\b.{0,40}?\b(?:not (?:be )?found|not available|no longer (?:available|exists?))",
    r"\b(?:page|article|story|content)\b.{0,40}?\b(?:does(?:n['’]t| not) exist|has (?:been removed|moved|expired))",
    r"^not found$",
    r"^nothing (?:was )?found here",
    r"^(?:sorry|oops)\b.{0,60}\b(?:find|found|exist)",
)
_LOGIN = _any(r"^(?:please )?(?:log|sign) ?in\b", r"^login\b", r"^members? (?:area|login)\b", r"^anmelden\b")
_CONSENT = _any(
    r"\bcookies?\b",
    r"\bconsent\b",
    r"\b(?:our|\d+) (?:\w+ )?partners\b",
    r"\bpersonal data\b",
    r"\bprivacy (?:policy|settings|notice|choices|center)\b",
    r"\blegitimate interests?\b",
    r"\b(?:accept|reject) all\b",
    r"\bpersonali[sz]ed (?:ads|advertising)\b",
)
_FOR_SUBSCRIBERS = r"(?:our )?(?:paying |registered |premium )?(?:subscribers|members)"
_PAY = _any(
    r"\bsubscri(?:be|ption)\b[^.!?\n]{0,60}\bto (?:continue|keep|read|unlock|access|view)",
    r"\bsubscription (?:is )?required\b",
    r"\bto (?:continue|keep) reading\b",
    r"\b(?:continue|keep) reading (?:with|for|by)\b",
    r"\balready (?:a |have an? )?(?:subscriber|subscription|member)\b",
    rf"\b(?:article|story|content) is (?:(?:only|exclusively|reserved|available) ){{0,2}}(?:for|to) {_FOR_SUBSCRIBERS}",
    r"\bsubscribers? only\b",
    rf"\bexclusive to {_FOR_SUBSCRIBERS}",
    r"\bunlock (?:this|the full) (?:article|story)\b",
    r"\bstart your (?:free )?(?:trial|subscription)\b",
    r"\byou(?:['’]ve| have) (?:reached|read) (?:your|all)\b[^.!?\n]{0,40}\b(?:limit|articles)\b",
)
_VIDEO_PAGES = _any(
    r"(?:(?:www|m|music)\.)?youtube\.com/(?:watch|shorts/|live/|embed/)",
    r"youtu\.be/.",
    r"(?:player\.)?vimeo\.com/(?:video/)?\d",
    r"(?:www\.)?dailymotion\.com/video/",
    r"(?:(?:www|vm)\.)?tiktok\.com/.",
    r"(?:(?:www|clips)\.)?twitch\.tv/.",
    r"rumble\.com/v",
    r"odysee\.com/@",
)
_CONSENT_HOST = re.compile(r"(?:consent|privacy-mgmt|cmp|privacywall)\.", re.IGNORECASE)
_LOGIN_PATH = re.compile(r"/(?:log-?in|sign-?in|signup|register|auth|accounts?/login)(?:/|\.\w+|$)", re.IGNORECASE)
_INDEX = re.compile(r"/?(?:index\.\w{2,5}|home(?:\.\w{2,5})?)?/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What of a page's markup tells what it is: counted before anything is taken out of it."""

    titles: tuple[str, ...]
    headlines: int
    story: int
    """Characters of long paragraphs, or of text of its own, in the one element that holds most of them."""
    asks_password: bool
    about: Metadata


def signs(tree: HtmlElement, about: Metadata) -> Signs:
    """The signs of a parsed page."""
    headings = [tree.findtext(".//title"), about.title, *(_text(h1) for h1 in itertools.islice(tree.iter("h1"), 3))]
    held = {holder: _own(holder) for holder in itertools.islice(tree.iter(*_HOLDERS), _MOST)}
    for paragraph in itertools.islice(tree.iter("p"), _MOST):
        length = len(_text(paragraph))
        holder = paragraph.getparent()
        if length >= _LONG_PARAGRAPH and holder is not None:
            held[holder] = held.get(holder, 0) + length
    return Signs(
        titles=tuple(" ".join(heading.split()) for heading in headings if heading and heading.strip()),
        headlines=sum(len(_text(link)) >= _HEADLINE for link in itertools.islice(tree.iter("a"), _MOST)),
        story=max(held.values(), default=0),
        asks_password=any((field.get("type") or "").lower() == "password" for field in tree.iter("input")),
        about=about,
    )


def no_story(found: Signs, text: str, url: str | None) -> str | None:
    """Why a page is no article, as a sentence for whoever posted the link; None where it may be one.

    `text` is what was read of it, and `url` where it was found.
    """
    words = word_count(text)
    parts = urlsplit(url) if url and _is_sound(url) else urlsplit("")
    place = parts.netloc + parts.path
    return (
        _notice(found, text, words, place)
        or (
            PAYWALL if words < _STUB and (_PAY.search(text) or (words < _SHORT and found.about.free is False)) else None
        )
        or (VIDEO if _is_video(found, words, place) else None)
        or (_listing(found, parts.path if not parts.query else "?") if parts.netloc else None)
    )


def _notice(found: Signs, text: str, words: int, place: str) -> str | None:
    """A page that stands in the way of another, or instead of it."""
    titles = found.titles
    if words < _SHORT and (any(map(_CHECK.match, titles)) or (words < _BARE and _CHECK.search(text))):
        return BROWSER_CHECK
    consents = len(_CONSENT.findall(text[:20_000]))
    if _CONSENT_HOST.match(place) or (words < _WALL and consents >= 4 and consents * _WORDS_A_CONSENT >= words):
        return COOKIE_WALL
    if words < _SHORT and any(map(_ABSENT.search, titles)):
        return NOT_FOUND
    by_form = found.asks_password and words < _CAPTION and not found.about.article
    by_name = words < _SHORT and (any(map(_LOGIN.search, titles)) or _LOGIN_PATH.search(place))
    return LOGIN if by_form or by_name else None


def _is_video(found: Signs, words: int, place: str) -> bool:
    if _VIDEO_PAGES.match(place):
        return True
    return words < _CAPTION and found.about.video and (found.about.kind or "video").startswith("video")


def _listing(found: Signs, path: str) -> str | None:
    """A page of headlines, where no paragraphs hang together."""
    if found.about.article or found.story >= _STORY:
        return None
    if _INDEX.fullmatch(path) and found.headlines >= _HEADLINES_HOME:
        return HOME
    return SECTION if found.headlines >= _HEADLINES_SECTION and found.story < _STORY // 2 else None


def _is_sound(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _own(element: HtmlElement) -> int:
    """Characters of the text that stands in an element itself: paragraphs may be set apart by line breaks alone."""
    return sum(len(part) for part in (element.text, *(child.tail for child in element)) if part and part.strip())


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
