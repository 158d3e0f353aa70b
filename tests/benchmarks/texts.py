"""Texts to measure with: unlike each other, of a given length, made from the seed articles' own paragraphs."""

import random
from pathlib import Path

from bot.articles.frontmatter import split
from bot.desk.seeds import folder


def seed_texts() -> list[str]:
    """The bodies of the seed articles. FileNotFoundError where there are none."""
    seeds = folder()
    if seeds is None:
        raise FileNotFoundError("the seed articles are not here")
    files = sorted(path for path in Path(seeds).glob("*.md") if path.stem != "README")
    return [split(path.read_text(encoding="utf-8")).body.strip() for path in files]


def made_up(count: int, words: int, seed: int = 1) -> list[str]:
    """`count` texts of about `words` words: whole articles, shuffled paragraph by paragraph into new ones.

    Each opens with a line of its own, so that no two are the same text.
    """
    rng = random.Random(seed)
    articles = seed_texts()
    texts = []
    for number in range(count):
        paragraphs = [f"This is report number {number} of the day."]
        length = 0
        while length < words:
            body = rng.choice(articles).split("\n\n")
            rng.shuffle(body)
            for paragraph in body:
                paragraphs.append(paragraph)
                length += len(paragraph.split())
                if length >= words:
                    break
        texts.append("\n\n".join(paragraphs))
    return texts
