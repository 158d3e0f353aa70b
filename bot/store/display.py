"""The name that a reader is shown: the fullest among the forms that are common enough."""

from collections import Counter

from bot.identity.forms import key
from bot.identity.places import NATIONALITIES

_COMMON = 0.05
"""A form counts as common from this share of an entity's mentions: a full name is often given just once a text."""

_MOST_WORDS = 8


def display_name(surfaces: Counter[str]) -> str:
    """The fullest common form: more words before fewer, then commoner.

    Never capitals throughout, nor a country's people, where others serve.

    Raises:
        ValueError: there is no form to choose from.
    """
    if not surfaces:
        raise ValueError("an entity without a surface form has no name")
    least = _COMMON * surfaces.total()
    common = [form for form in surfaces if surfaces[form] >= least]
    return min(common or surfaces, key=lambda form: _rank(form, surfaces[form]))


def _rank(form: str, count: int) -> tuple[bool, bool, bool, int, int, int, str]:
    words = form.split()
    shouting = len(words) > 1 and form.isupper()
    letters = sum(len(word.strip(".")) > 1 for word in words)
    people = key(form, "NORP") in NATIONALITIES
    return (people, shouting, len(words) > _MOST_WORDS, -letters, -count, -len(form), form)
