"""Words of names that do not count, and words that are written in several ways."""


def _pairs(text: str) -> dict[str, str]:
    """A table from lines of "spelling, spelling = the one to keep"; entries are parted by semicolons."""
    table = {}
    for entry in text.replace("\n", " ").split(";"):
        left, _, right = entry.partition("=")
        table.update({word.strip(): right.strip() for word in left.split(",") if word.strip()})
    return table


_TITLES = """
mr mrs ms miss mx dr prof professor doctor sir dame lord lady rev reverend fr father sister hon rt honourable prime
madam madame mme monsieur senor senora herr frau president vice deputy crown premier chancellor secretary minister
governor mayor senator congressman congresswoman representative sen rep gov pres gen general col colonel maj major
capt captain cpt lt lieutenant sgt sergeant cpl corporal pvt private cmdr commander adm admiral marshal ambassador
judge justice chief sheriff officer detective det insp inspector constable coach chairman chairwoman ceo archbishop
bishop cardinal rabbi imam mullah sheikh sheik ayatollah attorney defendant suspect actor actress
baroness viscount viscountess datuk dato datin tun
the this that late former ex
"""
HONORIFICS: frozenset[str] = frozenset(_TITLES.split())
"""Titles that stand before a person's name and are no part of it."""

_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii"
NUMERALS: frozenset[str] = frozenset(_ROMAN.split())
"""Roman numbers, which rulers are told apart by."""

TITLES_OF_TWO: frozenset[str] = frozenset({"datuk seri", "datuk sri", "dato seri", "dato sri", "tan sri"})
"""Malaysian titles of two words."""

COUNTRIES_IN_FRONT: frozenset[str] = frozenset({"u s", "us", "u k", "uk", "eu", "un"})
"""Abbreviations that stand before a title: "U.S. Rep."."""

REGNAL: frozenset[str] = frozenset(
    {
        *("pope", "king", "queen", "prince", "princess", "emperor", "saint", "emir", "sultan"),
        *("tsar", "tsarina", "czar", "kaiser"),
    }
)
"""Titles that belong to the name when one given name follows ("Pope Francis")."""

SUFFIXES: frozenset[str] = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
"""Suffixes that tell generations apart; `forms.key` writes the first two for the last two."""

_PARTICLES = (
    "van von der den de la le du da do dos das del della di al el bin ibn ben abu ter ten zu af av st binti binte bint"
)
PARTICLES: frozenset[str] = frozenset(_PARTICLES.split())
"""Small words inside a family name."""

_COMPANIES = """
inc incorporated corp corporation co company ltd limited plc llc llp lp ag sa nv bv gmbh spa srl ab asa oyj oy as kk
kgaa se pte pty sarl aps cie cos companies
"""
COMPANY: frozenset[str] = frozenset(_COMPANIES.split())
"""Legal forms at the end of a company's name."""

_SMALL = "of the for and on in at to de la le du des del y e et und"
SMALL: frozenset[str] = frozenset(_SMALL.split())
"""Words that acronyms leave out."""

GROUPS: frozenset[str] = frozenset({"group", "holdings", "holding"})
"""Last words that the name of a company of two words or more does without."""

CLUBS: frozenset[str] = frozenset({"fc", "afc", "cf", "sc"})
"""What a football club's name does without, before or behind."""

WORDS: dict[str, str] = _pairs(
    """
    st = saint; ft = fort; mt = mount; dept = department; univ = university; intl = international; natl = national;
    govt = government; assn, assoc = association; centre = center; theatre = theater; harbour = harbor;
    defence = defense; organisation = organization; programme = program; bros = brothers; hosp = hospital
    """
)
"""Abbreviated and British words in the names of things."""

_ABROAD = "der die das deutsche banco banca banque grupo groupe gruppo gruppe"
ABROAD: frozenset[str] = frozenset(_ABROAD.split())
"""First words of organisations' names in other languages that English leaves out: German articles, "bank", "group"."""

