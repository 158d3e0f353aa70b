"""Given names: which are common for men and women, and which short forms stand for which."""

_MEN = """
aaron abdul abdullah abraham adam adrian ahmad ahmed akira alan albert alberto alejandro aleksandr alessandro
alexander alexei alfonso alfred ali allan allen alvin amir anders andre andreas andrei andrew angelo anthony
anton antonio antony anwar arjun arnold arthur arturo ashok austin barack barry bashar ben benito benjamin
bernard bernie bill billy bjorn bob bobby boris brad bradley brendan brett brian bruce bruno bryan calvin carl
carlos cesar charles charlie chester chris christian christopher clarence claude clifford clint colin connor
craig cristiano curtis dale damian dan daniel danny darren dave david dean dennis derek desmond diego dieter
dimitri dmitri dmitry dominic don donald doug douglas duncan dwight dylan earl ed eddie edgar eduardo edward
edwin eli elias elijah elliot emile emilio emmanuel enrique eric erik ernest ernesto ethan eugene evan fabio
felipe felix fernando fidel floyd francesco francis francisco francois frank franklin fred frederick gabriel
garry gary gavin gene geoffrey george gerald gerard gerhard gilbert giorgio giovanni giuseppe glen glenn gordon
graham greg gregor gregory guillermo gustavo guy hamid hans harold harry harvey hassan heath hector heinrich
helmut henri henry herbert herman hiroshi horst howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob
jacques jaime jake james jamie jan jared jason javier jay jean jeff jeffrey jeremy jerome jerry jesse jesus jim
jimmy joachim joe joel johan johannes john johnny jon jonas jonathan jorge jose joseph joshua juan jules julian
julio junichiro jurgen justin kareem karl keir keith ken kenji kenneth kevin khalid kobe kofi konstantin kurt
kyle lamar lance larry lars laurence laurent lawrence lebron lee leo leon leonard leonardo leonid leroy lewis
liam lionel lloyd louis luca lucas luigi luis luiz luke luther mahmoud malcolm manuel marc marcel marco marcus mario
mark marlon martin marvin mathias matt matteo matthew maurice mauricio max maxim melvin michael michel miguel
mike mikhail milan miles mitchell mohamed mohammad mohammed moses muammar muhammad mustafa narendra nasser
nathan nathaniel neil nelson nicholas nick nicolas nigel nikita nikolai noah noel norman olaf oleg oliver
olivier omar orlando oscar oskar otto owen pablo paolo patrick paul pavel pedro per peter petr phil philip
philippe phillip pierre pietro pranab qasim rafael rafiq rahul raj rajesh ralph ramon randall randy raul ravi
ray raymond recep reginald rene ricardo richard rick rishi robert roberto robin rod rodney rodrigo roger roland
rolf roman ron ronald ronnie ross roy rudolf rudy russell ryan salman salvador salvatore sam samir samuel
sandeep sanjay santiago saul scott sean sebastian serge sergei sergey sergio seth shane shaun shimon sidney
silvio simon spencer stanley stefan stephen steve steven stuart sunil sven tariq ted terrence terry theo
theodore thierry thomas tim timothy toby todd tom tomas tommy tony travis trevor tyler ulrich umar usain vaclav
victor vikram viktor vincent vincenzo vinod vlad vladimir volodymyr walter warren wayne werner wesley wilhelm
wilhelm will william willie willy winston wolfgang haakon xavier yasser yitzhak yuri yusuf zachary zoran
"""

