"""Pairs of names that must, or must not, be one entity across articles."""

import pytest

from bot.extraction.types import Kind
from bot.identity import forms
from bot.identity.across import decide
from bot.identity.types import Name

ONE: list[tuple[Kind, str, str]] = [
    # hyphens, spacing, diacritics, titles, possessives
    ("PERSON", "Kim Jong Un", "Kim Jong-un"),
    ("PERSON", "Li Keqiang", "Li Ke Qiang"),
    ("PERSON", "Xi Jinping", "Xi Jin-ping"),
    ("PERSON", "Ban Ki-moon", "Ban Ki Moon"),
    ("PERSON", "Moon Jae-in", "Moon Jae In"),
    ("PERSON", "Emmanuel Macron", "President Emmanuel Macron"),
    ("PERSON", "Emmanuel Macron", "French Emmanuel Macron"),
    ("PERSON", "Margaret Thatcher", "the late Margaret Thatcher"),
    ("PERSON", "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("PERSON", "Recep Tayyip Erdogan", "Recep Erdogan"),
    ("PERSON", "Pedro Sánchez", "Pedro Sanchez's"),
    ("PERSON", "Beyoncé Knowles", "Beyonce Knowles"),
    ("PERSON", "Lech Wałęsa", "Lech Walesa"),
    ("PERSON", "Jean-Claude Juncker", "Jean Claude Juncker"),
    ("PERSON", "Sinéad O'Connor", "Sinead O’Connor"),
    ("PERSON", "Slobodan Milošević", "Slobodan Milosevic"),
    ("PERSON", "Václav Havel", "Vaclav Havel"),
    ("PERSON", "Gro Harlem Brundtland", "Gro Brundtland"),
    # transliterations
    ("PERSON", "Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("PERSON", "Volodymyr Zelensky", "Volodymyr Zelenskiy"),
    ("PERSON", "Muammar Gaddafi", "Moammar Gadhafi"),
    ("PERSON", "Muammar Gaddafi", "Muammar Qaddafi"),
    ("PERSON", "Alexei Navalny", "Aleksei Navalny"),
    ("PERSON", "Alexey Navalny", "Alexei Navalny"),
    ("PERSON", "Sergey Lavrov", "Sergei Lavrov"),
    ("PERSON", "Dmitry Medvedev", "Dmitri Medvedev"),
    ("PERSON", "Osama bin Laden", "Usama bin Ladin"),
    ("PERSON", "Mohammed bin Salman", "Mohammad bin Salman"),
    ("PERSON", "Mohamed ElBaradei", "Mohammed ElBaradei"),
    ("PERSON", "Alexander Lukashenko", "Alexander Lukashenka"),
    # middle names and initials
    ("PERSON", "George W. Bush", "George Walker Bush"),
    ("PERSON", "Joe Biden", "Joe R. Biden"),
    ("PERSON", "John Fitzgerald Kennedy", "John F. Kennedy"),
    ("PERSON", "John F. Kennedy", "John Kennedy"),
    ("PERSON", "J.K. Rowling", "J. K. Rowling"),
    ("PERSON", "J. R. R. Tolkien", "John Ronald Reuel Tolkien"),
    ("PERSON", "J. Tolkien", "John Ronald Reuel Tolkien"),
    ("PERSON", "Samuel L. Jackson", "Samuel Leroy Jackson"),
    ("PERSON", "Barack Hussein Obama", "Barack Obama"),
    ("PERSON", "Ursula von der Leyen", "Ursula Leyen"),
    ("PERSON", "Luiz Inácio Lula da Silva", "Luiz da Silva"),
    # short forms of given names
    ("PERSON", "Bill Clinton", "William Clinton"),
    ("PERSON", "Bob Dole", "Robert Dole"),
    ("PERSON", "Joe Biden", "Joseph Biden"),
    ("PERSON", "Liz Truss", "Elizabeth Truss"),
    ("PERSON", "Tony Blair", "Anthony Blair"),
    ("PERSON", "Jimmy Carter", "James Carter"),
    ("PERSON", "Ted Kennedy", "Edward Kennedy"),
    ("PERSON", "Dick Cheney", "Richard Cheney"),
    ("PERSON", "Mike Pence", "Michael Pence"),
    ("PERSON", "Nick Clegg", "Nicholas Clegg"),
    # order
    ("PERSON", "Viktor Orbán", "Orbán Viktor"),
    ("PERSON", "Xi Jinping", "Jinping Xi"),
    # spelling variants of long names
    ("PERSON", "Katharine Hepburn", "Katherine Hepburn"),
    ("PERSON", "Condoleezza Rice", "Condoleeza Rice"),
    ("PERSON", "Jawaharlal Nehru", "Jawarharlal Nehru"),
    # lone surnames and parts
    ("PERSON", "Angela Merkel", "Merkel"),
    ("PERSON", "Angela Merkel", "Mrs. Merkel"),
    ("PERSON", "Ursula von der Leyen", "von der Leyen"),
    ("PERSON", "Bashar al-Assad", "Assad"),
    ("PERSON", "Bashar al-Assad", "al-Assad"),
    ("PERSON", "Osama bin Laden", "bin Laden"),
    ("PERSON", "Vincent van Gogh", "van Gogh"),
    ("PERSON", "Gabriel García Márquez", "García Márquez"),
    ("PERSON", "Luiz Inácio Lula da Silva", "da Silva"),
    # places
    ("GPE", "U.S.", "United States"),
    ("GPE", "USA", "America"),
    ("GPE", "United States of America", "the United States"),
    ("GPE", "UK", "United Kingdom"),
    ("GPE", "Britain", "U.K."),
    ("GPE", "Kiev", "Kyiv"),
    ("GPE", "Peking", "Beijing"),
    ("GPE", "Bombay", "Mumbai"),
    ("GPE", "Burma", "Myanmar"),
    ("GPE", "DPRK", "North Korea"),
    ("GPE", "N. Korea", "North Korea"),
    ("GPE", "Calif.", "California"),
    ("GPE", "St. Louis", "Saint Louis"),
    ("GPE", "NYC", "New York City"),
    ("GPE", "Côte d'Ivoire", "Ivory Coast"),
    ("GPE", "Türkiye", "Turkey"),
    ("GPE", "São Paulo", "Sao Paulo"),
    # organisations
    ("ORG", "Microsoft", "Microsoft Corp."),
    ("ORG", "Advanced Micro Devices Inc.", "AMD"),
    ("ORG", "Advanced Micro Devices", "Advanced Micro Devices, Inc."),
    ("ORG", "Hewlett-Packard", "Hewlett - Packard"),
    ("ORG", "Hewlett-Packard Co.", "HP"),
    ("ORG", "AT&T", "AT & T Inc."),
    ("ORG", "International Atomic Energy Agency", "IAEA"),
    ("ORG", "World Health Organization", "WHO"),
    ("ORG", "World Health Organisation", "World Health Organization"),
    ("ORG", "United Nations", "U.N."),
    ("ORG", "UN Security Council", "United Nations Security Council"),
    ("ORG", "European Central Bank", "ECB"),
    ("ORG", "Federal Bureau of Investigation", "F.B.I."),
    ("ORG", "Organization of the Petroleum Exporting Countries", "OPEC"),
    ("ORG", "Department of Justice", "DOJ"),
    ("ORG", "Johnson & Johnson", "Johnson and Johnson"),
    ("ORG", "JPMorgan Chase & Co.", "JPMorgan Chase"),
    ("ORG", "Amazon.com", "Amazon"),
    ("ORG", "Volkswagen AG", "Volkswagen"),
    ("ORG", "Associated Press", "AP"),
    ("NORP", "Russians", "Russian"),
    ("NORP", "Democrats", "Democratic"),
]

TWO: list[tuple[Kind, str, str]] = [
    # generations
    ("PERSON", "Ken Griffey Jr.", "Ken Griffey Sr."),
    ("PERSON", "Martin Luther King Jr.", "Martin Luther King III"),
    ("PERSON", "Robert Downey Jr.", "Robert Downey"),
    ("PERSON", "John Paul", "John Paul II"),
    # given names
    ("PERSON", "Bill Clinton", "Hillary Clinton"),
    ("PERSON", "Barack Obama", "Michelle Obama"),
    ("PERSON", "Venus Williams", "Serena Williams"),
    ("PERSON", "Kim Jong Un", "Kim Jong Il"),
    ("PERSON", "Kim Jong Un", "Kim Yo Jong"),
    ("PERSON", "Kim Jong Un", "Kim Dae Jung"),
    ("PERSON", "Raúl Castro", "Fidel Castro"),
    ("PERSON", "Indira Gandhi", "Rahul Gandhi"),
    ("PERSON", "Mahatma Gandhi", "Sonia Gandhi"),
    ("PERSON", "Benazir Bhutto", "Zulfikar Ali Bhutto"),
    ("PERSON", "Bashar al-Assad", "Hafez al-Assad"),
    ("PERSON", "Justin Trudeau", "Pierre Trudeau"),
    ("PERSON", "Charlotte Brontë", "Emily Brontë"),
    ("PERSON", "Wladimir Klitschko", "Vitali Klitschko"),
    ("PERSON", "Marine Le Pen", "Jean-Marie Le Pen"),
    ("PERSON", "Nicolas Cage", "John Cage"),
    ("PERSON", "Michael Jackson", "Samuel L. Jackson"),
    ("PERSON", "George Bush", "Jeb Bush"),
    ("PERSON", "Tony Blair", "Cherie Blair"),
    # middle names and initials
    ("PERSON", "George W. Bush", "George H. W. Bush"),
    ("PERSON", "John Quincy Adams", "John Bodkin Adams"),
    ("PERSON", "David Lloyd George", "David Henry George"),
    ("PERSON", "J. K. Rowling", "M. K. Rowling"),
    ("PERSON", "J. D. Vance", "James Vance"),
    # given names one letter apart that are two
    ("PERSON", "Daniel Radcliffe", "Daniela Radcliffe"),
    ("PERSON", "Antonio Banderas", "Antonia Banderas"),
    ("PERSON", "Jean Simmons", "Gene Simmons"),
    ("PERSON", "Joan Collins", "John Collins"),
    ("PERSON", "Mario Andretti", "Maria Andretti"),
    ("PERSON", "Patrick Stewart", "Patricia Stewart"),
    ("PERSON", "Francis Drake", "Frances Drake"),
    # surnames
    ("PERSON", "John Major", "John Mayor"),
    ("PERSON", "Michael Jordan", "Michael Johnson"),
    ("PERSON", "Mao Zedong", "Mao Asada"),
    ("PERSON", "Li Na", "Li Ning"),
    ("PERSON", "Wang Yi", "Wang Yang"),
    ("PERSON", "Nguyen Phu Trong", "Nguyen Xuan Phuc"),
    ("PERSON", "Park Geun-hye", "Park Chung-hee"),
    ("PERSON", "Tony Blair", "Tony Abbott"),
    ("PERSON", "Robert Peel", "Robert Peary"),
    # a lone first name, or a given name as a surname, without an article that says so
    ("PERSON", "Angela Merkel", "Angela"),
    ("PERSON", "Etta James", "James"),
    ("PERSON", "Elton John", "John"),
    ("PERSON", "Paris Hilton", "Paris"),
    # a surname that very many bear, a title
    ("PERSON", "Michael Jordan", "Jordan"),
    ("PERSON", "Kim Jong Un", "Kim"),
    ("PERSON", "Freddie Queen", "Queen"),
    ("PERSON", "Steve Smith", "Stephen A. Smith"),
    ("PERSON", "R. Williams", "Robin Williams"),
    # places
    ("GPE", "North Korea", "South Korea"),
    ("GPE", "Iran", "Iraq"),
    ("GPE", "Niger", "Nigeria"),
    ("GPE", "Austria", "Australia"),
    ("GPE", "Slovenia", "Slovakia"),
    ("GPE", "York", "New York"),
    ("GPE", "Mexico", "New Mexico"),
    ("GPE", "Guinea", "Papua New Guinea"),
    ("GPE", "Dominica", "Dominican Republic"),
    ("GPE", "Washington", "Wellington"),
    ("GPE", "Georgia", "South Georgia"),
    ("GPE", "Kansas", "Arkansas"),
    ("GPE", "Virginia", "West Virginia"),
    ("GPE", "Congo", "Democratic Republic of Congo"),
    ("LOC", "North Sea", "Black Sea"),
    ("LOC", "East Asia", "South Asia"),
    # organisations
    ("ORG", "China Daily", "China Mobile"),
    ("ORG", "Bank of America", "Bank of England"),
    ("ORG", "American Airlines", "United Airlines"),
    ("ORG", "World Bank", "World Trade Organization"),
    ("ORG", "New York Times", "New York Post"),
    ("ORG", "Manchester United", "Manchester City"),
    ("ORG", "House of Commons", "House of Lords"),
    ("ORG", "Ministry of Defence", "Ministry of Justice"),
    ("ORG", "Harvard University", "Stanford University"),
    ("ORG", "University of York", "University of Cork"),
    ("ORG", "Apple", "Apple Records"),
    ("ORG", "CNN", "CNN Center"),
    ("ORG", "General Motors", "General Electric"),
    ("ORG", "European Union", "European Commission"),
    ("ORG", "Real Madrid", "Real Sociedad"),
    ("ORG", "Security Council", "Federation Council"),
    ("ORG", "IAEA", "International Energy Agency"),
    ("NORP", "Iranian", "Iraqi"),
    ("NORP", "Austrian", "Australian"),
]


def _one_entity(kind: Kind, a: str, b: str) -> bool:
    keys = {forms.key(surface, kind) for surface in (a, b)}
    decisions = decide([Name(key, kind, 2, {key: 2}) for key in keys])
    return len({decision.head for decision in decisions}) == 1


@pytest.mark.parametrize(("kind", "a", "b"), ONE)
def test_one(kind: Kind, a: str, b: str) -> None:
    assert _one_entity(kind, a, b)


@pytest.mark.parametrize(("kind", "a", "b"), TWO)
def test_two(kind: Kind, a: str, b: str) -> None:
    assert not _one_entity(kind, a, b)


@pytest.mark.parametrize(
    ("usual", "slip", "kind"),
    [
        ("silvio berlusconi", "silvio berlusconni", "PERSON"),
        ("arnold schwarzenegger", "arnold schwarzeneger", "PERSON"),
        ("katharine hepburn", "katherine hepburn", "PERSON"),
        ("european commission", "european comission", "ORG"),
    ],
)
def test_a_slip_is_rare_beside_the_usual_spelling(usual: str, slip: str, kind: Kind) -> None:
    rare = decide([Name(usual, kind, 10), Name(slip, kind, 1)])
    assert {decision.head[0] for decision in rare} == {usual}
    both = decide([Name(usual, kind, 10), Name(slip, kind, 8)])
    assert len({decision.head for decision in both}) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("russia", "GPE"), ("russian", "NORP")),
        (("china", "GPE"), ("china daily", "ORG")),
        (("english", "NORP"), ("english", "LANGUAGE")),
        (("paris", "GPE"), ("paris hilton", "PERSON")),
        (("washington", "GPE"), ("washington", "PERSON")),
        (("ford", "ORG"), ("harrison ford", "PERSON")),
    ],
)
def test_kinds_that_never_join(first: tuple[str, Kind], second: tuple[str, Kind]) -> None:
    decisions = decide([Name(*first, 2, {first[0]: 2}), Name(*second, 2, {second[0]: 2})])
    assert all(decision.head == decision.name for decision in decisions)


@pytest.mark.parametrize("kinds", [("ORG", "GPE"), ("FAC", "ORG"), ("LOC", "GPE"), ("PRODUCT", "ORG")])
def test_kinds_of_things_join_on_equal_keys(kinds: tuple[Kind, Kind]) -> None:
    decisions = decide([Name("white house", kinds[0], 5), Name("white house", kinds[1], 1)])
    assert {decision.head for decision in decisions} == {("white house", kinds[0])}
