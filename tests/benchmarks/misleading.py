"""Where a summary misleads, after the five kinds of "Extractive is not Faithful" (Zhang, Wan, Bansal 2022).

It looks at nothing but the lines as they are printed, parsed anew, and at where in the article they stand: not at
the rules by which lines are chosen and completed, so that it can find these at fault. It is meant to flag too much
rather than too little; its rules were widened by what reading found (docs/decisions/0005-summaries.md).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.articles.types import Span
from bot.extraction.tokens import Tokens
from bot.extraction.words import words
from bot.summaries.types import Source

Kind = Literal[
    "incorrect coreference", "incomplete coreference", "incorrect discourse", "incomplete discourse", "other misleading"
]


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a summary as it is shown, parsed, and the sentence of the source that it is."""

    source: int
    span: Span
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Summary:
    """What is judged: the lines, and what they are taken from."""

    sources: tuple[Source, ...]
    lines: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What misleads: in which line, how, and by which words."""

    line: int
    kind: Kind
    words: str


_PERSONAL = words("he she him her his hers himself herself")
_PLURAL = words("they them their theirs themselves")
_IT = words("it its itself")
_POINTING = words("this that these those such")
_TIMES = words(
    "time week month year day morning afternoon evening night weekend summer winter spring autumn season century"
    " decade moment point stage way kind sort type"
)
_PEOPLE = words(
    """
    man woman boy girl child baby teenager teen student officer suspect victim driver husband wife father mother son
    daughter brother sister friend lawyer player star singer actor actress minister president leader mayor judge doctor
    nurse teacher soldier gunman attacker defendant spokesman spokeswoman person manager coach striker midfielder
    captain reporter passenger pilot patient owner couple pair widow resident neighbour neighbor worker model chief
    prince princess king queen candidate senator governor governor director author writer who someone anyone everyone
    attorney detective sergeant inmate prisoner tourist climber parent twin mum mom dad official nobody one founder
    footballer champion bride groom killer thief robber burglar youngster pensioner pal hunter fan boxer
    """
)
_ROLES = _PEOPLE - words("who someone anyone everyone nobody one person child baby resident fan")
# Nouns that take up what was said before, whatever that was: "the move", "the creature".
_TAKING_UP = words(
    """
    move decision warning announcement comment remark claim allegation ruling incident creature revelation verdict row
    gesture stunt tactic discovery finding disclosure admission outburst response reaction news pair duo trio statistic
    figure accusation proposal suggestion dispute controversy blunder mistake error tragedy ordeal achievement feat
    app gadget animal beast item object recording device website
    """
)
_MODIFIERS = ("JJ", "JJR", "NN", "NNS", "HYPH", "VBN", "VBG")
_SAID_ALONE = (
    "of",
    "that",
    "which",
    "who",
    "whose",
    "where",
    "when",
    "to",
    "in",
    "at",
    "for",
    "from",
    "on",
    "with",
    "by",
)
_BROUGHT_UP = r"\b(?:an?|another|one|two|three|four|several|some|\d+)\b(?:[ -][\w'’-]+){{0,3}}?[ -]{noun}\w*"
_FIRST_OF = re.compile(r"The (?:first|second|third|next|last|other|only|same) [a-z]")
_OPEN_END = re.compile(
    r"(?:\b(?:an?|the|and|or|of|to|in|with|for|by|at|Mr|Mrs|Ms|Dr|Lt|Sgt|Gen|Col|Capt|Sen|Rep)\.|[\w,;])$"
)
_CAPTION = re.compile(
    r"[A-Z][\w'’-]+(?: [\w'’-]+){0,3}: [A-Z][a-z]|.*\((?:pictured|left|right|above|below|centre|center)\b"
    r"|[^,]{3,80}?\b(?:smiles|poses|looks on|waves|gestures|celebrates|strikes|leaves court|arrives at|walks|stands)\b"
    r"(?! (?:that|to|out|up|off|by)\b)(?!.*\b(?:said|says|was|were|had)\b)"
)
_NAMED_IN_BRACKETS = re.compile(r"\[([^\]]+)\]")
_SINGLE_OPENS, _SINGLE_CLOSES = re.compile(r"(?<![\w’'])[‘'](?=[A-Z])"), re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
_TITLES = words("The Mr Mrs Ms Miss Dr Sir Lord Lady President Minister Judge Officer Sergeant Captain And But")

_JOINING = re.compile(
    r"[\"“‘']?(?:but|and|or|yet|so|however|also|then|therefore|thus|hence|instead|moreover|furthermore|meanwhile"
    r"|nevertheless|nonetheless|besides|still|otherwise|likewise|similarly|in addition|as a result|in contrast"
    r"|by contrast|on the other hand|at the same time|that said|that is why|that's why|this is why|even so|after that"
    r"|afterwards|for example|for instance|in turn|in fact|in response|despite this|despite that|since then"
    r"|another reason|the (?:former|latter|second|third|other)\b(?! [A-Z]))\b",
    re.IGNORECASE,
)
_NO_JOINING = re.compile(
    r"[\"“‘']?(?:so far|also known|still,? (?:no|un)|then[- ]|yet to|so many|so much)", re.IGNORECASE
)
_INSIDE = re.compile(
    r", (?:however|meanwhile|instead|in turn|therefore|nevertheless|nonetheless|though|moreover|for example"
    r"|for instance)[,.]"
)
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys|y|ying)|told|tells?|add(?:s|ed|ing)|wrote|writes|claim(?:s|ed)|explain(?:s|ed)|insist(?:s|ed)"
    r"|tweet(?:s|ed)|post(?:s|ed)|ask(?:s|ed)|admit(?:s|ted)|recall(?:s|ed)|according|warn(?:s|ed)|argu(?:es|ed)"
    r"|joke[sd]|call(?:s|ed|ing)|describ(?:es|ed|ing)|read|statement|reveal(?:s|ed)|confirm(?:s|ed)|shout(?:s|ed)"
    r"|reply|replied|declar(?:es|ed)|stat(?:es|ed|ing)|testif\w+|continu(?:es|ed)|commented|announc\w+|quot\w+)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_DOUBLED = re.compile(r"\[([^\]]+)\]('s)? (?:\w+ )?\1\b")


def faults(summary: Summary) -> list[Fault]:
    """What misleads in a summary; at most one fault of a kind in a line."""
    found = [fault for number in range(len(summary.lines)) for fault in _of_line(summary, number)]
    return list({(fault.line, fault.kind): fault for fault in reversed(found)}.values())[::-1]


def _of_line(summary: Summary, number: int) -> Iterator[Fault]:
    yield from _coreference(summary, number)
    yield from _discourse(summary, number)
    yield from _other(summary, number)


def _follows(summary: Summary, number: int) -> bool:
    """Whether the line before is the sentence before in the article, or the line is that article's beginning."""
    here = summary.lines[number]
    starts = [sentence.span.start for sentence in summary.sources[here.source].extraction.sentences]
    at = bisect_left(starts, here.span.start)
    before = summary.lines[number - 1] if number else None
    return at == 0 or (before is not None and before.source == here.source and before.span.start == starts[at - 1])


