"""Names of persons: which given names stand for which, and which family names tell little or stand elsewhere."""

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
