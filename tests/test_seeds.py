"""The seed articles are complete, honest in form and long enough to be worth reading."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
KEYS = {"title", "date", "section", "sources"}
SECTIONS = {"World", "Science", "Economy", "Sport", "Health", "Technology", "Climate"}
FILE_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Seed:
    """One seed file, split at its front matter."""

    stem: str
    head: tuple[tuple[str, str], ...]
    body: str

    def __getitem__(self, key: str) -> str:
        return dict(self.head)[key]

    @property
    def paragraphs(self) -> list[str]:
        return self.body.strip().split("\n\n")


def load(path: Path) -> Seed:
    """Split `path`; raises ValueError where it does not begin with closed front matter."""
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    if opening:
        raise ValueError(f"{path.name} does not begin with front matter")
    pairs = (line.partition(": ") for line in head.splitlines())
    return Seed(path.stem, tuple((key, value) for key, _, value in pairs), body)


PATHS = sorted(path for path in SEEDS.glob("*.md") if path.name != "README.md")
ALL = [load(path) for path in PATHS]
each = pytest.mark.parametrize("seed", ALL, ids=[seed.stem for seed in ALL])


def test_there_are_enough_of_them_and_a_readme() -> None:
    assert len(ALL) >= 16
    assert (SEEDS / "README.md").is_file()
    assert {path.name for path in SEEDS.iterdir()} == {"README.md", *(path.name for path in PATHS)}


@each
def test_front_matter_is_complete(seed: Seed) -> None:
    keys = [key for key, _ in seed.head]
    assert len(keys) == len(KEYS)
    assert set(keys) == KEYS
    assert all(value and value == value.strip() for _, value in seed.head)
    assert seed["section"] in SECTIONS
    assert all(source and source == source.strip() for source in seed["sources"].split("; "))


@each
def test_date_is_iso_and_the_same_in_the_file_name(seed: Seed) -> None:
    named = FILE_NAME.fullmatch(seed.stem)
    assert named is not None
    assert named[1] == seed["date"]
    assert date.fromisoformat(seed["date"]).isoformat() == seed["date"]


@each
def test_length(seed: Seed) -> None:
    assert 250 <= len(seed.body.split()) <= 500


@each
def test_paragraphs_are_single_lines_of_finished_sentences(seed: Seed) -> None:
    assert len(seed.paragraphs) >= 5
    for paragraph in seed.paragraphs:
        assert "\n" not in paragraph
        assert "  " not in paragraph
        assert paragraph == paragraph.strip()
        assert re.search(r'[.!?]"?$', paragraph)
        assert paragraph.count('"') % 2 == 0
    assert seed.body.endswith("\n")
    assert not seed.body.endswith("\n\n")


@each
def test_text_is_plain(seed: Seed) -> None:
    text = seed["title"] + "\n" + seed.body
    assert not re.search(r"[@<>*_`#\[\]]|https?:", text)
    assert text.isprintable() or all(char.isprintable() or char == "\n" for char in text)


def test_titles_are_unique() -> None:
    titles = Counter(seed["title"].casefold() for seed in ALL)
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_paragraph_stands_in_two_articles() -> None:
    paragraphs = Counter(paragraph for seed in ALL for paragraph in seed.paragraphs)
    assert [paragraph for paragraph, count in paragraphs.items() if count > 1] == []


def test_one_thread_runs_over_months() -> None:
    leaders = ("North Korean leader Kim Jong Un", "Vladimir Putin")
    thread = [seed for seed in ALL if all(name in seed.body for name in leaders)]
    assert len(thread) >= 6
    days = sorted(date.fromisoformat(seed["date"]) for seed in thread)
    assert (days[-1] - days[0]).days > 365


def test_every_section_has_more_than_one_article() -> None:
    sections = Counter(seed["section"] for seed in ALL)
    assert set(sections) == SECTIONS
    assert min(sections.values()) >= 2


@pytest.mark.parametrize(
    "name",
    [
        "Sergei Shoigu",
        "Choe Son Hui",
        "Yoon Suk Yeol",
        "Tedros Adhanom Ghebreyesus",
        "Christine Lagarde",
        "Bill Nelson",
        "Samantha Burgess",
        "Novak Djokovic",
        "Sam Altman",
        "Korean Central News Agency (KCNA)",
        "World Health Organization (WHO)",
    ],
)
def test_people_and_organisations_return(name: str) -> None:
    assert sum(name in seed.body for seed in ALL) >= 2


@pytest.mark.parametrize("name", ["Kim Jong Un", "Kim Yo Jong", "Kim Kang Il", "Kim Jong Gyu", "Kim Yong-hyun"])
def test_namesakes_are_there_to_be_told_apart(name: str) -> None:
    assert any(name in seed.body for seed in ALL)


def test_readme_explains_every_key_and_section() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert [word for word in KEYS if f"| `{word}` |" not in readme] == []
    assert [word for word in SECTIONS if word not in readme] == []
