"""The states of the world and what is from them, for mending kinds after the model; the best known capitals and firms.

Short on purpose: a full gazetteer, or one given to the model, was measured to hurt.
"""

from bot.extraction.types import Kind
from bot.extraction.words import phrases

COUNTRIES = phrases(
    """
    Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, Austria
    Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia
    Bosnia and Herzegovina, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso, Burma, Burundi, Cambodia
    Cameroon, Canada, Cape Verde, Central African Republic, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia
    Cuba, Cyprus, Czech Republic, Czechia, Denmark, Djibouti, Dominican Republic, East Timor, Ecuador, Egypt
    El Salvador, England, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia
    Germany, Ghana, Great Britain, Greece, Greenland, Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti
    Honduras, Hong Kong, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica
    Japan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya
    Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall Islands
    Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar
    Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia
    Northern Ireland, Norway, Oman, Pakistan, Palau, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland
    Portugal, Puerto Rico, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia, Scotland, Senegal, Serbia
    Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea
    South Sudan, Soviet Union, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan
    Chechnya, Czechoslovakia, Yugoslavia, Zaire
    Tanzania, Thailand, Togo, Tonga, Trinidad and Tobago, Tunisia, Turkey, Turkmenistan, Tuvalu, UAE, U.A.E., Uganda
    UK, U.K., Ukraine, United Arab Emirates, United Kingdom, United States, United States of America, Uruguay, US, U.S.
    USA, U.S.A., USSR, DPRK, Uzbekistan, Vanuatu, Vatican, Venezuela, Vietnam, Wales, Yemen, Zambia, Zimbabwe
    """
)

STATES = phrases(
    """
    Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois
    Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi
    Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota
    Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont
    West Virginia, Wisconsin, Wyoming
    """
)

DEMONYMS = phrases(
    """
    Afghan, African, Albanian, Algerian, American, Arab, Argentine, Argentinian, Armenian, Asian, Australian, Austrian
    Azerbaijani, Bangladeshi, Belarusian, Belgian, Bolivian, Bosnian, Brazilian, British, Bulgarian, Cambodian
    Canadian, Chilean, Chinese, Colombian, Croatian, Cuban, Cypriot, Czech, Danish, Dutch, Ecuadorian, Egyptian
    English, Estonian, Ethiopian, European, Filipino, Finnish, French, Georgian, German, Ghanaian, Greek, Haitian
    Hungarian, Icelandic, Indian, Indonesian, Iranian, Iraqi, Irish, Israeli, Italian, Jamaican, Japanese, Jordanian
    Kazakh, Kenyan, Korean, Kurdish, Kuwaiti, Latvian, Lebanese, Libyan, Lithuanian, Malaysian, Maltese, Mexican
    Moldovan, Mongolian, Moroccan, Nepalese, Nigerian, North Korean, Norwegian, Pakistani, Palestinian, Peruvian
    Polish, Portuguese, Qatari, Romanian, Russian, Rwandan, Saudi, Scottish, Senegalese, Serbian, Singaporean, Slovak
    Slovenian, Somali, South African, South Korean, Soviet, Spanish, Sudanese, Swedish, Swiss, Syrian, Taiwanese
    Tanzanian, Thai, Tunisian, Turkish, Ugandan, Ukrainian, Uruguayan, Uzbek, Venezuelan, Vietnamese, Welsh, Yemeni
    Zimbabwean, Angolan, Azeri, Bahraini, Burmese, Burundian, Cameroonian, Chechen, Costa Rican, Czechoslovak
    Ecuadorean, Emirati, Eritrean, Fijian, Gambian, Guatemalan, Honduran, Ivorian, Kyrgyz, Laotian, Liberian, Macedonian
    Malawian, Malian, Montenegrin, Mozambican, Namibian, Nepali, Nicaraguan, Omani, Panamanian, Paraguayan, Salvadoran
    Slovene, Sri Lankan, Tajik, Togolese, Turkmen, Yugoslav, Zairean, Zambian
    """
)

ACRONYMS = phrases(
    """
    UN, U.N., EU, E.U., NATO, WHO, IMF, IAEA, OPEC, WTO, OECD, ASEAN, UNESCO, UNICEF, UNHCR, FBI, CIA, NSA, NASA, FDA
    EPA, SEC, IRS, FIFA, UEFA, IOC, NBA, NFL, NHL, MLB, BBC, CNN, NBC, CBS, ABC, AFP, AP, KCNA, TASS, NHS, KGB, FSB
    ISIS, ISIL, PLO, IRA, ECB, ESA, IPCC
    """
)

CAPITALS = phrases(
    """
    Accra, Addis Ababa, Algiers, Ankara, Athens, Baghdad, Baku, Bangkok, Beijing, Belgrade, Berlin, Bogota, Brasilia
    Bratislava, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Canberra, Caracas, Colombo, Copenhagen, Damascus
    Delhi, New Delhi, Dhaka, Doha, Dublin, Hanoi, Harare, Havana, Helsinki, Islamabad, Istanbul, Jakarta, Jerusalem
    Johannesburg, Kabul, Kampala, Karachi, Kathmandu, Khartoum, Kiev, Kyiv, Kuala Lumpur, Lagos, Lisbon, Ljubljana
    London, Madrid, Manila, Minsk, Mogadishu, Moscow, Mumbai, Nairobi, Oslo, Ottawa, Paris, Phnom Penh, Prague, Pretoria
    Pyongyang, Rabat, Riyadh, Rome, Sarajevo, Seoul, Shanghai, Skopje, Stockholm, Taipei, Tallinn, Tashkent
    Tehran, Tel Aviv, Tirana, Tokyo, Tripoli, Ulan Bator, Vienna, Vilnius, Warsaw, Washington D.C., Yangon, Zagreb
    """
)

FIRMS = phrases(
    """
    Reuters, Twitter, Facebook, YouTube, Instagram, Google, Microsoft, Netflix, TikTok, WhatsApp, Snapchat, LinkedIn
    Wikipedia, Toyota, Boeing, Airbus, Pfizer, AstraZeneca, BioNTech, Huawei, Samsung, Nokia, Volkswagen, BMW
    Nissan, Gazprom, Rosneft, Alibaba, Tencent, Nasdaq, Xinhua, Yonhap, Bloomberg News, Hezbollah, Hamas, Taliban
    """
)

HEAVENLY = phrases("Earth, Mars, Moon, Jupiter, Saturn")

KNOWN: dict[str, Kind] = {
    **dict.fromkeys(HEAVENLY, "LOC"),
    **dict.fromkeys(COUNTRIES | STATES, "GPE"),
    **dict.fromkeys(DEMONYMS, "NORP"),
    **dict.fromkeys(CAPITALS, "GPE"),
    **dict.fromkeys(ACRONYMS | FIRMS, "ORG"),
    **dict.fromkeys(("Olympic", "Olympics"), "EVENT"),
}
"""The kind of names that hardly ever are anything else."""
