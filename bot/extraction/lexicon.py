"""Word lists about names: titles, what organisations, places and events are called, and what joins a name."""

from bot.extraction.words import words

HONORIFICS = words("mr mr. mrs mrs. ms ms. miss mx mx. dr dr. sir dame madam madame monsieur herr frau señor señora")

# The last word of what stands before a person's name, or behind it after a comma, and says what they are.
TITLES = words(
    """
    president minister premier chancellor secretary senator congressman congresswoman representative governor mayor
    councillor councilman councilwoman alderman ambassador envoy diplomat consul commissioner councilor legislator
    lawmaker politician mp mep mla msp deputy speaker whip leader chief head chairman chairwoman chair chairperson
    director executive officer ceo cfo coo cto founder co-founder cofounder owner manager boss tycoon billionaire
    entrepreneur businessman businesswoman banker investor financier economist analyst strategist adviser advisor
    consultant expert specialist spokesman spokeswoman spokesperson spokesman aide attorney lawyer barrister solicitor
    prosecutor judge justice magistrate sheriff marshal detective inspector superintendent constable sergeant
    lieutenant captain major colonel general admiral commander brigadier corporal private commodore officer soldier
    pilot astronaut cosmonaut king queen prince princess duke duchess earl baron baroness lord lady emperor empress
    sultan emir sheikh ayatollah pope cardinal archbishop bishop reverend rev. rev pastor priest rabbi imam father
    sister brother abbot vicar dean professor prof. prof lecturer teacher principal rector provost scientist researcher
    physicist chemist biologist astronomer mathematician engineer historian philosopher psychologist sociologist
    anthropologist archaeologist geologist epidemiologist virologist physician doctor surgeon nurse psychiatrist
    actor actress singer rapper musician guitarist drummer bassist pianist violinist composer conductor songwriter
    vocalist frontman dancer choreographer artist painter sculptor photographer architect designer filmmaker producer
    screenwriter playwright novelist author writer poet journalist reporter correspondent columnist editor publisher
    broadcaster presenter host anchor commentator comedian model celebrity star coach trainer striker midfielder
    defender goalkeeper winger forward quarterback pitcher catcher batsman bowler skipper player footballer cricketer
    golfer swimmer sprinter runner cyclist boxer wrestler skater skier driver champion medallist medalist athlete
    activist campaigner dissident organiser organizer lobbyist advocate whistleblower rebel militant warlord dictator
    strongman candidate nominee contender challenger incumbent rival successor predecessor veteran boss guru
    sen. sen rep. rep gov. gov gen. gen col. col lt. lt maj. maj capt. capt sgt. sgt cmdr. adm. adm pres. amb. hon. hon
    administrator laureate winner undersecretary under-secretary negotiator delegate chef ecologist climatologist
    meteorologist geneticist neuroscientist cosmologist oceanographer statistician theologian
    treasurer registrar curator librarian ombudsman coroner comptroller auditor inspector-general attorney-general
    secretary-general director-general governor-general vice-president vice-chairman co-chair co-chairman publicist
    """
)

# Titles that a name may also be made of ("Justice Department", "General Motors"): titles only before a person.
SUFFIXES = words("jr jr. sr sr. ii iii iv")

ORGANISATIONS = words(
    """
    party university college school institute institution academy company corporation corp corp. inc inc. ltd ltd. llc
    plc co. gmbh ag group holdings association federation confederation union league alliance coalition committee
    commission council board bureau agency authority ministry department office service services club team society
    foundation trust fund bank bancorp partners division brigade regiment battalion squadron army navy corps militia
    guard front movement congress parliament senate assembly court tribunal police church network broadcasting
    orchestra choir band ensemble theatre-company publishers press magazine journal times gazette herald tribune post
    observatory laboratory laboratories clinic hospital airlines airways motors industries systems technologies
    pharmaceuticals electronics watch brotherhood caucus secretariat conference organization organisation gazette gazeta
    zeitung
    """
)

FACILITIES = words(
    """
    airport station railway railroad bridge road street avenue boulevard lane highway motorway square stadium arena
    park gardens building tower hall palace castle cathedral temple mosque prison jail dam canal harbour harbor port
    pier tunnel plaza mall gym field museum monument memorial raceway speedway circuit racecourse estate camp fort
    cemetery zoo junction line trail terminal
    """
)

LOCATIONS = words(
    """
    river lake sea ocean gulf bay strait mountain mountains mount mt mt. island islands peninsula valley desert forest
    basin coast cape plateau plain hills hill ridge glacier reef falls canyon creek county district province region
    """
)

# What a state or a part of one is called before "of": "Kingdom of Judah", "County of Urgell".
POLITIES = words(
    """
    kingdom duchy county principality republic empire emirate sultanate province city state commonwealth margraviate
    electorate
    """
)

# The last word of a state's name: "Second Republic".
STATES = words("empire republic kingdom duchy principality")

EVENTS = words(
    """
    election elections referendum summit olympics games championship championships cup festival marathon earthquake
    hurricane tsunami war campaign massacre protests riots crisis uprising revolution tournament expo eurovision
    """
)

# Lower-case words inside a name: "Newcastle upon Tyne", "Clann na Talmhan".
CONNECTORS = words("upon sur na la le del della von van da do dos al el am an der den du des y")
