"""What languages are called in English, by their ISO 639-1 codes."""

from collections.abc import Mapping
from types import MappingProxyType

_NAMES = """
    af=Afrikaans am=Amharic an=Aragonese ar=Arabic as=Assamese az=Azerbaijani be=Belarusian bg=Bulgarian bn=Bengali
    br=Breton bs=Bosnian ca=Catalan co=Corsican cs=Czech cy=Welsh da=Danish de=German dz=Dzongkha el=Greek en=English
    eo=Esperanto es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fo=Faroese fr=French fy=Frisian ga=Irish
    gd=Gaelic gl=Galician gu=Gujarati he=Hebrew hi=Hindi hr=Croatian ht=Haitian hu=Hungarian hy=Armenian id=Indonesian
    is=Icelandic it=Italian ja=Japanese jv=Javanese ka=Georgian kk=Kazakh km=Khmer kn=Kannada ko=Korean ku=Kurdish
    ky=Kyrgyz la=Latin lb=Luxembourgish lo=Lao lt=Lithuanian lv=Latvian mg=Malagasy mk=Macedonian ml=Malayalam
    mn=Mongolian mr=Marathi ms=Malay mt=Maltese my=Burmese ne=Nepali nl=Dutch nn=Norwegian no=Norwegian oc=Occitan
    or=Odia pa=Punjabi pl=Polish ps=Pashto pt=Portuguese qu=Quechua ro=Romanian ru=Russian rw=Kinyarwanda sd=Sindhi
    se=Sami si=Sinhala sk=Slovak sl=Slovene sn=Shona so=Somali sq=Albanian sr=Serbian su=Sundanese sv=Swedish
    sw=Swahili ta=Tamil te=Telugu tg=Tajik th=Thai tk=Turkmen tl=Tagalog tr=Turkish tt=Tatar ug=Uyghur uk=Ukrainian
    ur=Urdu uz=Uzbek vi=Vietnamese vo=Volapük wa=Walloon xh=Xhosa yi=Yiddish yo=Yoruba zh=Chinese zu=Zulu
"""

LANGUAGES: Mapping[str, str] = MappingProxyType(dict(pair.split("=") for pair in _NAMES.split()))


def language_name(code: str) -> str:
    """The English name of a language; the code itself where there is none here."""
    return LANGUAGES.get(code, code)
