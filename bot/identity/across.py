"""Names of one guild to entities: a pure decision over the evidence of names, block by block.

The closure: the direct decision about a name depends on the names that are listed in its home block, and on nothing
else; there it joins at most one name, always one that stands higher in `rank`. An entity is the tree of names that
join each other. So when an article is filed or deleted, it is enough to load the blocks in which its names are
listed, to call `decide_block` for each, and to store what each name joins; the order of filing cannot matter.

What people said of two names (`Said`) outweighs all other evidence in the blocks where both are listed; beyond blocks
`bot.identity.corrections` has the last word.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.extraction.given_names import gender_of
from bot.identity import forms, persons
from bot.identity.blocks import GIVEN, blocks, home, split_of
from bot.identity.given_names import COMMON_SURNAMES
from bot.identity.places import DEMONYMS, WELL_KNOWN
from bot.identity.said import BY_PEOPLE, NOTHING, Said
from bot.identity.spellings import HONORIFICS, REGNAL
from bot.identity.things import BODIES, PLACE_KINDS, same_spelling
from bot.identity.types import Decision, Name, NameId

__all__ = ["BLOCK_SIZE", "blocks", "decide", "decide_block", "rank"]

BLOCK_SIZE = 200
"""The best attested names of a block are compared; the others of a more common name stand alone."""

RARITY = 5
"""How many times better attested the usual spelling is than one that is taken for a slip."""

FAMILIAR = 3
"""In how many articles a name that many bear must have stood for a person to mean that person elsewhere."""

_COUNTRIES = frozenset(DEMONYMS.values())
ALONE = "no other name fits"
CROWDED = "too many names share this one"


def rank(name: Name) -> tuple[bool, int, int, int, int, str, str]:
    """The order of names, the highest first when sorted: what a name joins always stands higher.

    Persons: full names first, then the best attested, then the fullest. Things: the longest first, then the best
    attested. Ties go by key and kind. Names that are there by a correction alone come last.
    """
    telling, words, _ = persons.fullness(name.key)
    given = split_of(name.key) == GIVEN
    if name.kind == "PERSON":
        return (given, -persons.is_full(name.key), -name.articles, -telling, -words, name.key, name.kind)
    return (given, -words, -telling, -name.articles, 0, name.key, name.kind)


def decide(names: Sequence[Name]) -> list[Decision]:
    """The entity of each name, given as the name that heads it, and why; in order of key and kind.

    `names` is taken to be all that there are. The order in which they come does not matter.
    """
    listed: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        for block in blocks(name):
            listed[block].append(name)
    direct = {d.name: d for block in sorted(listed) for d in decide_block(block, listed[block])}
    return [Decision(name, _top(name, direct), direct[name].reason) for name in sorted(direct)]


def decide_block(block: str, names: Sequence[Name], said: Said = NOTHING) -> list[Decision]:
    """What each name joins that is at home in a block: the name it joins directly (or itself), and why.

    `names` are those listed in the block, at least its `BLOCK_SIZE` best attested (most articles, then key, then
    kind); of the names beyond these, each stands alone. `said` is what people said of pairs of them.
    """
    if len(names) == 1:
        [name] = names
        return [Decision(name.id, name.id, ALONE)] if home(name) == block else []
    ordered = sorted(names, key=lambda name: (-name.articles, name.key, name.kind))
    seen, beyond = ordered[:BLOCK_SIZE], ordered[BLOCK_SIZE:]
    decided = _decided(block, seen, said)
    found = [Decision(name.id, name.id, CROWDED) for name in beyond if home(name) == block]
    for name in seen:
        if home(name) == block:
            id_ = name.id
            head, reason = decided.get(id_) or (id_, ALONE)
            found.append(Decision(id_, head, reason))
    return sorted(found, key=lambda decision: decision.name)


def _top(name: NameId, direct: dict[NameId, Decision]) -> NameId:
    while (above := direct[name].head) != name:
        name = above
    return name


Joined = dict[NameId, tuple[NameId, str]]


def _decided(block: str, names: Sequence[Name], said: Said) -> Joined:
    match block[:2]:
        case "p:":
            return _persons(names, said)
        case "t:":
            return _things(names, block, said)
        case "s:":
            first, *others = sorted(names, key=rank)
            return {name.id: (first.id, "split off together") for name in others if not said.parts(name.id, first.id)}
    return {}


def _persons(names: Sequence[Name], said: Said) -> Joined:
    people = {name.key: name for name in names if name.kind == "PERSON"}
    cliques = _united(_cliques(people, said), said)
    groups = [_Group(_ranked([people[key] for key in group])) for group in cliques]
    joined: Joined = {}
    for group in groups:
        if len(group.names) == 1:
            continue
        for name in group.names[1:]:
            reason = persons.same_person(name.key, group.head.key) or _otherwise(name, group.head, said)
            joined[name.id] = (group.head.id, reason.format(_title(group.head.key)))
    for name in people.values():
        if not persons.is_full(name.key) and (choice := _bearer(name, groups)) and not said.parts(name.id, choice[0]):
            joined[name.id] = choice
    return joined


def _otherwise(name: Name, head: Name, said: Said) -> str:
    """Why two names are one whose forms do not say so."""
    named = name.key in head.forms or head.key in name.forms
    return BY_PEOPLE if said.same and not named else "named together with {} in one article"


def _united(cliques: list[tuple[str, ...]], said: Said) -> list[tuple[str, ...]]:
    """The groups of full names, those as one that people said are one."""
    if not said.same:
        return cliques
    group_of = {key: place for place, group in enumerate(cliques) for key in group}
    groups = {place: set(group) for place, group in enumerate(cliques)}
    for names in sorted(said.same, key=sorted):
        places = sorted({group_of[key] for key, kind in names if kind == "PERSON" and key in group_of})
        ids = {(key, "PERSON") for place in places for key in groups[place]}
        if len(places) == 2 and len(names) == 2 and not any(parted <= ids for parted in said.apart):
            kept, gone = places
            for key in groups[gone]:
                group_of[key] = kept
            groups[kept] |= groups.pop(gone)
    return [tuple(sorted(group)) for _, group in sorted(groups.items())]


@dataclass(frozen=True, slots=True)
class _Group:
    """Names of one entity, the highest in rank first."""

    names: tuple[Name, ...]

    @property
    def head(self) -> Name:
        return self.names[0]

    @property
    def has_acronym(self) -> bool:
        """Whether one of the names was taken for an organisation or a law: other things seldom go by initials."""
        return any(name.kind in ("ORG", "LAW") for name in self.names)

    def attests(self, form: str) -> int:
        """In how many articles a form stood for one of the names."""
        if len(self.names) == 1:
            return self.names[0].forms.get(form, 0)
        return sum([name.forms.get(form, 0) for name in self.names])


def _ranked(names: Sequence[Name]) -> tuple[Name, ...]:
    return tuple(sorted(names, key=rank) if len(names) > 1 else names)


def _cliques(people: dict[str, Name], said: Said) -> list[tuple[str, ...]]:
    full = [key for key in people if persons.is_full(key)]

    def match(a: str, b: str) -> str | None:
        if said.parts(people[a].id, people[b].id):
            return None
        if b in people[a].forms or a in people[b].forms:
            return "named together"
        reason = persons.same_person(a, b)
        common = persons.family(a) in COMMON_SURNAMES
        if reason == persons.ROMANISED and common:
            given, other = forms.tokens(a)[0], forms.tokens(b)[0]
            reason = persons.SPELLING if persons.spelling_variant(given, other) else None
        if reason == persons.SPELLING:
            return reason if _rare_spelling(people[a], people[b]) else None
        return None if common and reason in persons.LOOSE and _unlike(a, b) else reason

    also = [(key, form) for key in full for form in people[key].forms if " " in form and form != key]
    return persons.cliques(full, match, lambda key: people[key].articles, also)


def _unlike(a: str, b: str) -> bool:
    """Whether two given names are only an initial apart, a single one, or the middle names differ as well."""
    first, second = forms.tokens(a), forms.tokens(b)
    if len(first) == len(second) > 2 and min(len(first[0]), len(second[0])) == 1:
        return False
    return min(len(first[0]), len(second[0])) == 1 or first[1:-1] != second[1:-1]


def _rare_spelling(a: Name, b: Name) -> bool:
    """Whether one of two spellings is rare beside the other, as slips are.

    Two family names, each of them well attested, are two families (Hansen and Hanson); with given names we are
    less strict.
    """
    rare, usual = sorted((a.articles, b.articles))
    one_family = persons.family(a.key) == persons.family(b.key)
    return rare * RARITY <= usual or (one_family and rare <= 2)


def _bearer(part: Name, groups: Iterable[_Group]) -> tuple[NameId, str] | None:
    """The one person that a lone surname or first name can mean, or means as a rule.

    A first name, and a surname that is also a given name, need an article in which they stood for that person; a
    common one of either sort needs `FAMILIAR` articles, as for people whom everybody calls by it.
    """
    bearers: dict[str, list[_Group]] = {"surname": [], "first name": []}
    for group in groups:
        if sort := next((s for name in group.names if (s := persons.part_of(part.key, name.key))), None):
            bearers[sort].append(group)
        elif group.attests(part.key):
            bearers["first name"].append(group)
    sort = "surname" if bearers["surname"] else "first name"
    rivals = [group for group in bearers["first name"] if sort == "first name" or group.attests(part.key)]
    having = bearers["surname"] + rivals
    if sort == "first name":
        needed = FAMILIAR if gender_of(part.key) else 1
    else:
        needed = FAMILIAR if part.key in COMMON_SURNAMES else int(gender_of(part.key) is not None)
    if part.key in HONORIFICS or part.key in REGNAL or not (usual := _usual(part, having)):
        return None
    head = usual.head
    if usual.attests(part.key) < needed or rank(head) >= rank(part):
        return None
    how = "the only" if len(having) == 1 else "as a rule the"
    return head.id, f"{how} {sort} {_title(part.key)} is that of {_title(head.key)}"


def _usual(part: Name, having: Sequence[_Group]) -> _Group | None:
    """The only bearer of a name, or the one whom it stood for by far more often than for all others together.

    In at least `FAMILIAR` articles. Of a common surname each other bearer counts for one article at the least.
    """
    if len(having) < 2:
        return having[0] if having else None
    best, *others = sorted(having, key=lambda group: -group.attests(part.key))
    least = int(part.key in COMMON_SURNAMES)
    rivals = sum(max(group.attests(part.key), least) for group in others)
    return best if best.attests(part.key) >= max(FAMILIAR, persons.DOMINANCE * rivals) else None


def _things(names: Sequence[Name], block: str, said: Said) -> Joined:
    ordered = sorted((name for name in names if name.kind not in ("PERSON", "NORP", "LANGUAGE")), key=rank)
    alike: dict[str, list[Name]] = defaultdict(list)
    members: dict[NameId, list[Name]] = {}
    joined: Joined = {}
    for name in ordered:
        together = alike[home(name)]
        for above in together:
            if (reason := _same_thing(name, above)) and not said.parts(name.id, above.id):
                joined[name.id] = (above.id, reason)
                members[above.id].append(name)
                break
        else:
            together.append(name)
            members[name.id] = [name]
    groups = [_Group(tuple(group)) for group in members.values()]
    for group in groups:
        choice = _long_form(group.head, groups) if home(group.head) == block else None
        if choice and not said.parts(group.head.id, choice[0]):
            joined[group.head.id] = choice
    return joined


def _same_thing(name: Name, above: Name) -> str | None:
    """Why a name is one that stands higher in another kind or another spelling; a rare spelling only."""
    if name.key == above.key:
        club_of_town = (name.kind in PLACE_KINDS) != (above.kind in PLACE_KINDS) and min(
            name.articles, above.articles
        ) > 2
        return (
            None
            if club_of_town and not _rare_spelling(name, above)
            else f"the same name, taken for {above.kind} elsewhere"
        )
    reason = same_spelling(name.key, above.key) if name.kind == above.kind else None
    if reason == persons.SPELLING and name.articles > 2 and not _rare_spelling(name, above):
        return None
    return reason.format(_title(above.key)) if reason else None


def _long_form(short: Name, groups: Sequence[_Group]) -> tuple[NameId, str] | None:
    """The one longer name that an acronym or a short form stands for.

    An article that paired the two is the best evidence; without one, the initials must fit exactly one name.
    """
    if short.key in WELL_KNOWN or short.key in DEMONYMS:
        return None
    words = short.key.count(" ")
    longer = [group for group in groups if group.head.key.count(" ") > words]
    paired = {
        group.head.id: group
        for group in longer
        if (articles := group.attests(short.key))
        and (articles * RARITY >= short.articles or not _is_common(short.key, group.head.key))
    }
    if paired:
        best = sorted(paired.values(), key=lambda group: -group.attests(short.key))
        if len(best) > 1 and best[0].attests(short.key) < persons.DOMINANCE * best[1].attests(short.key):
            return None
        head = best[0].head
        return head.id, f"short for {_title(head.key)}, as an article says"
    return _by_form(short, longer)


def _is_common(part: str, key: str) -> bool:
    """Whether a shorter name need not be this one's: it begins it, or is a body that others have ("Democratic Party").

    A country's may stand without it ("Supreme Court"), and so may what is no body ("Red Sox").
    """
    if key.startswith(f"{part} "):
        return True
    words = part.split()
    owner = key.removesuffix(f" {part}")
    return owner != key and not BODIES.isdisjoint((words[0], words[-1])) and owner not in _COUNTRIES


def _by_form(short: Name, longer: Sequence[_Group]) -> tuple[NameId, str] | None:
    """The one longer name of which this is a shorter form, or whose initials fit."""
    key, kind = short.id
    whole = [group for group in longer if group.head.kind == kind and _is_shorter(key, group)]
    if len(whole) == 1:
        return whole[0].head.id, f"{_title(whole[0].head.key)} in a shorter form"
    if " " in key or len(key) < 3:
        return None
    fitting = [group for group in longer if key in forms.initials(group.head.key) and group.has_acronym]
    if len(fitting) == 1:
        return fitting[0].head.id, f"the initials of {_title(fitting[0].head.key)} only"
    return None


def _is_shorter(short: str, group: _Group) -> bool:
    return any(short in forms.shorter(name.key) for name in group.names)


def _title(key: str) -> str:
    return key.title()
