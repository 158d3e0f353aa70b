"""A pass over news of sport: clubs that are called like towns, or that the model takes for persons or buildings."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from bot.extraction.name import Name
from bot.extraction.places import KNOWN
from bot.extraction.shortened import Form
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import phrases, words

_SPORT = words(
    """
    league cup season coach striker midfielder defender goalkeeper winger halftime soccer football baseball basketball
    hockey rugby cricket playoff quarterback pitcher inning innings homer touchdown batsman bowler wicket champion
    championship tournament match goal penalty referee skipper teammate standings scorer injury squad premier rival
    header equaliser nil midfield stoppage fixture relegation interception quarterfinal semifinal
    """
)
_FEWEST = 5
"""So many of these words make a text news of sport, or its first, with which agencies mark it: "Soccer-…"."""

SPORTS = words(
    """
    soccer football athletics tennis cricket rugby golf boxing cycling basketball baseball skiing hockey swimming
    nba nfl nhl
    """
)

_ROLES = words(
    """
    striker midfielder defender goalkeeper winger forward fullback coach manager captain skipper pitcher quarterback
    catcher shortstop outfielder guard center goaltender boss keeper batsman bowler fans supporters players
    """
)
_PLAYING = words(
    """
    beat edge thrash rout trounce down blank host defeat overcome crush hammer sink stun shut outscore sweep draw win
    lose score lead trail face play clinch sign
    """
)
_CERTAIN = words("hotspur wanderers rovers albion orient argyle fc f.c. afc")
_BEHIND = words("united city villa rangers celtic wednesday county town palace forest athletic") | _CERTAIN
_UNLIKE_PERSONS = words("united athletic rangers celtic") | _CERTAIN
_BEFORE = words(
    "AC AS AJ FC PSV SV SC CF RC AZ FK NK SK AEK VfB VfL RB Dynamo Dinamo Spartak Lokomotiv Borussia Sporting"
)
_CITIES = phrases(
    """
    New York City, Mexico City, Kansas City, Quebec City, Vatican City, Ho Chi Minh City, Salt Lake City, Oklahoma City
    Panama City, Kuwait City, Guatemala City, Atlantic City, Jersey City, Iowa City, Cape Town
    """
)
_UNSURE = frozenset[Kind](("PERSON", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP"))
_PLACES = frozenset[Kind](("GPE", "LOC", "FAC"))
_NICKNAMED = frozenset[Kind](("PERSON", "GPE", "FAC", "PRODUCT", "WORK_OF_ART"))
_PLACED = words("in at near from outside of")
_OWN = words("'s ’s")


def clubs(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Take for clubs, in news of sport, what players are of, what plays, and what is called like one."""
    if not _is_sport(tokens):
        return names
    names = _whole_teams(tokens, names)
    votes: Counter[Form] = Counter()
    for name in names:
        if name.kind in _UNSURE and " ".join(name.form(tokens)) not in KNOWN:
            votes[name.form(tokens)] += _vote(tokens, name)
    called = {form for form, vote in votes.items() if vote > 0}
    called |= _shortened(tokens, names, called)
    return [
        replace(name, kind="ORG") if name.kind in _UNSURE and name.form(tokens) in called else name for name in names
    ]


def _whole_teams(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The names, a town and its team beside it as one: "Dallas" + "Cowboys"."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if last and last.kind == "GPE" and last.end == name.start and _is_team(tokens, name):
            joined[-1] = Name(last.start, name.end, "ORG")
        else:
            joined.append(name)
    return joined


def _is_team(tokens: Tokens, name: Name) -> bool:
    """Whether a name is a team's own: a plural behind no more than a space."""
    beside = tokens.text[tokens.ends[name.start - 1] : tokens.starts[name.start]] == " "
    return name.kind == "ORG" and len(name) == 1 and beside and tokens.words[name.start].endswith("s")


def _is_sport(tokens: Tokens) -> bool:
    marked = tokens.words[0].lower() in SPORTS if len(tokens) else False
    return marked or len(_SPORT.intersection(map(str.lower, tokens.lemmas))) >= _FEWEST


def _shortened(tokens: Tokens, names: list[Name], called: Collection[Form]) -> set[Form]:
    """The first words of clubs, where nobody and no place of the text is called so: "Arnsund" of "Arnsund Rovers"."""
    full = {form for form in called if len(form) > 1} | {
        name.form(tokens) for name in names if name.kind == "ORG" and _is_called_like_one(tokens, name)
    }
    families = {word for name in names if name.kind == "PERSON" for word in tokens.words[name.start + 1 : name.end]}
    placed = {name.form(tokens) for name in names if name.kind in _PLACES and _vote(tokens, name) < 0}
    short: set[Form] = {(first,) for first, *_ in full if first not in families and first not in KNOWN}
    return short - placed


def _vote(tokens: Tokens, name: Name) -> int:
    """For a club, against it, or neither."""
    before = tokens.words[name.start - 1].lower() if name.start else ""
    behind = tokens.words[name.end].lower() if name.end < len(tokens) else ""
    if _is_called_like_one(tokens, name):
        return 2
    if name.kind in _PLACES and before in _PLACED and behind not in _OWN:
        return -1
    if name.kind == "NORP":
        return int(behind in _ROLES and len(name) == 1 and tokens.words[name.start].endswith("s"))
    if behind in _ROLES and not (name.kind == "PERSON" and len(name) == 1):
        return 1
    plural = len(name) == 1 and before == "the" and tokens.words[name.start].endswith("s")
    if plural and name.kind in _NICKNAMED and tokens.tags[name.start] == "NNPS":
        return 1
    return int(name.kind in _PLACES and _plays(tokens, name))


def _plays(tokens: Tokens, name: Name) -> bool:
    """Whether a place does what sides do, "Arnsund beat", or is beaten."""
    verb = name.end < len(tokens) and tokens.tags[name.end] in ("VBD", "VBZ", "VBP")
    active = verb and tokens.lemmas[name.end] in _PLAYING
    passive = name.start > 0 and tokens.lemmas[name.start - 1] in (
        "beat",
        "edge",
        "thrash",
        "rout",
        "defeat",
        "trounce",
    )
    return active or passive


def _is_called_like_one(tokens: Tokens, name: Name) -> bool:
    if len(name) < 2 or len(name) > 4:
        return False
    first, last = tokens.words[name.start], tokens.words[name.end - 1].lower()
    if first in _BEFORE or last in _CERTAIN:
        return True
    return (
        last in (_UNLIKE_PERSONS if name.kind == "PERSON" else _BEHIND) and " ".join(name.form(tokens)) not in _CITIES
    )
