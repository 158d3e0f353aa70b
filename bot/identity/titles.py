"""What titles, roles and given names tell about a person's gender."""

import re

_TITLE = re.compile(r"(\w+)\.?\s+$")

_MALE = """
mr sir lord king prince father monsieur senor herr brother emperor duke count baron pope chairman congressman
spokesman businessman policeman actor salesman councilman gunman cameraman fireman fisherman assemblyman
statesman sportsman anchorman clergyman priest imam ayatollah monk husband son dad nephew uncle grandfather
grandson boy man boyfriend fiance widower
"""
_HE = frozenset(_MALE.split())
_FEMALE = """
mrs ms miss dame lady queen princess sister madame mme senora frau empress duchess countess baroness chairwoman
congresswoman spokeswoman businesswoman policewoman actress saleswoman councilwoman waitress hostess heiress
assemblywoman stateswoman sportswoman anchorwoman nun wife daughter mother mom mum niece aunt grandmother
granddaughter girl woman girlfriend fiancee widow ballerina
"""
_SHE = frozenset(_FEMALE.split())


def title_gender(text: str, start: int) -> str | None:
    """`he` or `she` by the title right before a position: "Mrs." before the name that starts there."""
    found = _TITLE.search(text, max(0, start - 20), start)
    return word_gender(found.group(1)) if found else None


def word_gender(word: str) -> str | None:
    """`he` or `she` for a title or a role that only one of them bears."""
    plain = word.casefold()
    if plain in _HE:
        return "he"
    return "she" if plain in _SHE else None
