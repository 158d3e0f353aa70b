"""Rules for how long, how often, and for now, then and some day: durations, sets and references."""

import re

from bot.articles.types import Span
from bot.extraction.dates.readings import Moved, Piece, Reading, Rule, Stated, whole
from bot.extraction.dates.vocabulary import (
    COUNT,
    FULL_MONTH,
    FULL_WEEKDAY,
    JOIN,
    ONES,
    PART,
    PARTS,
    SEASON,
    SEASON_NAMES,
    TENS,
    UNIT,
    VAGUE,
    WEEKDAYS,
    count,
    duration,
    month_number,
    unit_name,
    weekday_number,
)
from bot.extraction.words import words

_NUMBERS = words("0 a one several few many the hundreds thousands dozens countless untold") | words(
    " ".join([*ONES, *TENS])
)
_HALVES = {"hour": "PT30M", "minute": "PT30S", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
_AROUND = words("past last next coming")
_NO_SPELLS = words("second minute day")
_SPELL = (
    r"(?i:(?:the|this) (?P<which>past|last|next|coming|first|final|previous|following|opening|closing|preceding"
    r"|subsequent))"
)
_NO_AGE = r"(?![\s-]+(?i:old(?:er|s)?|young(?:er)?|of age)\b)"
_PLURAL = r"(?i:seconds|minutes|hours|days|nights|weeks|weekends|fortnights|months|years|decades|centuries)"
_EVERY = r"(?i:every|each)"
_ADVERBS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P3M",
    "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y", "biennial": "P2Y", "hourly": "PT1H",
}  # fmt: skip
_PRESENT = (
    r"right now|now|currently|current(?=\s+(?!(?:is|was|in|of|that|and|from|has|had|or|to|at|near)\b)[a-z])"
    r"|nowadays|these days"
)


def _counted(match: re.Match[str]) -> Reading | None:
    amount = match["amount"]
    number = count(amount) if re.fullmatch(COUNT, amount) else "X"
    if number == "X" and "couple" in amount.lower():
        number = "2"
    if match["half"] and number.isdigit():
        number = f"{number}.5"
    return Stated(duration(number, match["unit"]))


def _one(match: re.Match[str]) -> Reading | None:
    name = unit_name(match["unit"])
    if name in {"second", "quarter"}:
        return None
    return Stated(duration("1.5" if match["half"] else "1", name))


def _half(match: re.Match[str]) -> Reading | None:
    value = _HALVES.get(unit_name(match["unit"]))
    return Stated(value) if value else None


def _two(match: re.Match[str]) -> list[Piece]:
    unit = match["unit"]
    if "," in match.string[match.end("first") : match.start("second")]:
        return []  # "two, one day later"
    return [
        (Span(*match.span("first")), Stated(duration(count(match["first"]), unit))),
        (Span(match.start("second"), match.end()), Stated(duration(count(match["second"]), unit))),
    ]


def _spell(match: re.Match[str]) -> Reading | None:
    amount = match["amount"]
    if amount is None and "fiscal" in match["unit"].lower():
        return Moved("year", -1 if match["which"].lower() in {"past", "last", "previous"} else 1)
    if amount is None:
        number = "X" if match["unit"].lower().endswith("s") else "1"
        if number == "1" and (match["which"].lower() not in _AROUND or unit_name(match["unit"]) in _NO_SPELLS):
            return None  # "the last minute", "the first day"
    else:
        number = count(amount) if re.fullmatch(COUNT, amount) else "2" if "couple" in amount.lower() else "X"
    return Stated(duration(number, match["unit"]))


def _every(match: re.Match[str]) -> Reading | None:
    amount = (match["amount"] or "1").lower()
    number = "2" if amount in {"other", "second"} else count(amount)
    return Stated(duration(number, match["unit"]))