_CITIES_WITHIN = """
kiev peking bombay calcutta madras bangalore rangoon kharkov lvov saigon munchen koln praha warszawa moskva
"""
CITIES_WITHIN: frozenset[str] = frozenset(_CITIES_WITHIN.split())
"""Other names of cities that are known within the names of what is there, too: "Dynamo Kiev"."""

HYPHENATED: frozenset[str] = frozenset({"operation", "operative", "ordination", "ordinating", "operating"})
"""What stands behind "co-", with or without the hyphen."""

ROADS: dict[str, str] = _pairs(
    """
    st = street; ave, av = avenue; blvd = boulevard; rd = road; hwy = highway; dr = drive; pkwy = parkway
    """
)
"""Abbreviations that end the name of a road."""

SPELLINGS: dict[str, str] = _pairs(
    """
    zelenskyy, zelenskiy, zelenskij = zelensky; volodymir = volodymyr; muamar, moammar = muammar;
    mohammed, mohamed, mohammad, muhammed, mohamad = muhammad; yeltzin = yeltsin; gorbachov = gorbachev;
    gaddafi, qaddafi, kadafi, qadhafi, kadhafi, khadafy = gadhafi; khruschev = khrushchev; lukashenka = lukashenko;
    alexandr = aleksandr; alexei, alexey, aleksey = aleksei; sergey = sergei; dmitry, dmitriy = dmitri;
    yury, yuriy = yuri; andrey = andrei; nikolay = nikolai; vasily = vasili;
    yevgeny, yevgeni, evgeni, evgeniy, yevgeniy = evgeny; soeharto = suharto; soekarno = sukarno; itzhak = yitzhak;
    hussain, husain, husayn = hussein; yousef, youssef, yousuf = yusuf; ahmed = ahmad; osama = usama; ladin = laden;
    abdallah = abdullah; mahmud = mahmoud; hasan = hassan; omer = omar; shaikh, sheikh = sheik; netanyahou = netanyahu
    """
)
"""Transliterations of personal names from Arabic and Cyrillic that newspapers vary in."""

PEOPLES: dict[str, str] = _pairs(
    """
    democrats, democrat = democratic; brits, britons, briton = british; spaniards, spaniard = spanish;
    swedes, swede = swedish; danes, dane = danish; finns = finnish; turks, turk = turkish; poles = polish;
    scots = scottish; kurds, kurd = kurdish; jews, jew = jewish; tories = tory; shias, shia, shiites = shiite
    """
)
"""Members of a people or party, by its adjective."""

ORGANISATIONS: dict[str, str] = _pairs(
    """
    gop = republican party; fed = federal reserve; wsj = wall street journal; nyt, ny times = new york times;
    un = united nations; eu = european union; hp = hewlett packard; ap = associated press; afp = agence france presse;
    bbc = british broadcasting; hizbollah, hizbullah, hezbullah = hezbollah; taleban = taliban;
    huthis, huthi, houthi = houthis; nypd = new york police department; lapd = los angeles police department;
    pkk = kurdistan workers party; akp, ak party = justice and development party;
    afd, alternative fur deutschland = alternative for germany;
    united states federal reserve, federal reserve board = federal reserve;
    farc = revolutionary armed forces of colombia; msf, medecins sans frontieres = doctors without borders;
    dup = democratic unionist party; snp = scottish national party
    """
)
"""Other names of organisations that the news seldom spells out, and of some whose spelling varies."""

EVENTS: dict[str, str] = _pairs(
    """
    second world war, world war two, world war 2, wwii, ww2 = world war ii;
    first world war, world war one, world war 1, wwi, ww1 = world war i
    """
)
"""Other names of the two great wars."""

LEADING: dict[str, str] = {
    "us": "united states",
    "un": "united nations",
    "uk": "united kingdom",
    "eu": "european union",
}
"""First words in capitals that stand for more: "US Senate"."""
