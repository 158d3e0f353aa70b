"""What is handed on, and what something else is called."""

import pytest
from yarl import URL

from bot.fetching.kinds import name_for
from bot.fetching.types import Refused


@pytest.mark.parametrize(
    ("media", "url", "name"),
    [
        ("text/html", "https://example.com/news/bridge-closes", "bridge-closes.html"),
        ("Text/HTML ", "https://example.com/", "page.html"),
        ("application/pdf", "https://example.com/report.php?id=1", "report.pdf"),
        ("text/plain", "https://example.com/a/b/note.md", "note.txt"),
        ("", "https://example.com/a/report.PDF", "report.pdf"),
        ("application/octet-stream", "https://example.com/download", "download"),
        ("application/octet-stream", "https://example.com/%2e%2e%2fetc", "etc"),
        ("text/html", "https://example.com/" + "ä" * 300, "ä" * 80 + ".html"),
    ],
)
def test_names(media: str, url: str, name: str) -> None:
    assert name_for(media, URL(url)) == name


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ("image/png", "The link leads to a picture."),
        ("video/mp4", "The link leads to a video."),
        ("application/json", "The link leads to data, not a text."),
        ("application/rss+xml", "The link leads to a feed: `feed add` follows those."),
        ("application/x-msdownload", "The link leads to something that is no article (application x msdownload)."),
    ],
)
def test_refused(media: str, reason: str) -> None:
    assert name_for(media, URL("https://example.com/a")) == Refused(reason)
