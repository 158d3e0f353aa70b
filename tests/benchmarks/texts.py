"""Texts to measure with: unlike each other, of a given length, made from the seed articles' own paragraphs."""

import random
from pathlib import Path

from bot.articles.frontmatter import split
from bot.articles.likeness import Profile, alike, profile
from bot.desk.seeds import folder


def seed_texts() -> list[str]:
    """The bodies of the seed articles. FileNotFoundError where there are none."""
    seeds = folder()
    if seeds is None:
        raise FileNotFoundError("the seed articles are not here")
    files = sorted(path for path in Path(seeds).glob("*.md") if path.stem != "README")
    return [split(path.read_text(encoding="utf-8")).body.strip() for path in files]


def made_up(count: int, words: int, seed: int = 1) -> list[str]:
    """`count` texts of about `words` words: paragraphs of three articles each, and more where those are short.

    No two are the same article, as filing would see it.
    """
    rng = random.Random(seed)
    articles = [seed.split("\n\n") for seed in seed_texts()]
    texts: list[str] = []
    profiles: list[Profile] = []
    while len(texts) < count:
        text = "\n\n".join(_paragraphs(rng, articles, words))
        made = profile(text)
        if not any(alike(made, other) for other in profiles):
            texts.append(text)
            profiles.append(made)
    return texts


def _paragraphs(rng: random.Random, articles: list[list[str]], words: int) -> list[str]:
    chosen: list[str] = []
    total = 0
    while total < words:
        body = rng.choice(articles)
        taken = 0
        for paragraph in rng.sample(body, len(body)):
            chosen.append(paragraph)
            taken += len(paragraph.split())
            if taken >= words / 3:
                break
        total += taken
    return chosen
