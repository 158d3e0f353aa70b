"""Given names that are common for men and for women."""

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


def gender_of(first: str) -> str | None:
    """`he` or `she` for a folded given name, None where it is unknown or borne by both."""
    return GENDERS.get(first)
