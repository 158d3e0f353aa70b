"""Words that say nothing about what is looked for: left out of a search unless they stand in quotation marks."""

_WORDS = """
a an the
and or but nor so yet if then than because while although though unless until whether as
of in on at by to for from with without into onto upon over under above below between among through during before
after about against across along around behind beside beyond near off out up down within toward towards via per
i me my mine myself we our ours ourselves you your yours yourself he him his himself she her hers herself
it its itself they them their theirs themselves one ones
this that these those here there such same other another each every either neither both all any some none no not
who whom whose which what when where why how whoever whatever
am is are was were be been being do does did doing done have has had having
can could may might must shall should will would ought cannot
don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn
s t d m ll re ve
just only very too also even still again ever never more most less least much many few
please tell show find give know me
"""

STOP_WORDS: frozenset[str] = frozenset(_WORDS.split())
