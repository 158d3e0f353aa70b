"""What names are shortened to: a person's surname, a firm without the words that say that it is one."""

from bot.extraction.lexicon import SUFFIXES
from bot.extraction.words import words

Form = tuple[str, ...]

_LEGAL = words(
    """
    corp corp. corporation inc inc. plc ltd ltd. limited co co. company ag sa nv gmbh llc oy ab asa spa s.p.a. s.a. n.v.
    a/s group holding holdings & and ,
    """
)
_WEAK = words("group holding holdings & and , company co co.")
_TRADES = words(
    """
    records systems industries airlines airways motors bancorp securities stores foods steel chemicals breweries telecom
    technologies software pharmaceuticals entertainment pictures studios communications electronics energy petroleum
    insurance partners enterprises press mills lines bank aircraft aerospace aviation fisheries cable futures shipping
    engineering construction instruments brewing tobacco textiles cement mining resources properties rubber plastics
    semiconductor networks financial investments trading transport railways hotels restaurants supermarkets gallery
    """
)


def surname(form: Form) -> str:
    """The last word of a person's name, "Jr." aside."""
    parts = [word for word in form if word.lower() not in SUFFIXES] or list(form)
    return parts[-1]


def short_forms(form: Form) -> list[Form]:
    """What a firm is called without the words that say that it is one, or by its first partner."""
    found = [form[: form.index("&")]] if "&" in form[1:] else []
    while len(form) > 1 and (form[-1].lower() in _LEGAL or form[-1].lower() in _TRADES):
        form = form[:-1]
        found.append(form)
    return found


def first_of(form: Form) -> Form:
    """The first word of a company's name that says that it is one: "Haldane" of "Haldane Gold Corp"; else nothing."""
    return form[:1] if len(form) > 2 and form[-1].lower() in _LEGAL - _WEAK else ()


def sure_forms(form: Form) -> list[Form]:
    """Those that name the firm by themselves: "Haldane" of "Haldane Corp", not "General" of "General Motors"."""
    single = len(form) == 2 and form[-1].lower() in _LEGAL
    return [short for short in short_forms(form) if len(short) > 1 or single]