RULES = (
    Rule(
        _NUMBERS | words("these those"),
        re.compile(
            rf"(?:(?i:the|these|those)\s+(?=[\w,.]+\s+(?:[a-z]+\s+)?[a-z]+s\b))?"
            rf"(?P<amount>(?i:a couple of|couple of)|{VAGUE}|{COUNT})(?:\s+(?:more|full|whole"
            rf"|straight|consecutive|long|entire|further|additional))?"
            rf"(?P<half>\s+and\s+a\s+half)?[\s-]+(?P<unit>{UNIT})(?:[\s-]long)?\b{_NO_AGE}(?!-[a-z]+-)"
        ),
        whole(_counted),
        amount=True,
    ),
    Rule(
        words("a an one"),
        re.compile(
            rf"(?i:an?|one)(?:\s+(?:full|whole|entire|further))?[\s-](?P<unit>{UNIT})(?<!s)\b(?P<half>\s+and\s+a\s+half)?{_NO_AGE}(?!-(?!long))"
        ),
        whole(_one),
        amount=True,
    ),
    Rule(
        words("the"),
        re.compile(r"(?i:the (?:whole|entire|full))\s+(?P<unit>(?i:day|night|week|month|year|decade|century))\b"),
        whole(lambda m: Stated(duration("1", m["unit"]))),
    ),
    Rule(
        words(
            "hourlong daylong nightlong weeklong monthlong yearlong decadelong hour day night week month year decade"
        ),
        re.compile(r"(?P<unit>(?i:hour|day|night|week|month|year|decade))-?(?i:long)\b"),
        whole(lambda m: Stated(duration("1", m["unit"]))),
    ),
    Rule(
        words("half a"),
        re.compile(rf"(?i:half an?|half-|a half[\s-])\s*(?P<unit>{UNIT})(?<!s)\b{_NO_AGE}"),
        whole(_half),
        amount=True,
    ),
    Rule(
        _NUMBERS,
        re.compile(rf"(?P<first>{COUNT}){JOIN}(?P<second>{COUNT})[\s-]+(?P<unit>{UNIT})\b{_NO_AGE}"),
        _two,
        amount=True,
    ),
    Rule(
        words("the this"),
        re.compile(rf"{_SPELL}\s+(?:(?P<amount>{COUNT}|{VAGUE}|(?i:couple of|couple))\s+)?(?P<unit>{UNIT})\b(?!-)"),
        whole(_spell),
        amount=True,
    ),
    Rule(
        words("recent coming"),
        re.compile(rf"(?i:recent|coming)\s+(?P<unit>{_PLURAL})\b"),
        whole(lambda m: Stated(duration("X", m["unit"]))),
    ),
    Rule(
        words("seconds minutes hours days nights weeks months years decades centuries"),
        re.compile(rf"(?P<unit>{_PLURAL})\b(?!\s+(?i:old|ago)|[-'’])"),
        whole(lambda m: Stated(duration("X", m["unit"]))),
        after=words(
            "for in after within over took takes lasted last lasting spent through of many than before just only"
        ),
    ),
    Rule(
        words("seconds minutes hours days weeks months years decades"),
        re.compile(rf"(?P<unit>{_PLURAL})(?=\s+(?i:after|before)\b|\s+of\s+[a-z])"),
        whole(lambda m: Stated(duration("X", m["unit"]))),
    ),
    Rule(
        words("the"),
        re.compile(
            r"(?i:the)\s+(?P<unit>(?i:days|weeks|months|years|hours|minutes))(?=\s+(?i:after"
            r"|since|before|following|leading|ahead|to come)\b)"
        ),
        whole(lambda m: Stated(duration("X", m["unit"]))),
    ),
    Rule(
        words("every each"),
        re.compile(rf"{_EVERY}\s+(?:(?P<amount>{COUNT}|(?i:other|second))\s+)?(?P<unit>{UNIT})\b"),
        whole(_every),
    ),
    Rule(
        words("every each"),
        re.compile(rf"{_EVERY}\s+(?P<day>{FULL_WEEKDAY})\b(?:\s+(?P<part>{PART})\b)?"),
        whole(
            lambda m: Stated(
                f"XXXX-WXX-{weekday_number(m['day']) + 1}" + (f"T{PARTS[m['part'].lower()]}" if m["part"] else "")
            )
        ),
    ),
    Rule(
        words(" ".join(f"{day}s" for day in WEEKDAYS)),
        re.compile(rf"(?P<day>{FULL_WEEKDAY})s\b"),
        whole(lambda m: Stated(f"XXXX-WXX-{weekday_number(m['day']) + 1}")),
    ),
    Rule(
        words("every each"),
        re.compile(rf"{_EVERY}\s+(?P<month>{FULL_MONTH})\b"),
        whole(lambda m: Stated(f"XXXX-{month_number(m['month']):02}")),
    ),
    Rule(
        words("every each"),
        re.compile(rf"{_EVERY}\s+(?P<season>{SEASON})\b"),
        whole(lambda m: Stated(f"XXXX-{SEASON_NAMES[m['season'].lower()]}")),
    ),
    Rule(
        words("every each"),
        re.compile(rf"{_EVERY}\s+(?P<part>{PART})\b"),
        whole(lambda m: Stated(f"XXXX-XX-XXT{PARTS[m['part'].lower()]}")),
    ),
    Rule(
        words("once twice thrice 0 several") | words(" ".join(ONES)),
        re.compile(
            rf"(?i:once|twice|(?:several|many|{COUNT}) (?:times|days|nights|weeks|months|hours))\s+"
            rf"(?i:an?|per|each|every)\s+(?P<unit>{UNIT})\b"
        ),
        whole(lambda m: Stated(duration("1", m["unit"]))),
    ),
    Rule(
        words("per"),
        re.compile(rf"(?i:per)\s+(?P<unit>{UNIT})(?<!s)\b"),
        whole(lambda m: Stated(duration("1", m["unit"]))),
    ),
    Rule(
        words(" ".join(_ADVERBS)),
        re.compile(rf"(?P<adverb>(?i:annual)\b|(?i:{'|'.join(_ADVERBS)})\b(?!\s+[A-Z]))"),
        whole(lambda m: Stated(_ADVERBS[m["adverb"].lower()])),
    ),
    Rule(
        words("now right currently current nowadays these"),
        re.compile(rf"(?i:{_PRESENT})\b(?!-)"),
        whole(lambda _: Stated("PRESENT_REF")),
    ),
    Rule(
        words("the this present"),
        re.compile(r"(?i:present|the moment|this time)\b(?!\s+(?i:of|when|that|around|last|next|he|she|it|they)\b)"),
        whole(lambda _: Stated("PRESENT_REF")),
        after=words("at"),
    ),
    Rule(
        words("recently lately previously"),
        re.compile(r"(?i:recently|lately|previously)\b"),
        whole(lambda _: Stated("PAST_REF")),
    ),
    Rule(
        words("the"),
        re.compile(r"(?i:the (?:recent |distant )?past)\b"),
        whole(lambda _: Stated("PAST_REF")),
        after=words("in of from"),
    ),
    Rule(words("soon"), re.compile(r"(?i:soon)\b(?!er)"), whole(lambda _: Stated("FUTURE_REF"))),
    Rule(
        words("the"),
        re.compile(r"(?i:the (?:near |foreseeable |distant )?future)\b(?!s)"),
        whole(lambda _: Stated("FUTURE_REF")),
    ),
)