def _coreference(summary: Summary, number: int) -> Iterator[Fault]:
    tokens, follows = summary.lines[number].tokens, _follows(summary, number)
    for at, word in enumerate(tokens.words):
        low = word.lower()
        if _quoted(tokens, at) or (low in _IT and tokens.deps[at] == "expl"):
            continue
        if tokens.tags[at].startswith("PRP") and low in _PERSONAL | _PLURAL | _IT:
            if _antecedent(tokens, at, low) or (tokens.tags[at] == "PRP$" and _follows_soon(tokens, at)):
                continue
            if low in _IT and _empty(tokens, at):
                continue
            if follows:
                continue
            earlier = next((n for n in range(number - 1, -1, -1) if _holds(summary.lines[n].tokens, low)), None)
            if earlier is None:
                yield Fault(number, "incomplete coreference", word)
            elif low not in _PERSONAL or _another(summary, number, earlier):
                yield Fault(number, "incorrect coreference", word)
        elif low in _POINTING and not follows and _points_back(summary, number, at):
            yield Fault(number, "incomplete coreference", " ".join(tokens.words[at : at + 2]))
        elif (
            low == "the" and not follows and (_unknown_role(summary, number, at) or _unknown_thing(summary, number, at))
        ):
            yield Fault(number, "incomplete coreference", " ".join(tokens.words[at : at + 3]))
    yield from _names(summary, number)


