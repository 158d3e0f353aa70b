"""`ingest URL`: a page from a real site on the loopback, filed once, and refused in words."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.desk import desk
from bot.fetching.fetcher import Fetcher
from tests.cli.line import Line
from tests.fetching.site import HERE

PARAGRAPH = "<p>The old bridge over the Akerselva in Oslo was closed on Monday, and traffic goes by the tunnel now.</p>"
PAGE = f"<html><head><title>Bridge closed in Oslo</title></head><body><article>{PARAGRAPH * 4}</article></body></html>"


class Site(ThreadingHTTPServer):
    """Serves /news/bridge to whoever comes, and keeps what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        found = self.path.startswith("/news/bridge")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if found else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the library
        """Say nothing on standard error."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(desk, "open_fetcher", lambda settings: Fetcher(settings.contact, allowed=HERE))
    with Site() as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield served
        served.shutdown()
        thread.join()


def test_a_page_is_filed_once_under_its_canonical_address(line: Line, site: Site) -> None:
    assert line("ingest", site.url("/news/bridge/?utm_source=feed")).err == "1 filed\n"
    assert line("ingest", site.url("/news/bridge#top")).err == "1 duplicate\n"
    assert site.asked == ["/robots.txt", "/news/bridge/?utm_source=feed"]
    with closing(sqlite3.connect(line.database)) as db:
        assert db.execute("SELECT title, url FROM articles").fetchall() == [
            ("Bridge closed in Oslo", site.url("/news/bridge"))
        ]
    assert line("ingest", "--again", site.url("/news/bridge")).err == "1 duplicate\n"
    assert len(site.asked) == 4


def test_a_refusal_is_a_result(line: Line, site: Site) -> None:
    gone = site.url("/gone")
    ran = line("ingest", gone, "ftp://example.com/a")
    assert ran.status == 0
    assert ran.err.splitlines() == [
        f"{gone}: There is no page at this address.",
        "ftp://example.com/a: Only links that begin with http:// or https:// are fetched.",
        "2 rejected",
    ]


def test_this_machine_is_not_fetched_from(line: Line) -> None:
    ran = line("ingest", "http://127.0.0.1:8080/secret")
    assert ran.err.splitlines()[0].endswith(": The link leads to an address that is not on the public internet.")


def test_a_list_is_no_link(line: Line) -> None:
    ran = line("ingest", "--jsonl", "https://example.com/list.jsonl")
    assert (ran.status, ran.err) == (2, "dossier: Lists are read from files: save it, and name the file.\n")
