"""Pages that are no story are refused, each with its reason; stories on the same matters are not."""

import pytest

from bot.articles import pages
from bot.articles.html import Page, read_page
from bot.articles.types import Rejected

URL = "https://example.com/news/bridge-closes"
SENTENCE = (
    "The city council voted on Monday to close the old bridge for two years, after a long debate in the town hall."
)
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifty")
STORY = "".join(f"<p>{SENTENCE.replace('two', number)}</p>" for number in NUMBERS)
HEADLINES = "".join(
    f"<div><a href='/{n}'>The council of the city of Oslo votes again, number {n}</a><p>A short teaser.</p></div>"
    for n in range(20)
)


def refused(body: str, head: str = "", url: str | None = URL) -> str | None:
    found = read_page(f"<html><head>{head}</head><body>{body}</body></html>", url)
    return found.reason if isinstance(found, Rejected) else None


@pytest.mark.parametrize(
    ("head", "body", "url", "reason"),
    [
        ("<title>Just a moment...</title>", "<p>Checking your browser</p>", URL, pages.BROWSER_CHECK),
        ("<title>Attention Required! | Cloudflare</title>", "<h1>Sorry, you have been blocked</h1>", URL,
         pages.BROWSER_CHECK),
        ("", "<p>Please enable JavaScript and cookies to continue</p>", URL, pages.BROWSER_CHECK),
        ("<title>Page not found | Example News</title>", "<p>Try the search, or go to the home page.</p>", URL,
         pages.NOT_FOUND),
        ("<title>404 - Example News</title>", "<p>Nothing here.</p>", URL, pages.NOT_FOUND),
        ("", "<h1>This article is no longer available</h1><p>We removed it last week.</p>", URL, pages.NOT_FOUND),
        ("<title>Log in | Example News</title>", "<p>Your mail address</p>", URL, pages.LOGIN),
        ("<title>Example News</title>", "<p>Welcome back.</p><form><input type=password></form>", URL, pages.LOGIN),
        ("<title>Example News</title>", "<p>Welcome back, dear reader.</p>", "https://example.com/login?next=%2Fa",
         pages.LOGIN),
        ("<title>Before you continue</title>",
         "<p>We and our 842 partners use cookies and personal data.</p><p>Accept all</p><p>Privacy policy</p>",
         URL, pages.COOKIE_WALL),
        ("", "<p>Before you go on to the site</p>", "https://consent.example.com/v2/collect", pages.COOKIE_WALL),
        ("<title>Bridge closes</title>", f"<p>{SENTENCE}</p><p>Subscribe now to continue reading this story.</p>", URL,
         pages.PAYWALL),
        ("<title>Bridge closes</title>", f"<p>{SENTENCE}</p><p>This article is only for subscribers.</p>", URL,
         pages.PAYWALL),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>',
         f"<p>{SENTENCE}</p>", URL, pages.PAYWALL),
        ("<title>The bridge</title>", "<p>Subscribe!</p>", "https://www.youtube.com/watch?v=abc", pages.VIDEO),
        ("<title>The bridge</title>", "<p>A film.</p>", "https://youtu.be/abc", pages.VIDEO),
        ('<meta property="og:type" content="video.other">', "<p>See the bridge from above.</p>", URL, pages.VIDEO),
        ("<title>Example News</title>", HEADLINES, "https://www.example.com/", pages.HOME),
        ("<title>Example News</title>", HEADLINES, "https://example.com/index.html", pages.HOME),
        ("<title>World news</title>", HEADLINES, "https://example.com/world/", pages.SECTION),
    ],
)  # fmt: skip
def test_refused(head: str, body: str, url: str, reason: str) -> None:
    assert refused(body, head, url) == reason


ARTICLE = '<meta property="og:type" content="article">'


@pytest.mark.parametrize(
    ("head", "body", "url"),
    [
        ("<title>Just a moment: the bridge closes</title>", STORY, URL),
        ("<title>Log in, councillors are told</title>", STORY, URL),
        ("<title>404 bridges closed in one year</title>", f"<p>{SENTENCE}</p>", URL),
        ("<title>Robot is not a robot, court finds</title>", STORY, URL),
        ("<title>Bridge closes</title>", f"{STORY}<p>Already a subscriber? Log in.</p>", URL),
        ("<title>Bridge closes</title>", STORY + "<footer>We use cookies. Privacy policy.</footer>", URL),
        ("<title>Cookies and consent: the new law</title>",
         "<p>The law on cookies was passed on Monday. " + SENTENCE * 2 + "</p><p>Consent to cookies must be asked for,"
         " it says. " + SENTENCE + "</p>", URL),
        ("<title>Bridge closes</title>", STORY + HEADLINES, URL),
        ("<title>Bridge closes</title>", STORY.replace("<p>", "").replace("</p>", "<br><br>") + HEADLINES, URL),
        (ARTICLE + "<title>Bridge closes</title>", f"<p>{SENTENCE}</p>" + HEADLINES, URL),
        ("<title>Bridge closes</title>", STORY, "https://example.com/"),
        ("<title>Bridge closes</title>", STORY + "<form><input type=password></form>", URL),
        (ARTICLE + '<script type="application/ld+json">{"@type": "VideoObject"}</script>', f"<p>{SENTENCE}</p>", URL),
        ("<title>World news</title>", HEADLINES, None),
        ("<title>Bridge closes</title>", STORY, "https://[nonsense"),
    ],
)  # fmt: skip
def test_read(head: str, body: str, url: str | None) -> None:
    assert refused(body, head, url) is None


def test_a_site_behind_a_title_is_no_part_of_it() -> None:
    head = '<title>Bridge closes | Example News</title><meta property="og:site_name" content="Example News">'
    found = read_page(f"<html><head>{head}</head><body>{STORY}</body></html>", URL)
    assert isinstance(found, Page)
    assert found.title == "Bridge closes"