def _quoted(tokens: Tokens, at: int) -> bool:
    """Whether a token stands between double quote marks of its line."""
    before = tokens.text[: tokens.starts[at]]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _antecedent(tokens: Tokens, at: int, low: str) -> bool:
    """Whether the line itself has, before a pronoun, something that the pronoun can mean."""
    return any(_can_mean(tokens, i, low) for i in range(at))


def _holds(tokens: Tokens, low: str) -> bool:
    return any(_can_mean(tokens, i, low) for i in range(len(tokens)))


def _can_mean(tokens: Tokens, i: int, low: str) -> bool:
    person = tokens.lemmas[i].lower() in _PEOPLE or any(
        entity.start <= i < entity.end and entity.label == "PERSON" for entity in tokens.entities
    )
    noun = tokens.tags[i].startswith("NN")
    if low in _PERSONAL:
        return person or (tokens.tags[i] == "NNP" and tokens.deps[i] in ("nsubj", "poss", "pobj", "dobj", "nsubjpass"))
    if low in _PLURAL:
        return tokens.tags[i] in ("NNS", "NNPS", "NNP") or person or tokens.lemmas[i] in ("police", "team", "who")
    return noun and not (person and tokens.tags[i] != "NNP")


def _follows_soon(tokens: Tokens, at: int) -> bool:
    """Whether a name follows that a "her" before it can mean: "In her notes, Curie wrote"."""
    return any(
        tokens.tags[i] in ("NNP", "NNPS", "NN", "NNS") and tokens.deps[i] == "nsubj"
        for i in range(at + 1, min(len(tokens), at + 12))
    ) and ("," in tokens.words[at : at + 10])


def _empty(tokens: Tokens, at: int) -> bool:
    """Whether an "it" means nothing: "it is clear that", "it took years to"."""
    after = tokens.text[tokens.ends[at] : tokens.ends[at] + 80]
    return bool(
        re.match(r" ?(?:is|was|'s|’s|has been|would be|will be|may be|seems?|appears?|took|takes|emerged)\b", after)
        and re.search(r"\b(?:that|to|who|whether|if|when)\b", after)
    ) or bool(re.match(r" (?:comes|came|emerged|rained|snowed)\b", after))


def _another(summary: Summary, number: int, earlier: int) -> bool:
    """Whether a reader takes a pronoun for somebody of an earlier line whom the article does not speak of there."""
    here = summary.lines[number]
    if summary.lines[earlier].source != here.source:
        return True
    source = summary.sources[here.source]
    starts = [sentence.span.start for sentence in source.extraction.sentences]
    at = bisect_left(starts, here.span.start)
    near = source.text[starts[max(0, at - 3)] : here.span.start]
    tokens = summary.lines[earlier].tokens
    people = [tokens.words[e.end - 1] for e in tokens.entities if e.label == "PERSON"]
    return bool(people) and not any(name in near for name in people) and bool(re.search(r"[a-z,] [A-Z][a-z]", near))


def _points_back(summary: Summary, number: int, at: int) -> bool:
    """Whether a "this" or "that deal" has nothing in its line to mean."""
    tokens = summary.lines[number].tokens
    tag, dep, low = tokens.tags[at], tokens.deps[at], tokens.words[at].lower()
    following = tokens.words[at + 1].lower() if at + 1 < len(tokens) else ""
    if following in ("of", "who", "which", "as", "in", "a", "an") or tag not in ("DT", "PDT"):
        return False
    if dep == "det":
        head = tokens.heads[at]
        lemma = tokens.lemmas[head].lower()
        earlier = [line.tokens for line in summary.lines[:number]]
        known = any(lemma in map(str.lower, one.lemmas) for one in earlier)
        known = known or any(tokens.lemmas[i].lower() == lemma for i in range(at))
        return low != "such" and lemma not in _TIMES and not known and not _verb_before(tokens, at, head)
    return low != "such" and dep in ("nsubj", "nsubjpass", "pobj", "dobj") and not _verb_before(tokens, at, at)


