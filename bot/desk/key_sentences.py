"""The sentences that tell most of an entity: where it acts, speaks or is told about, varied, the latest first."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.articles.types import Span
from bot.desk.excerpts import Standing, standing
from bot.desk.results import Excerpt
from bot.desk.stories import apart
from bot.store import telling
from bot.store.database import Connection
from bot.store.rows import Article, Entity
from bot.store.scope import Scope
from bot.store.telling import Spot
from bot.summaries.choose import FEWEST_WORDS
from bot.summaries.words import content_words

_SENTENCES = 5
_ENOUGH = 3
"""With so many sentences that tell of it, none in which it is named by the way is added."""

_OF_AN_ARTICLE = 3
_TRIED, _TRIED_IN_ALL = 3, 12
"""Sentences of an article that are looked at closely, those that promise most; and of all, where these are few."""

_ARTICLES_TRIED, _AT_ONCE = 10, 5
_LONGEST = 400
_LEANS = frozenset({"connective", "demonstrative"})

_STRONG, _FAIR = 2.5, 2.0
"""From so much on a sentence is about the entity, or fairly so; below, it only names it."""

_ROUNDS = (
    (_STRONG, _SENTENCES, True),
    (_FAIR, _SENTENCES, True),
    (_STRONG, _SENTENCES, False),
    (_FAIR, _SENTENCES, False),
    (-math.inf, _ENOUGH, True),
    (-math.inf, _ENOUGH, False),
)
"""What a sentence must be worth, how many there may be with it, and whether it must be of another story than those."""

_SAME_STORY, _OTHER_STORY = 0.4, 0.6
"""The share of the shorter sentence's words, names apart, that another may have, of the same story or of another."""

_LEAD = 1_500
"""Characters over which it matters how early a sentence stands."""

_CROWD = 4
_SHORT, _LONG = 9, 45
_DIGIT = re.compile(r"\d")
_POSSESSES = re.compile(r"['’] ?s?\b")
_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD, _CAPITALS = 4, 0.8


@dataclass(frozen=True, slots=True)
class _Worth:
    """A sentence that may be chosen, and how much of it is about the entity."""

    span: Span
    worth: float


async def key_sentences(
    db: Connection, scope: Scope, entity: Entity, listed: Sequence[Article], texts: Mapping[int, str]
) -> tuple[Excerpt, ...]:
    """Up to five sentences of these articles of the scope, in which the entity is; the latest first.

    Each can stand alone, with brackets where it needs them. One of each story goes before a second one of it.
    """
    spots: defaultdict[int, list[Spot]] = defaultdict(list)
    for spot in await telling.spots(db, entity.id, [article.id for article in listed]):
        spots[spot.article].append(spot)
    latest = sorted(listed, key=lambda article: (-article.day, -article.number))
    worth = {article.id: _ranked(spots[article.id], texts[article.id]) for article in latest}
    stories = await _stories(db, scope, [article.id for article in latest])
    choice = _Choice(db, entity, latest, worth, stories)
    for least, most, anew in _ROUNDS:
        for article in latest:
            if len(choice.chosen) >= most:
                break
            await choice.add(article, least, anew=anew)
    return choice.in_order()


async def _stories(db: Connection, scope: Scope, ids: Sequence[int]) -> dict[int, int]:
    """Which story each article is of: numbers that are the same for those of one.

    Their own links tell, so that a story of thousands costs no more than the articles that are read.
    """
    of = dict(zip(ids, range(len(ids)), strict=True))
    for number, story in enumerate(await apart(db, scope, ids), start=len(ids)):
        of |= {article: number for article in story if article in of}
    return of


