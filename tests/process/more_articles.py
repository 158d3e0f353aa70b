"""Articles that the tests of answers file themselves, one of them with marks and mentions in it."""

TEA = (
    "Tea from Assam\n\n"
    "Robert Bruce was shown a wild tea plant in Assam in 1823. His brother Charles Bruce sent plants to the botanical"
    " garden in Calcutta, and Nathaniel Wallich looked at them there. The first chests of tea from Assam were sold in"
    " London in January 1839. The Assam Company was founded in the same year. Darjeeling followed twelve years later,"
    " when Archibald Campbell had planted seeds near his house."
)
PLUTO = (
    "A ninth planet, for a while\n\n"
    "Clyde Tombaugh found Pluto on plates from the Lowell Observatory in Flagstaff on 18 February 1930. Venetia Burney,"
    " a girl of eleven in Oxford, suggested the name at breakfast. Percival Lowell had looked for the planet until he"
    " died in 1916. The International Astronomical Union met in Prague in August 2006 and called Pluto a dwarf planet."
    " Mike Brown of Pasadena had found Eris the year before."
)
CANAL = (
    "A canal through Suez\n\n"
    "Ferdinand de Lesseps opened the Suez Canal on 17 November 1869. Empress Eugénie of France sailed through it first,"
    " on the yacht Aigle. Benjamin Disraeli bought shares of it for Britain in 1875, with money from Lionel de"
    " Rothschild. Gamal Abdel Nasser took the canal over in July 1956. Ships had to sail round Africa while it was"
    " closed, from June 1967 to June 1975."
)
FINCHES = (
    "Birds of the Galapagos\n\n"
    "Charles Darwin reached the Galapagos Islands on HMS Beagle in September 1835. Robert FitzRoy commanded the ship,"
    " and he collected birds as well. John Gould told Darwin in London that the small ones were all finches. Alfred"
    " Russel Wallace sent a letter from Ternate in 1858 that said the same thing in fewer words. Joseph Hooker and"
    " Charles Lyell had both read out in July."
)
HOSTILE = (
    "@everyone **free** [prize](https://example.org) ||hidden||\n\n"
    "Ada Lovelace wrote to Charles Babbage about the Analytical Engine in July 1843. <@1234567890123456> and `code`"
    " stood in the margin, # not a heading, and a > sign. Lovelace translated a paper by Luigi Menabrea, who had heard"
    " Babbage speak in Turin. Her notes were longer than the paper itself. Michael Faraday read them in London, and"
    " @here he praised them in a long letter that has been lost since then."
)