_WOMEN = """
abigail ada adele adriana agnes aisha alexandra alexis alice alicia alison allison amanda amber amelia amy ana
anastasia andrea angela angelina anita ann anna annabel anne annette annie antonia april ariana arlene ashley
astrid audrey barbara beatrice beatrix beatriz becky bella benazir bernadette bernice beth bethany betty beverly beyonce
birgit bonnie brenda bridget britney brooke camila camilla candice cara carla carmen carol carole caroline
carolyn carrie catherine cecilia celine charlene charlotte chelsea cherie cheryl chloe christa christiane
christina christine cindy claire clara claudia colleen condoleezza connie constance cristina crystal cynthia
daisy daniela danielle daphne dawn debbie deborah debra delia denise diana diane dolores donna dora doris
dorothy edith eileen elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa elsie emilia emily
emma erica erin esther ethel eugenia eunice eva evelyn faith fatima faye felicia fiona florence frances
francesca frida gabriela gabrielle gail georgia geraldine gertrude gillian gina ginger giorgia gisele giulia
gladys glenda gloria grace graciela greta gwen gwendolyn gwyneth hannah harriet hazel heather heidi helen helena
helga henrietta hilary hilda hillary ida imelda indira ines inez ingrid irene irina iris isabel isabella
isabelle jacinda jackie jacqueline jade jane janet janice jasmine jean jeanne jenna jennifer jenny jessica jill
jo joan joanna joanne jocelyn jodie josephine joy joyce juanita judith judy julia juliana julie juliet june
kamala karen karin karina kate katharine katherine kathleen kathryn kathy katie katrina kay kayla kelly kim
kimberly kirsten kirstie kristen kristin kristina lara latoya laura lauren laurie leah leila lena leslie leticia
lila lillian lily linda lindsay lindsey lisa liz lois loretta lorraine louise lucia lucille lucy luisa lydia
lynn mabel madeleine madison magdalena malala malia mandy margaret margarita margot margrethe maria mariah mariam
mariana marianne marie marilyn marina marion marjorie marlene martha martina mary maureen maxine maya megan meghan
melanie melinda melissa mercedes meredith mette mia michaela michele michelle mildred milena miley mindy miranda
miriam moira molly mona monica monique muriel myra nadia nancy naomi natalia natalie natasha nathalie nicola
nicole nina nora norma octavia olga olive olivia oprah paige pamela patricia patsy patti paula pauline pearl
peggy penelope penny petra phoebe phyllis priscilla priya queenie rachel raquel rebecca regina renata rhonda
rita roberta rosa rosalind rosalyn rose rosemary rosie roxanne ruby ruth sabrina sally samantha sandra sara
sarah sasha scarlett selena serena shakira shannon sharon sheila shelley sherry shirley simone sofia sonia
sophia sophie stacey stacy stella stephanie sue susan susanna susanne suzanne svetlana sybil sylvia tamara tammy
tanya tara tatiana teresa theresa tiffany tina tracey tracy ursula valentina valeria valerie vanessa vera
veronica vicki victoria viola violet virginia vivian wanda wendy whitney whoopi wilma winnie winona xiomara yoko
yolanda yvette yvonne zainab zelda zoe
"""

_BOTH: frozenset[str] = frozenset(
    {"jean", "kim", "lee", "robin", "sasha", "lindsay", "jamie", "andrea", "jan", "marion", "leslie"}
)

GENDERS: dict[str, str] = {
    **{name: "he" for name in _MEN.split() if name not in _BOTH},
    **{name: "she" for name in _WOMEN.split() if name not in _BOTH},
}
"""Folded given names that are nearly always a man's ("he") or a woman's ("she"); others are absent."""