class _Choice:
    """The sentences chosen so far, of articles given from the latest on, with what they are worth and their stories."""

    def __init__(
        self,
        db: Connection,
        entity: Entity,
        latest: Sequence[Article],
        worth: Mapping[int, Sequence[_Worth]],
        stories: Mapping[int, int],
    ) -> None:
        self._db, self._entity = db, entity
        self._known = {article.id: article for article in latest}
        self._worth, self._story_of = worth, stories
        self._names = frozenset(content_words(entity.name))
        self._sound: dict[int, list[Standing]] = {}
        self._stories: dict[int, list[frozenset[str]]] = defaultdict(list)
        self._of_article: Counter[int] = Counter()
        self.chosen: list[Excerpt] = []

    async def add(self, article: Article, least: float, *, anew: bool) -> None:
        """Choose the most promising sentence of an article that can stand, is worth enough, and says something new.

        With `anew` only if no sentence of its story is chosen.
        """
        story, promising = self._story_of[article.id], [one.span for one in self._promising(article.id, least)]
        if not promising or (anew and self._stories[story]) or self._of_article[article.id] >= _OF_AN_ARTICLE:
            return
        for one in await self._sound_ones(article.id, least):
            words = one.passage.words - self._names
            if one.excerpt.span in promising and not self._repeats(words, story):
                self._sound[article.id].remove(one)
                self._stories[story].append(words)
                self._of_article[article.id] += 1
                self.chosen.append(one.excerpt)
                return

    def _promising(self, article: int, least: float) -> list[_Worth]:
        return [one for one in self._worth[article] if one.worth >= least]

    async def _sound_ones(self, article: int, least: float) -> list[Standing]:
        """The sentences of an article that can stand; some are read at once, of what may be asked for next."""
        if article not in self._sound and len(self._sound) < _ARTICLES_TRIED:
            among = [one for one in self._known if one not in self._sound and self._promising(one, least)]
            following = among[among.index(article) :][: min(_AT_ONCE, _ARTICLES_TRIED - len(self._sound))]
            tried = max(_TRIED, _TRIED_IN_ALL // len(self._known))
            wanted = {one: [each.span for each in self._worth[one][:tried]] for one in following}
            read = await standing(self._db, self._known, wanted, {self._entity.id})
            self._sound |= {one: list(filter(_is_sound, found)) for one, found in read.items()}
        return self._sound.get(article, [])

    def _repeats(self, words: frozenset[str], story: int) -> bool:
        return any(
            len(words & other) > (_SAME_STORY if number == story else _OTHER_STORY) * min(len(words), len(other))
            for number, told in self._stories.items()
            for other in told
        )

    def in_order(self) -> tuple[Excerpt, ...]:
        """What was chosen, the latest first."""
        return tuple(sorted(self.chosen, key=lambda one: (-one.article.day, -one.article.number, one.span)))


def _is_sound(one: Standing) -> bool:
    """Whether a sentence stands, whole, and tells something: no caption, headline, question, or opinion of "us"."""
    passage = one.passage
    return (
        one.stands
        and one.clear
        and not passage.aside
        and not passage.unclosed
        and not passage.voiced
        and not passage.question
        and passage.length >= FEWEST_WORDS
        and not _is_headline(one.excerpt.text)
    )


def _is_headline(sentence: str) -> bool:
    """Whether nearly every long word is capitalised: a headline that stands in the text."""
    long = [word for word in _WORD.findall(sentence) if len(word) >= _LONG_WORD]
    return len(long) >= FEWEST_WORDS // 2 and sum(word[0].isupper() for word in long) > _CAPITALS * len(long)


def _ranked(spots: Sequence[Spot], text: str) -> list[_Worth]:
    """The sentences of one article with these spots that may stand alone, the most promising first."""
    best: dict[Span, float] = {}
    for spot in spots:
        whole = not spot.quoted and spot.opening not in _LEANS and not text[spot.sentence.start].islower()
        if whole and spot.sentence.end - spot.sentence.start <= _LONGEST:
            worth = _worth(spot, text)
            best[spot.sentence] = max(worth, best.get(spot.sentence, worth))
    return sorted((_Worth(*pair) for pair in best.items()), key=lambda one: (-one.worth, one.span))


def _worth(spot: Spot, text: str) -> float:
    """How much a sentence is about the entity that stands there; set by hand, on profiles that were read."""
    sentence = spot.sentence.of(text)
    place = (spot.span.start - spot.sentence.start) / max(1, len(sentence))
    words = len(sentence.split())
    possesses = _POSSESSES.match(text, spot.span.end) is not None
    return (
        1.5 * spot.does
        + 1.0 * spot.undergoes
        + 1.2 * spot.speaks
        + 0.8 * spot.role
        + 1.5 * (1 - place)
        + 1.0 * math.exp(-spot.sentence.start / _LEAD)
        + 0.3 * bool(_DIGIT.search(sentence))
        + 0.3 * spot.named
        - 1.0 * possesses
        - 0.5 * (words < _SHORT or words > _LONG)
        - 0.3 * max(0, spot.names - _CROWD)
    )
