"""Passes over the whole text: what a name is in one place, it is in all, and a name once found is found again."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.extraction.name import Name
from bot.extraction.shortened import Form, sure_forms, surname
from bot.extraction.tokens import Tokens
from bot.extraction.types import Kind
from bot.extraction.words import words

_QUOTES = words("\" “ ” `` '' ' ‘ ’")
_PROPER = words("NNP NNPS")
_BARE = words("NN NNS JJ UH")
_FINITE = words("VBZ VBD MD")
_MONTHS = words("March April May June August")
_SAYING = words("say tell add ask write")


def agreed_kinds(tokens: Tokens, names: list[Name]) -> list[Name]:
    """One kind for each form: its majority's; but a surname has the person's."""
    votes: dict[Form, Counter[Kind]] = defaultdict(Counter)
    for name in names:
        votes[name.form(tokens)][name.kind] += 1
    kinds: dict[Form, Kind] = {form: count.most_common(1)[0][0] for form, count in votes.items()}
    kinds |= {(surname(form),): "PERSON" for form, kind in kinds.items() if kind == "PERSON" and len(form) > 1}
    return [replace(name, kind=kinds[name.form(tokens)]) for name in names]


def _quoted(form: Form) -> Form:
    """The nickname of one word in quotes within a name."""
    return tuple(
        word
        for before, word, behind in zip(form, form[1:], form[2:], strict=False)
        if before in _QUOTES and behind in _QUOTES
    )


def found_again(tokens: Tokens, names: list[Name]) -> list[Name]:
    """The names, and every further occurrence of their forms, of persons' surnames and of firms without "Corp"."""
    kinds: dict[Form, Kind] = {name.form(tokens): name.kind for name in reversed(names)}
    for form, kind in list(kinds.items()):
        if kind == "ORG":
            kinds.update({short: kind for short in sure_forms(form) if short not in kinds})
        if kind == "PERSON" and len(form) > 1:
            kinds.setdefault((surname(form),), kind)
            kinds.update({(nickname,): kind for nickname in _quoted(form) if (nickname,) not in kinds})
    names = _completed(tokens, names, kinds)
    taken = [False] * len(tokens)
    for name in names:
        taken[name.start : name.end] = [True] * len(name)
    added = [Name(start, end, kinds[form]) for start, end, form in _occurrences(tokens, kinds, taken)]
    return sorted([*names, *added], key=lambda name: name.start)


def _completed(tokens: Tokens, names: list[Name], kinds: Mapping[Form, Kind]) -> list[Name]:
    """The names, those that are but the beginning of another of the text's names whole: "NYSE" + "Euronext"."""
    longer: dict[str, list[Form]] = defaultdict(list)
    for form in sorted(kinds, key=len, reverse=True):
        if len(form) > 1:
            longer[form[0]].append(form)
    return [_whole(tokens, names, at, longer, kinds) for at in range(len(names))]


def _whole(
    tokens: Tokens, names: list[Name], at: int, longer: Mapping[str, list[Form]], kinds: Mapping[Form, Kind]
) -> Name:
    name = names[at]
    free = names[at + 1].start if at + 1 < len(names) else len(tokens)
    for form in longer.get(tokens.words[name.start], ()):
        end = name.start + len(form)
        if end <= name.end:
            break
        told = name.kind != "GPE" or kinds[form] in ("ORG", "PERSON", "FAC")
        if (
            told
            and end <= free
            and tuple(tokens.words[name.start : end]) == form
            and _is_in_line(tokens, name.start, end)
        ):
            return Name(name.start, end, kinds[form])
    return name


def _is_in_line(tokens: Tokens, start: int, end: int) -> bool:
    return "\n" not in tokens.span(start, end).of(tokens.text)


def labels(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Add the persons who speak in a transcript, as it calls them before what they say: "HOLM:"."""
    people = {name.form(tokens) for name in names if name.kind == "PERSON"}
    shouted = {surname(form).upper() for form in people}
    taken = {at for name in names for at in range(name.start, name.end)}
    added = [
        Name(at, at + 1, "PERSON")
        for at, word in enumerate(tokens.words[:-1])
        if word in shouted and tokens.words[at + 1] == ":" and at not in taken
    ]
    return sorted([*names, *added], key=lambda name: name.start)


def _occurrences(tokens: Tokens, forms: dict[Form, Kind], taken: list[bool]) -> Iterator[tuple[int, int, Form]]:
    """Where a form stands on tokens that are not taken, the longest first; marks them as taken."""
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        by_first[form[0]].append(form)
    for at, word in enumerate(tokens.words):
        for form in by_first.get(word, ()) if not taken[at] else ():
            end = at + len(form)
            same = tuple(tokens.words[at:end]) == form and not any(taken[at:end])
            if same and _is_name(tokens, at, end, taken, person=forms[form] == "PERSON"):
                taken[at:end] = [True] * len(form)
                yield at, end, form
                break


def _is_name(tokens: Tokens, start: int, end: int, taken: list[bool], *, person: bool) -> bool:
    """Whether words that are a name elsewhere are one here: "May said", but not "may", "May 5" or "May Day".

    A single word with a capital is one where it is tagged as a name; a person's also in the midst of a sentence, for
    surnames that are words, "the club let Wheels go", or before its verb.
    """
    if end - start > 1:
        return True
    word = tokens.words[start]
    told = _is_tagged(tokens, start) or (person and (_is_amid(tokens, start) or _is_subject(tokens, start)))
    if not word[0].isupper() or not told or (word in _MONTHS and _is_dated(tokens, start)):
        return False
    around = [at for at in (start - 1, end) if 0 <= at < len(tokens) and not taken[at]]
    return not any(tokens.tags[at] in _PROPER and tokens.words[at][0].isupper() for at in around)


def _is_dated(tokens: Tokens, at: int) -> bool:
    """Whether a figure stands beside a month: "in May 2019", "5 May"."""
    return any(tokens.words[beside].isdigit() for beside in tokens.upto(max(0, at - 1), at + 2) if beside != at)


def _is_tagged(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return tokens.tags[at] in _PROPER or (len(word) > 2 and word.isupper())


def _is_subject(tokens: Tokens, at: int) -> bool:
    """Whether a bare word begins a clause and its verb or a comma follows: "“Page is late”"; or any, and "said"."""
    begins = at == 0 or not tokens.words[at - 1].isalpha()
    if not begins or at + 1 == len(tokens) or len(tokens.words[at]) < 3:
        return False
    verb = tokens.tags[at + 1] in _FINITE
    if verb and tokens.lemmas[at + 1] in _SAYING:
        return True
    follows = verb or (tokens.words[at + 1] == "," and tokens.tags[at] == "NN")
    return follows and len(tokens.words[at]) > 3 and tokens.tags[at] in _BARE


def _is_amid(tokens: Tokens, at: int) -> bool:
    return at > 0 and len(tokens.words[at]) > 3 and tokens.words[at - 1].isalpha() and tokens.words[at - 1].islower()