def _verb_before(tokens: Tokens, at: int, noun: int) -> bool:
    """Whether something was said before in the line, by a verb that does not govern the noun itself."""
    above = {noun}
    i = noun
    while tokens.heads[i] != i:
        i = tokens.heads[i]
        above.add(i)
    verbs = (i for i in range(at) if tokens.tags[i] in ("VBD", "VBZ", "VBP", "VBN") and tokens.deps[i] != "aux")
    return any(i not in above for i in verbs) and any(
        tokens.words[i] in (",", ";", "and", "but") and tokens.deps[tokens.heads[i]] not in ("nsubj", "nsubjpass")
        for i in range(at)
    )


def _unknown_role(summary: Summary, number: int, at: int) -> bool:
    """Whether "the minister" is nobody that the summary has spoken of, though the article has."""
    tokens = summary.lines[number].tokens
    end = at + 1
    while end < len(tokens) and tokens.tags[end] in ("JJ", "NN", "NNS", "HYPH", "CD", "VBN"):
        end += 1
    last = end - 1
    if last == at or tokens.lemmas[last].lower() not in _ROLES or any(tokens.tags[i] == "JJS" for i in range(at, end)):
        return False
    following = tokens.words[end] if end < len(tokens) else ""
    if (
        following in ("of", "who", "whose", "'s", "’s", "in", "at", "for", "from", "with", "to", "accused")
        or following[:1].isupper()
    ):
        return False
    lemma = tokens.lemmas[last].lower()
    known = [line.tokens for line in summary.lines[:number]]
    if any(lemma in map(str.lower, one.lemmas) or _holds(one, "he") for one in known):
        return False
    if any(_can_mean(tokens, i, "he") for i in range(at)):
        return False
    here = summary.lines[number]
    return re.search(rf"\b{lemma}", summary.sources[here.source].text[: here.span.start].lower()) is not None


def _unknown_thing(summary: Summary, number: int, at: int) -> bool:
    """Whether "the app" takes up what a sentence that is not shown brought up, or what nobody did."""
    tokens, here = summary.lines[number].tokens, summary.lines[number]
    if at == 0 and _FIRST_OF.match(tokens.text):
        noun = tokens.heads[at]
        return noun + 1 >= len(tokens) or tokens.words[noun + 1].lower() not in _SAID_ALONE
    end = at + 1
    while end < len(tokens) and tokens.tags[end] in _MODIFIERS:
        end += 1
    last = end - 1
    if last == at or not tokens.tags[last].startswith("NN"):
        return False
    following = tokens.words[end] if end < len(tokens) else ""
    if following.lower() in (*_SAID_ALONE, "'s", "’s") or following[:1].isupper():
        return False
    lemma = tokens.lemmas[last].lower()
    shown = [*(line.tokens for line in summary.lines[:number] if line.source == here.source), tokens]
    stem = lemma[:5]
    told = any(word.lower().startswith(stem) for one in shown[:-1] for word in one.words)
    if told or any(word.lower().startswith(stem) for word in tokens.words[:at]):
        return False
    before = summary.sources[here.source].text[: here.span.start]
    brought_up = re.search(_BROUGHT_UP.format(noun=re.escape(lemma)), before, re.IGNORECASE) is not None
    return brought_up or (lemma in _TAKING_UP and tokens.deps[last] in ("nsubj", "nsubjpass", "dobj", "pobj"))