_SHORT_FORMS = """
abby abigail; al albert; al alan; alex alexander; alex alexandra; andy andrew; barb barbara; becky rebecca; ben
benjamin; bernie bernard; bert albert; beth elizabeth; betty elizabeth; bill william; billy william; bob robert;
bobby robert; brad bradley; cathy catherine; charlie charles; chris christopher; chris christine; chuck charles;
cindy cynthia; dan daniel; danny daniel; dave david; deb deborah; debbie deborah; dick richard; don donald; doug
douglas; drew andrew; ed edward; eddie edward; ed edwin; frank francis; fred frederick; gabe gabriel; gene
eugene; gerry gerald; greg gregory; gus gustavo; hank henry; harry harold; jack john; jake jacob; jeff jeffrey;
jen jennifer; jenny jennifer; jerry gerald; jim james; jimmy james; joe joseph; joey joseph; johnny john; jon
jonathan; josh joshua; kate katherine; kathy katherine; katie katherine; kate catherine; ken kenneth; larry
lawrence; larry laurence; leo leonard; liz elizabeth; lou louis; maggie margaret; matt matthew; mo maurice; mo
muhammad; max maxwell; meg margaret; mike michael; mitch mitchell; nate nathan; ned edward; nick nicholas; pam
pamela; pat patrick; pat patricia; peggy margaret; pete peter; phil philip; phil phillip; ray raymond; rich
richard; rick richard; rob robert; robbie robert; ron ronald; rudy rudolph; russ russell; sam samuel; sam
samantha; sandy sandra; steve steven; steve stephen; stu stuart; sue susan; ted theodore; ted edward; terry
terrence; theo theodore; tim timothy; tom thomas; tommy thomas; tony anthony; tony antonio; val valerie; vic
victor; vicky victoria; walt walter; wes wesley; will william; zach zachary; sasha aleksandr; vova vladimir;
freddie frederick; freddy frederick; gerry gerard; newt newton; vince vincent; ernie ernest; stan stanley;
alex aleksandr; nadya nadezhda; katya ekaterina; misha mikhail; kolya nikolai; tanya tatiana; masha maria;
dima dmitri; lena elena; kostya konstantin; alyosha aleksei; zhenya evgeny; volodya vladimir; natasha natalia;
kostas konstantinos; shaq shaquille; rafa rafael; nando fernando; quique enrique; kike enrique; manolo manuel;
pancho francisco; chico francisco; memo guillermo; ze jose; guga gustavo; toni antonio; lalo eduardo; chuy jesus;
pepe jose; paco francisco; nacho ignacio; lula luiz; beto roberto; chema jose; gigi luigi; beppe giuseppe
"""


_TRANSLATED = """
vladimir volodymyr; leo lev; peter pyotr; aleksandr alexander; aleksander alexander; benjamin binyamin; mikhail michael;
mykola nikolai; oleksandr aleksandr; andrii andrei; serhiy sergei; catherine ekaterina; joseph iosif; george georgy;
george giorgos; george yorgos; george georgios; giorgos georgios; yannis ioannis; nikos nikolaos; dimitris dimitrios;
zoe zoi; michalis michail; andreas andrew; katerina ekaterini; pavlo pavel; petro pyotr; mykhailo mikhail;
yevhen evgeny; oleksiy aleksei; dmytro dmitri; kateryna ekaterina; serhii sergei; vasyl vasili; hryhoriy grigory
"""


