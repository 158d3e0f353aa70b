"""Metadata in JSON-LD and Open Graph, whole and broken."""

import json
from datetime import date

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.metadata import Metadata, metadata


def told(*scripts: object, tags: str = "") -> Metadata:
    data = "".join(
        f'<script type="application/ld+json">{script if isinstance(script, str) else json.dumps(script)}</script>'
        for script in scripts
    )
    return metadata(lxml.html.document_fromstring(f"<html><head>{tags}{data}</head><body>Text</body></html>"))


ARTICLE = {
    "@type": ["NewsArticle", "Thing"],
    "headline": "Bridge  closes",
    "author": [{"name": "Jane Roe"}, {"name": "https://example.com/jane"}, "Richard Roe"],
    "datePublished": "2024-02-29T10:00:00Z",
    "publisher": {"name": "Example News"},
    "inLanguage": "en-GB",
    "isAccessibleForFree": False,
}
KNOWN = Metadata(
    title="Bridge closes",
    byline="Jane Roe, Richard Roe",
    published=date(2024, 2, 29),
    site="Example News",
    language="en",
    article=True,
    free=False,
)


@pytest.mark.parametrize("script", [ARTICLE, [{"@type": "WebSite"}, ARTICLE], {"@graph": [{"@graph": [ARTICLE]}]}])
def test_an_article_in_json_ld(script: object) -> None:
    assert told("{broken", script) == KNOWN


def test_open_graph() -> None:
    tags = """
    <meta property="og:type" content="Article"><meta property="og:title" content="Bridge closes">
    <meta property="og:site_name" content="Example News"><meta property="og:locale" content="nb_NO">
    <meta property="article:published_time" content="2024-02-29"><meta name="author" content="Jane Roe"><meta name="x">
    """
    assert told(tags=tags) == Metadata(
        "Bridge closes", "Jane Roe", date(2024, 2, 29), "Example News", "nb", "article", article=True
    )


def test_a_page_says_nothing() -> None:
    assert told() == Metadata()
    assert told({"@type": "VideoObject"}).video
    assert told(tags='<meta property="og:type" content="video.movie">').video


@pytest.mark.parametrize(("said", "free"), [("False", False), ("true", True), (True, True), ("so so", None), (1, None)])
def test_whether_it_is_free(said: object, free: bool | None) -> None:
    assert told({"@type": "Article", "isAccessibleForFree": said}).free is free


@pytest.mark.parametrize("day", ["2024-02-30", "yesterday", 2024, None, ["2024-02-29"]])
def test_what_is_no_day(day: object) -> None:
    assert told({"@type": "Article", "datePublished": day}).published is None


def test_too_much_is_passed_over() -> None:
    deep: object = ARTICLE
    for _ in range(30):
        deep = [deep]
    assert told(deep) == Metadata()
    assert told("[" * 100_000) == Metadata()
    assert told(json.dumps([ARTICLE]) + " " * 200_001) == Metadata()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "author", "name", "publisher", "headline"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON, st.text(max_size=40).filter(lambda text: "</" not in text))
def test_nothing_raises(found: object, junk: str) -> None:
    told({"@type": "NewsArticle", "author": found, "publisher": found}, [found], junk.replace("\0", ""))
