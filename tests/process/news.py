"""Small articles about things that anybody can check, as many as a test needs, with names that recur."""

import json
from collections.abc import Sequence

Row = dict[str, str]

_CAPITALS = (
    ("Norway", "Oslo"), ("Sweden", "Stockholm"), ("Denmark", "Copenhagen"), ("Finland", "Helsinki"),
    ("Iceland", "Reykjavik"), ("Estonia", "Tallinn"), ("Latvia", "Riga"), ("Lithuania", "Vilnius"),
    ("Poland", "Warsaw"), ("Germany", "Berlin"), ("France", "Paris"), ("Spain", "Madrid"), ("Portugal", "Lisbon"),
    ("Italy", "Rome"), ("Greece", "Athens"), ("Austria", "Vienna"), ("Hungary", "Budapest"), ("Romania", "Bucharest"),
    ("Bulgaria", "Sofia"), ("Croatia", "Zagreb"), ("Ireland", "Dublin"), ("Belgium", "Brussels"),
    ("Japan", "Tokyo"), ("South Korea", "Seoul"), ("Thailand", "Bangkok"), ("Vietnam", "Hanoi"),
    ("Kenya", "Nairobi"), ("Egypt", "Cairo"), ("Ghana", "Accra"), ("Senegal", "Dakar"), ("Peru", "Lima"),
    ("Chile", "Santiago"), ("Cuba", "Havana"), ("Mexico", "Mexico City"), ("Canada", "Ottawa"),
    ("New Zealand", "Wellington"),
)  # fmt: skip

_STORIES = (
    (
        "{country} opened a library for maps in {capital} on Monday. The World Bank had asked for it. Ban Ki-moon, a"
        " former Secretary-General of the United Nations, once spoke in {capital}. Ban was in office for ten years."
    ),
    (
        "The World Health Organization counted the hospitals of {country}. Doctors in {capital} welcomed the list. The"
        " organization has its seat in Geneva, and the United Nations has its seat in New York."
    ),
)

LIBRARY = (
    "The Library of Congress in Washington, D.C., keeps more than a hundred million items. Congress bought the books of"
    " Thomas Jefferson for it after a fire in 1814. Jefferson, the third president, had collected them for fifty years."
)


def articles(count: int, first: int = 0) -> list[Row]:
    """So many articles as input lines, each with an id and a date; the same every time."""
    return [_article(number) for number in range(first, first + count)]


def _article(number: int) -> Row:
    country, capital = _CAPITALS[number % len(_CAPITALS)]
    story = _STORIES[number // len(_CAPITALS) % len(_STORIES)].format(country=country, capital=capital)
    return {
        "id": f"a{number}",
        "title": f"News from {capital}",
        "text": story,
        "published_at": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
    }


def long_article(words: int) -> str:
    """One article of about so many words, in paragraphs."""
    paragraphs, length, number = [], 0, 0
    while length < words:
        paragraphs.append(_article(number)["text"])
        length += len(paragraphs[-1].split())
        number += 1
    return "\n\n".join(paragraphs)


def jsonl(rows: Sequence[object]) -> str:
    """Rows as JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)