def _both_ways(pairs: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in pairs.split(";"):
        a, b = pair.split()
        found[a] = found.get(a, frozenset()) | {b}
        found[b] = found.get(b, frozenset()) | {a}
    return found


SHORT_FORM_OF: dict[str, frozenset[str]] = _both_ways(_SHORT_FORMS)
"""The names that a given name is short for, or that are short for it."""

TRANSLATED: dict[str, frozenset[str]] = _both_ways(_TRANSLATED)
"""The forms that a given name has in another language, where newspapers print both."""

_FAMILY_FIRST = """
choe jo ko mun moon ban roh noh bae paek sin yun pyon kwak nam jon pae hyon
son bae kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song ryu hong ri pak xi li wang
zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo deng mao jiang wen zheng liang xie
tang cao peng zeng cheng dong yuan bo chow chan wong cheung leung ng tsai lai tsang lam kwok hao fang wei qin
nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly orban nagy kovacs toth szabo horvath magyar
"""
FAMILY_FIRST: frozenset[str] = frozenset(_FAMILY_FIRST.split())
"""Korean, Chinese, Vietnamese and Hungarian family names, which stand first in a name written in its own order."""

GIVEN_TOO: frozenset[str] = frozenset({"kim", "lee", "jo", "bo", "lin", "sun", "moon", "min", "lam", "do", "sin"})
"""Those of `FAMILY_FIRST` that are given names elsewhere: in a name of two words they stand for one."""

_SPANISH = """
garcia rodriguez martinez hernandez lopez gonzalez gonzales perez sanchez ramirez torres flores diaz vasquez vazquez
castillo jimenez moreno gutierrez chavez ramos ortiz morales mendoza aguilar munoz alvarez romero ruiz medina castro
guerrero vargas fernandez guzman dominguez delgado ortega herrera nunez soto pena cruz reyes navarro molina suarez
serrano alonso gomez marquez cortes iglesias santana rojas contreras mejia salazar campos arias cabrera velasquez
velazquez carrasco fuentes espinoza espinosa calderon zapata escobar correa maduro quiroga pizarro rivera bermudez
saavedra arce peron allende kirchner pinochet uribe fujimori humala zelaya
"""
SPANISH_SURNAMES: frozenset[str] = frozenset(_SPANISH.split())
"""Family names after which a person of the Spanish-speaking world may bear the mother's, or leave it out."""

_SPANISH_GIVEN = """
alejandro alvaro andres arnaldo cristobal diego enrique esteban evo felipe gerardo gonzalo guillermo ignacio inigo
javier jesus joaquin juan julian leopoldo lorenzo luis mariano mauricio miguel nicolas pablo rafael ramon raul santiago
vicente xavier
"""
SPANISH: frozenset[str] = frozenset(_SPANISH_GIVEN.split())
"""Given names of the Spanish-speaking world: of three words the second is then the father's surname, which stays."""

_ETHIOPIAN_GIVEN = """
abiy meles hailemariam haile tedros mengistu kenenisa tirunesh derartu isaias workneh demeke birtukan getachew sahle
mulatu girma lemma jawar debretsion gebru seyoum berhane abebe tilahun tesfaye dawit yohannes tadesse zewde
"""
ETHIOPIAN: frozenset[str] = frozenset(_ETHIOPIAN_GIVEN.split())
"""Given names of Ethiopia and Eritrea: the father's follows, and the grandfather's, which is mostly left out."""

_COMMON_SURNAMES = """
smith johnson williams brown jones davis miller wilson moore taylor anderson thomas jackson white harris martin
thompson robinson clark lewis walker hall allen young hernandez king wright lopez hill scott green adams baker
gonzalez nelson carter mitchell perez roberts turner phillips campbell parker evans edwards collins stewart
sanchez morris rogers reed cook morgan bell murphy bailey rivera cooper richardson cox howard ward torres
peterson gray ramirez james watson brooks kelly sanders price bennett wood barnes ross henderson coleman jenkins
perry powell long patterson hughes flores washington butler simmons foster gonzales bryant alexander russell
griffin diaz hayes myers ford hamilton graham sullivan wallace woods cole west jordan owens reynolds fisher
ellis harrison gibson mcdonald cruz marshall ortiz gomez murray freeman wells webb simpson stevens tucker porter
hunter hicks crawford henry boyd mason morales kennedy warren dixon ramos reyes burns gordon shaw holmes rice
robertson hunt black daniels palmer mills nichols grant knight ferguson rose stone hawkins dunn perkins hudson
spencer gardner stephens payne pierce berry matthews arnold wagner willis ray watkins olson carroll duncan
snyder hart cunningham bradley lane andrews ruiz harper fox riley armstrong carpenter weaver greene lawrence
elliott chavez sims austin peters kelley franklin lawson garcia rodriguez martinez singh kumar sharma patel khan
ali ahmad hussein hassan ibrahim muhammad silva santos ferreira pereira costa schmidt schneider fischer weber
meyer muller rossi russo ferrari dubois durand ivanov petrov tanaka suzuki sato watanabe cohen levy
"""
COMMON_SURNAMES: frozenset[str] = frozenset(_COMMON_SURNAMES.split()) | FAMILY_FIRST
"""Family names, folded, that so many bear that one alone says little."""


def gender_of(first: str) -> str | None:
    """`he` or `she` for a folded given name, None where it is unknown or borne by both."""
    return GENDERS.get(first)
