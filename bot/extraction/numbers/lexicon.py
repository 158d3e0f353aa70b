"""Word lists about numbers: how they are written, what bounds them, and what is counted."""

from bot.extraction.types import Bound, Theme
from bot.extraction.words import words

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
ONES = {word: value for value, word in enumerate(_ONES.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
ATTACHED = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "tn": 1_000_000_000_000,
}
"""Scales that are written behind the digits without a space: "£20bn", "$1.5m"."""

SYMBOLS = {
    "$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₩": "KRW", "₹": "INR", "₽": "RUB", "₴": "UAH",
    "₺": "TRY", "₪": "ILS", "₦": "NGN", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "NZ$": "NZD", "S$": "SGD", "R$": "BRL", "Rs": "INR", "Rs.": "INR", "NT$": "TWD",
}  # fmt: skip
"""Signs of currencies (ISO 4217), as they stand before an amount. A bare dollar sign is taken for the American one."""

CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "won": "KRW",
    "rouble": "RUB", "ruble": "RUB", "rupee": "INR", "franc": "CHF", "hryvnia": "UAH", "lira": "TRY", "zloty": "PLN",
    "forint": "HUF", "rand": "ZAR", "naira": "NGN", "shekel": "ILS", "real": "BRL", "rupiah": "IDR", "baht": "THB",
    "dirham": "AED", "krona": "SEK", "krone": "NOK", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF",
}  # fmt: skip

MEASURES = {
    "km": "km", "kilometre": "km", "kilometer": "km", "mile": "mi", "metre": "m", "meter": "m", "foot": "ft",
    "hectare": "ha", "acre": "acre", "tonne": "t", "ton": "t", "kilogram": "kg", "kilo": "kg", "kg": "kg",
    "litre": "l", "liter": "l", "barrel": "bbl", "degree": "°", "celsius": "°", "megawatt": "MW", "gigawatt": "GW",
    "mph": "mph", "kph": "km/h", "inch": "in", "centimetre": "cm", "centimeter": "cm", "cm": "cm", "mm": "mm",
    "millimetre": "mm", "millimeter": "mm",
}  # fmt: skip

PER_CENT = words("% percent pct pc")

BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = tuple(
    sorted(
        (
            *((tuple(phrase.split()), "at least") for phrase in (
                "at least", "more than", "over", "no fewer than", "no less than", "not less than", "not fewer than",
                "well over", "just over", "upwards of", "a minimum of", "above", "in excess of", "greater than",
            )),
            *((tuple(phrase.split()), "at most") for phrase in (
                "at most", "up to", "as many as", "as much as", "no more than", "not more than", "fewer than",
                "less than", "under", "just under", "below", "a maximum of",
            )),
            *((tuple(phrase.split()), "about") for phrase in (
                "about", "around", "some", "roughly", "approximately", "approx.", "nearly", "almost", "close to",
                "an estimated", "estimated", "circa", "c.", "perhaps", "maybe", "an average of", "or so",
            )),
        ),
        key=lambda pair: -len(pair[0]),
    )
)  # fmt: skip
"""What stands before a number and bounds it, the longest first. "Nearly 40" may be less, so it is about 40."""

BEHIND: dict[tuple[str, ...], Bound] = {
    ("or", "more"): "at least",
    ("or", "so"): "about",
    ("or", "fewer"): "at most",
    ("or", "less"): "at most",
}

VERBS: dict[str, Theme] = {
    **dict.fromkeys(words("kill slay murder massacre execute"), "killed"),
    **dict.fromkeys(words("injure wound hurt maim"), "injured"),
    **dict.fromkeys(words("arrest detain"), "arrested"),
    **dict.fromkeys(words("displace evacuate uproot"), "displaced"),
}
"""Verbs that tell what was done to those who are counted."""

SUBJECT_VERBS: dict[str, Theme] = {
    **dict.fromkeys(words("die perish drown"), "killed"),
    **dict.fromkeys(words("flee"), "displaced"),
    **dict.fromkeys(words("disappear vanish"), "missing"),
    "vote": "votes",
}
"""Verbs that tell what those did who are counted."""

ADJECTIVES: dict[str, Theme] = {
    "dead": "killed",
    "killed": "killed",
    "drowned": "killed",
    "injured": "injured",
    "wounded": "injured",
    "hurt": "injured",
    "arrested": "arrested",
    "detained": "arrested",
    "homeless": "displaced",
    "displaced": "displaced",
    "evacuated": "displaced",
    "missing": "missing",
    "unaccounted": "missing",
}

NOUNS: dict[str, Theme] = {
    **dict.fromkeys(words("death fatality dead"), "killed"),
    **dict.fromkeys(words("injury wounded injured"), "injured"),
    **dict.fromkeys(words("arrest detainee detention"), "arrested"),
    **dict.fromkeys(words("evacuee refugee displaced"), "displaced"),
    **dict.fromkeys(words("missing disappearance"), "missing"),
    **dict.fromkeys(words("vote ballot abstention"), "votes"),
}

TOLLS = words("toll")
INCLUDING = words("including among plus")
"""What opens a part of a number that was counted before: its number is none of the whole's."""

LEVELS = words(
    """
    be become rise fall climb drop reach hit stand total grow increase decrease decline exceed surpass top average
    amount slip jump soar plunge remain shrink edge slow ease double triple halve
    """
)
"""Verbs whose subject is what an amount measures: "unemployment fell to 5.2 per cent"."""

SETTING = words("raise lift cut lower reduce increase bring keep put set trim slash push drive")
"""Verbs whose object is what an amount measures: "the bank raised its key rate to 4.25 percent"."""

TAKING_LIVES = words("claim cost take lose")
POWERS = {"square": "²", "sq": "²", "cubic": "³"}
PARTICLES = words("over under above below about around")
"""Bounds that may also belong to a verb: "handed over 120 bodies"."""
