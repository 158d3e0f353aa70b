"""What a string is that cannot be a name by itself, in words that explain why it was not taken for one."""

import re

from bot.identity.forms import fold
from bot.identity.spellings import HONORIFICS, REGNAL

_DATES = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december today tomorrow yesterday
"""
_DATE_WORDS = frozenset(_DATES.split())
_WORDS_FOR_PERSONS = "he she it they him her them his hers its their theirs i we you who that this"
_PRONOUNS = frozenset(_WORDS_FOR_PERSONS.split())
_FUNCTION_WORDS = "the a an of and or but not in on at to from for with by as is are was were be"
_SMALL_WORDS = frozenset(_FUNCTION_WORDS.split())
_ADDRESS = re.compile(r"https?://.*|www\..*|\S+@\S+\.\S+|[@#]\w+")


def why_no_name(surface: str) -> str | None:
    """Why a string, as it stands in a text, names nothing; None where its shape does not say so."""
    text = surface.strip()
    words = frozenset(re.findall(r"[^\W_]+", fold(text).casefold()))
    told = (
        (_ADDRESS.fullmatch(text), "it is an address or a handle, which is no name"),
        (not any(map(str.isalpha, text)), "it has no letter in it"),
        (sum(map(str.isalnum, text)) < 2, "a single letter names nothing"),
        (words <= _PRONOUNS, "it is a pronoun: it stands for a name, and `article check` shows for which"),
        (words <= _SMALL_WORDS, "it is a small word, which names nothing by itself"),
        (words <= HONORIFICS | REGNAL, "it is a title, which names nobody by itself"),
        (all(word in _DATE_WORDS or word.isdigit() for word in words), "it is a date"),
        (not any(map(str.isupper, text)), "it stands there in small letters, as ordinary words do"),
    )
    return next((why for is_so, why in told if is_so), None)