def _names(summary: Summary, number: int) -> Iterator[Fault]:
    """Surnames that the summary has not introduced, and names in brackets that may be another's."""
    here, tokens = summary.lines[number], summary.lines[number].tokens
    text = summary.sources[here.source].text
    before = text[: here.span.start]
    shown = " ".join(line.tokens.text for line in summary.lines[: number + 1])
    for at in range(len(tokens)):
        name = tokens.words[at]
        alone = at == 0 or not (tokens.words[at - 1][:1].isupper() or tokens.words[at - 1] in ("'", "’"))
        speaks = at + 1 < len(tokens) and tokens.lemmas[at + 1] in ("say", "tell", "add", "write", "claim", "insist")
        if not (name[:1].isupper() and len(name) > 2 and alone and speaks) or name in _TITLES:
            continue
        full = re.search(rf"\b[A-Z][\w'’-]+ {re.escape(name)}\b", before)
        if full and full.group().split()[0] not in _TITLES and f" {name}" not in shown[: shown.rfind(tokens.text)]:
            yield Fault(number, "incomplete coreference", name)
    for found in _NAMED_IN_BRACKETS.finditer(tokens.text):
        first, *others = found[1].split()
        near = text[max(0, here.span.start - 600) : here.span.start]
        sentence = here.span.of(text)
        if not others or re.search(rf"\b{re.escape(others[-1])}\b", sentence):
            continue  # a surname given in full
        bearers = set(re.findall(rf"\b([A-Z][\w'’-]+) {re.escape(others[-1])}\b", text)) - _TITLES - {first}
        bearers = {one for one in bearers if one not in others}
        if bearers and not re.search(rf"\b{re.escape(first)}\b", near):
            yield Fault(number, "incorrect coreference", found.group())


def _discourse(summary: Summary, number: int) -> Iterator[Fault]:
    line = summary.lines[number]
    text, follows = line.tokens.text, _follows(summary, number)
    joining = _JOINING.match(text) if not _NO_JOINING.match(text) else None
    joining = joining or _INSIDE.search(text)
    if joining and not follows:
        yield Fault(number, "incorrect discourse" if number else "incomplete discourse", joining.group().strip(" ,."))
    if not _ENDS.search(text) or text[:1].islower():
        yield Fault(number, "incomplete discourse", "a part of a sentence")
    source = summary.sources[line.source].text
    gap = source[: line.span.start]
    if gap.strip() and not gap[len(gap.rstrip()) :].count("\n") and _OPEN_END.search(gap.rstrip()):
        yield Fault(number, "incomplete discourse", "behind a sentence cut in two")
    single = len(_SINGLE_OPENS.findall(text)) > len(_SINGLE_CLOSES.findall(text))
    double = text.count("“") != text.count("”") or text.count('"') % 2
    if (single or double) and not _closed_nearby(summary, number):
        yield Fault(number, "incomplete discourse", "a quotation cut off")
    if text[:1] in '"“' and not _SPEECH.search(text) and not follows:
        yield Fault(number, "incomplete discourse", "a quotation without its speaker")


def _closed_nearby(summary: Summary, number: int) -> bool:
    """Whether the rest of a quotation is told in a neighbouring line."""
    after = number + 1 < len(summary.lines) and _follows(summary, number + 1)
    text = summary.lines[number].tokens.text
    opens = (
        text.count("“") > text.count("”")
        or (text.count('"') % 2 and text.rfind(' "') >= 0)
        or len(_SINGLE_OPENS.findall(text)) > len(_SINGLE_CLOSES.findall(text))
    )
    return after if opens else number > 0 and _follows(summary, number)


def _other(summary: Summary, number: int) -> Iterator[Fault]:
    text = summary.lines[number].tokens.text
    if _DOUBLED.search(text):
        yield Fault(number, "other misleading", "a name put before itself")
    outside = re.sub(r"[\"“][^\"”]*[\"”]?|(?<!\w)[‘'][^’']*[’']", " ", text)
    if re.search(r"\b(?:I|[Mm]y|we|We)\b", outside) and not _follows(summary, number):
        yield Fault(number, "other misleading", "who is I?")
    if _CAPTION.match(text):
        yield Fault(number, "other misleading", "a caption")
    if re.match(r"(?:Click|Scroll|Read more|SCROLL|Watch|Share|Photo)", text):
        yield Fault(number, "other misleading", "no part of the story")
