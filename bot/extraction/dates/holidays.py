"""Holidays of fixed date, and those that a rule moves: their names in print, and their day in a year."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

_Rule = Callable[[int], date]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _on(month: int, day: int) -> _Rule:
    return lambda year: date(year, month, day)


def _easter(days: int) -> _Rule:
    return lambda year: easter(year) + timedelta(days=days)


def _nth(number: int, weekday: int, month: int, after: int = 0) -> _Rule:
    """The nth weekday (Monday is 0) of a month, and `after` days more; from the end when `number` is negative."""

    def day(year: int) -> date:
        if number > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1) + after)
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return day


HOLIDAYS: Mapping[str, _Rule] = MappingProxyType({
    "new year's day": _on(1, 1), "epiphany": _on(1, 6), "martin luther king day": _nth(3, 0, 1),
    "martin luther king jr. day": _nth(3, 0, 1), "australia day": _on(1, 26), "burns night": _on(1, 25),
    "holocaust memorial day": _on(1, 27), "groundhog day": _on(2, 2), "valentine's day": _on(2, 14),
    "st. valentine's day": _on(2, 14), "presidents' day": _nth(3, 0, 2), "presidents day": _nth(3, 0, 2),
    "shrove tuesday": _easter(-47), "mardi gras": _easter(-47), "ash wednesday": _easter(-46),
    "international women's day": _on(3, 8), "st. patrick's day": _on(3, 17), "st patrick's day": _on(3, 17),
    "april fools' day": _on(4, 1), "april fool's day": _on(4, 1), "palm sunday": _easter(-7),
    "maundy thursday": _easter(-3), "good friday": _easter(-2), "holy saturday": _easter(-1), "easter": easter,
    "easter sunday": easter, "easter monday": _easter(1), "earth day": _on(4, 22), "anzac day": _on(4, 25),
    "may day": _on(5, 1), "ve day": _on(5, 8), "victory day": _on(5, 9), "europe day": _on(5, 9),
    "mother's day": _nth(2, 6, 5), "memorial day": _nth(-1, 0, 5),
    "ascension day": _easter(39), "pentecost": _easter(49),
    "whit sunday": _easter(49), "whit monday": _easter(50),
    "corpus christi": _easter(60), "d-day": lambda _: date(1944, 6, 6),
    "father's day": _nth(3, 6, 6), "juneteenth": _on(6, 19), "canada day": _on(7, 1), "independence day": _on(7, 4),
    "fourth of july": _on(7, 4), "bastille day": _on(7, 14), "labor day": _nth(1, 0, 9), "labour day": _nth(1, 0, 9),
    "columbus day": _nth(2, 0, 10), "indigenous peoples' day": _nth(2, 0, 10), "halloween": _on(10, 31),
    "hallowe'en": _on(10, 31), "all saints' day": _on(11, 1),
    "all souls' day": _on(11, 2), "guy fawkes night": _on(11, 5),
    "bonfire night": _on(11, 5), "armistice day": _on(11, 11), "remembrance day": _on(11, 11),
    "veterans day": _on(11, 11), "thanksgiving": _nth(4, 3, 11), "thanksgiving day": _nth(4, 3, 11),
    "black friday": _nth(4, 3, 11, 1), "cyber monday": _nth(4, 3, 11, 4), "election day": _nth(1, 0, 11, 1),
    "st. nicholas day": _on(12, 6), "christmas eve": _on(12, 24),
    "christmas day": _on(12, 25), "christmas": _on(12, 25),
    "boxing day": _on(12, 26), "new year's eve": _on(12, 31),
})  # fmt: skip
"""By name in small letters. Where countries differ, the day is that of the United States: most of the English-language
press. Easter is the Western one."""


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday of that name in a year; None for a name that is not known, or a year outside 1583–9998."""
    rule = HOLIDAYS.get(" ".join(name.replace("’", "'").lower().split()))
    return rule(year) if rule and 1583 <= year <= 9998 else None
