"""Words of one meaning that no stemmer joins: countries and their demonyms, and a few acronyms of institutions."""

from bot.search.query import Term

_COUNTRIES = """
afghanistan afghan/albania albanian/algeria algerian/angola angolan/argentina argentine argentinian/armenia armenian
australia australian/austria austrian/azerbaijan azerbaijani azeri/bangladesh bangladeshi/belarus belarusian
belgium belgian/bolivia bolivian/bosnia bosnian/brazil brazilian/britain british/bulgaria bulgarian/burma burmese
cambodia cambodian/cameroon cameroonian/canada canadian/chile chilean/china chinese/colombia colombian/congo congolese
croatia croatian/cuba cuban/cyprus cypriot/denmark danish/ecuador ecuadorian/egypt egyptian/england english
estonia estonian/ethiopia ethiopian/finland finnish/france french/gaza gazan/germany german/ghana ghanaian/greece greek
haiti haitian/hungary hungarian/iceland icelandic/india indian/indonesia indonesian/iran iranian/iraq iraqi
ireland irish/israel israeli/italy italian/japan japanese/jordan jordanian/kazakhstan kazakh/kenya kenyan/korea korean
kosovo kosovar/kuwait kuwaiti/laos laotian/latvia latvian/lebanon lebanese/libya libyan/lithuania lithuanian
malaysia malaysian/mali malian/malta maltese/mexico mexican/moldova moldovan/mongolia mongolian/morocco moroccan
mozambique mozambican/nepal nepalese/netherlands dutch/nigeria nigerian/norway norwegian/pakistan pakistani
palestine palestinian/peru peruvian/philippines philippine filipino/portugal portuguese/romania romanian
russia russian/rwanda rwandan/scotland scottish/senegal senegalese/serbia serbian/slovakia slovak/slovenia slovenian
somalia somali/spain spanish/sudan sudanese/sweden swedish/switzerland swiss/syria syrian/taiwan taiwanese/thailand thai
tibet tibetan/tunisia tunisian/ukraine ukrainian/uganda ugandan/venezuela venezuelan/vietnam vietnamese/wales welsh
yemen yemeni/yugoslavia yugoslav/zambia zambian/zimbabwe zimbabwean
africa african/america american/asia asian/europe european
"""

_INSTITUTIONS = """
us, u s, usa, united states/un, u n, united nations/uk, u k, united kingdom/eu, e u, european union/uae, u a e
"""


def _table() -> dict[Term, tuple[Term, ...]]:
    countries = [
        [Term((word,)) for word in row.split()] for line in _COUNTRIES.strip().splitlines() for row in line.split("/")
    ]
    institutions = [[Term(tuple(name.split())) for name in row.split(",")] for row in _INSTITUTIONS.split("/")]
    rows = [*countries, *institutions]
    return {term: (term, *(other for other in row if other != term)) for row in rows for term in row}


_VARIANTS = _table()


def variants(term: Term) -> tuple[Term, ...]:
    """`term`, then what means the same: "Algeria" for "Algerian", "United Nations" for "UN", "NATO" for "N.A.T.O"."""
    known = _VARIANTS.get(term)
    if known is not None:
        return known
    if len(term.words) > 2 and all(len(word) == 1 for word in term.words):
        return term, Term(("".join(term.words),))
    return (term,)
