from bot.extraction.types import Kind
from bot.summaries.closure import Stand, stands
from bot.summaries.passages import passages
from bot.summaries.shown import shown
from bot.summaries.types import Line, Source
from tests.summaries.articles import Says, article

CURIE: dict[str, Kind] = {"Marie Curie": "PERSON", "Pierre Curie": "PERSON", "Paris": "GPE", "Sorbonne": "ORG"}


def stand(source: Source, number: int) -> Stand:
    return stands(source, passages(source))[number]


def alone(source: Source, number: int) -> str:
    line = Line(0, source.extraction.sentences[number].span, 0.0, stand(source, number).alone)
    return shown(source.text, line)


def test_a_plain_sentence_stands() -> None:
    source = article("Marie Curie came to Paris.", "Pierre Curie taught physics there.", names=CURIE)
    assert stand(source, 1) == Stand()


def test_a_pronoun_that_opens_is_replaced_by_its_name() -> None:
    source = article(
        "Marie Curie came to Paris.",
        Says("She studied physics.", "pronoun", "She", {"She": "Marie Curie"}),
        names=CURIE,
    )
    assert stand(source, 1).needs is None
    assert alone(source, 1) == "[Marie Curie] studied physics."


def test_behind_the_sentence_that_names_it_a_pronoun_stays() -> None:
    source = article(
        "Marie Curie came to Paris.",
        Says("She studied physics.", "pronoun", "She", {"She": "Marie Curie"}),
        names=CURIE,
    )
    assert stand(source, 1).behind == ()


def test_a_possessive_takes_the_name_with_an_s() -> None:
    source = article(
        "Marie Curie died in 1934.",
        Says("Her notebooks are still radioactive.", "pronoun", "Her", {"Her": "Marie Curie"}),
        names=CURIE,
    )
    assert alone(source, 1) == "[Marie Curie]'s notebooks are still radioactive."


def test_only_the_first_pronoun_of_a_sentence_is_replaced() -> None:
    source = article(
        "Marie Curie died in 1934.",
        Says("She kept her notes.", "pronoun", "She", {"She": "Marie Curie", "her": "Marie Curie"}),
        names=CURIE,
    )
    assert alone(source, 1) == "[Marie Curie] kept her notes."


def test_an_unresolved_pronoun_needs_the_sentence_before() -> None:
    source = article("The couple met in 1894.", Says("They married a year later.", "pronoun", "They", {"They": ""}))
    assert stand(source, 1) == Stand(needs=0)


def test_a_pronoun_that_a_reader_would_take_for_another_is_not_replaced() -> None:
    source = article(
        "Pierre Curie met Marie Curie in 1894.",
        Says("She studied physics.", "pronoun", "She", {"She": "Marie Curie"}),
        names=CURIE,
    )
    assert stand(source, 1) == Stand(needs=0)


def test_a_he_for_a_place_is_a_mistake_and_not_replaced() -> None:
    source = article("Paris was cold.", Says("He studied.", "pronoun", "He", {"He": "Paris"}), names=CURIE)
    assert stand(source, 1) == Stand(needs=0)


def test_the_speaker_behind_a_quotation_is_named() -> None:
    source = article(
        "Marie Curie came to Paris.",
        Says('"Nothing in life is to be feared," she said.', means={"she": "Marie Curie"}),
        names=CURIE,
    )
    assert alone(source, 1) == '"Nothing in life is to be feared," [Marie Curie] said.'


def test_a_pronoun_inside_a_sentence_is_replaced_unless_it_may_mean_somebody_there() -> None:
    source = article(
        "Pierre Curie taught physics.",
        Says("A student lost a cup when he left.", means={"he": "Pierre Curie"}),
        Says("The Sorbonne gave the chair to his widow.", means={"his": "Pierre Curie"}),
        names=CURIE,
    )
    assert stand(source, 1) == Stand()
    assert alone(source, 2) == "The Sorbonne gave the chair to [Pierre Curie]'s widow."


def test_an_unresolved_he_said_needs_the_sentence_before_whoever_is_named_in_the_quotation() -> None:
    source = article("The mayor spoke.", Says('"Marie Curie is a guest," he said.', means={"he": ""}), names=CURIE)
    assert stand(source, 1).needs == 0


def test_a_her_before_the_name_in_the_same_sentence_stands() -> None:
    source = article("It rained.", Says("In her notes, Marie Curie wrote of rain.", means={"her": ""}), names=CURIE)
    assert stand(source, 1) == Stand()


def test_a_him_with_nobody_to_mean_needs_the_sentence_before() -> None:
    source = article("The mayor spoke.", Says("Children behind him cheered.", means={"him": ""}), names=CURIE)
    assert stand(source, 1).needs == 0


def test_a_pronoun_that_another_name_stands_before_needs_its_neighbour() -> None:
    source = article(
        "Pierre Curie taught physics.",
        Says("Marie Curie worked where he did.", means={"he": "Pierre Curie"}),
        names=CURIE,
    )
    assert stand(source, 1) == Stand(needs=0)


def test_a_description_is_replaced_when_it_is_resolved() -> None:
    source = article(
        "Marie Curie won two prizes.",
        Says("The physicist refused a patent.", "definite", "The physicist", {"The physicist": "Marie Curie"}),
        names=CURIE,
    )
    assert alone(source, 1) == "[Marie Curie] refused a patent."


def test_a_description_needs_the_sentence_that_introduced_it() -> None:
    source = article(
        "A laboratory was built in 1904.",
        "Paris paid for most of it.",
        Says("The laboratory had two rooms.", "definite", "The laboratory"),
        Says("The move pleased everyone.", "definite", "The move"),
        names=CURIE,
    )
    assert stand(source, 2) == Stand(needs=0)
    assert stand(source, 3) == Stand(needs=2)


def test_connectives_and_demonstratives_need_the_sentence_before() -> None:
    source = article(
        "Paris was cold.",
        Says("But the work went on.", "connective", "But"),
        Says("This pleased the city.", "demonstrative", "This"),
    )
    assert [stand(source, i).needs for i in (1, 2)] == [0, 1]


def test_a_quotation_without_its_speaker_needs_the_sentence_before() -> None:
    source = article('Marie Curie said: "It shines.', 'We took it home in a jar."', names=CURIE)
    assert stand(source, 1).needs == 0


def test_the_first_sentence_needs_nothing_and_may_take_a_name_from_below() -> None:
    source = article(
        Says("She won two Nobel Prizes.", "pronoun", "She", {"She": ""}), "Marie Curie came to Paris.", names=CURIE
    )
    assert stand(source, 0) == Stand()


def test_the_rest_of_a_sentence_cut_in_two_needs_the_beginning() -> None:
    source = article("The prize went to Marie", "Curie in 1911, the committee announced.")
    assert stand(source, 1).needs == 0
    source = article("The prize went to M.", "and Mme. Curie in 1903.")
    assert stand(source, 1).needs == 0


def test_a_he_with_nobody_to_mean_needs_the_sentence_before() -> None:
    source = article("The man left.", Says("Later that day he returned.", means={"he": ""}))
    assert stand(source, 1).needs == 0


def test_a_he_behind_what_he_is_needs_the_sentence_before() -> None:
    source = article("The man left.", Says("An engineer by trade, he built the lift himself.", means={"he": ""}))
    assert stand(source, 1).needs == 0
    source = article("It rained.", Says("A man said he had built the lift.", means={"he": ""}))
    assert stand(source, 1).needs is None


def test_somebody_known_by_age_only_needs_the_sentence_before() -> None:
    source = article("Marie Curie taught.", "The 38-year-old was the first woman to do so.", names=CURIE)
    assert stand(source, 1).needs == 0
    source = article("Two prizes were given.", "The first was for physics.", names=CURIE)
    assert stand(source, 1).needs == 0
    source = article("Rain fell.", "The 38-year-old Curie was the first woman to do so.", names=CURIE)
    assert stand(source, 1).needs is None


def test_a_pronoun_taken_for_a_name_that_follows_it_is_a_mistake() -> None:
    source = article(
        "A keeper came to see Pierre Curie.",
        Says("He opened the door and Pierre Curie walked out.", "pronoun", "He", {"He": "Pierre Curie"}),
        names=CURIE,
    )
    assert stand(source, 1).needs == 0


def test_a_word_inside_that_means_what_was_said_before_needs_the_sentence_before() -> None:
    source = article(
        "Paris bought a laboratory.",
        "It rained.",
        Says("Marie Curie and Pierre Curie had agreed on that.", "inside", "that"),
        Says("Marie Curie had lent the laboratory a table.", "inside", "the laboratory"),
        names=CURIE,
    )
    assert stand(source, 2).needs == 1
    assert stand(source, 3).needs == 0


def test_a_description_inside_that_means_a_name_is_shown_with_it_or_stands_beside_it() -> None:
    source = article(
        "Marie Curie won two prizes.",
        Says("Paris paid the physicist a pension.", "inside", "the physicist", {"the physicist": "Marie Curie"}),
        Says("Marie Curie wrote what the physicist knew.", "inside", "the physicist", {"the physicist": "Marie Curie"}),
        names=CURIE,
    )
    assert stand(source, 1).needs is None
    assert alone(source, 1) == "Paris paid [Marie Curie] a pension."
    assert stand(source, 2) == Stand()


def test_no_bracket_over_somebody_else_who_speaks_or_with_half_a_name() -> None:
    source = article(
        "Pierre Curie came.",
        "Ada Rowe said that it was cold.",
        Says("He stayed.", "pronoun", "He", {"He": "Pierre Curie"}),
        names=CURIE,
    )
    assert stand(source, 2).needs == 1
    source = article(
        "Pierre Curie came.",
        Says("The neighbour said it was cold.", "definite", "The neighbour"),
        Says("He stayed.", "pronoun", "He", {"He": "Pierre Curie"}),
        names=CURIE,
    )
    assert stand(source, 2).needs == 1
    source = article("Curie came.", Says("He stayed.", "pronoun", "He", {"He": "Curie"}), names={"Curie": "PERSON"})
    assert stand(source, 1).needs == 0


def test_a_quotation_that_ends_in_another_sentence_needs_its_speaker() -> None:
    source = article(
        "Marie Curie spoke of the work.",
        "'I never thought that it wouldn't glow.",
        "It glowed in the dark.'",
        names=CURIE,
    )
    assert [stand(source, i).needs for i in (1, 2)] == [0, 1]
    source = article("It rained.", "'It wouldn't glow,' Marie Curie said.", names=CURIE)
    assert stand(source, 1) == Stand()


def test_a_word_of_three_mentions_is_a_name_and_a_statement_is_nobody() -> None:
    source = article(
        "Curie came.",
        "Curie saw Paris.",
        "Curie stayed, the statement said.",
        Says("He wrote.", "pronoun", "He", {"He": "Curie"}),
        names={"Curie": "PERSON", "Paris": "GPE"},
    )
    assert alone(source, 3) == "[Curie] wrote."


def test_no_bracket_for_a_surname_that_somebody_else_bears_too() -> None:
    names: dict[str, Kind] = {"Pierre Curie": "PERSON", "Curie": "PERSON"}
    source = article(
        "Pierre Curie met Irene Curie.",
        "It was then that Curie fell ill.",
        Says("His mother came.", "pronoun", "His", {"His": "Pierre Curie"}),
        names=names,
        same={"Curie": "Pierre Curie"},
    )
    assert stand(source, 2) == Stand(needs=1)


def test_what_joins_a_sentence_behind_its_first_word_needs_the_sentence_before() -> None:
    for joined in ("Her brother, meanwhile, got a scarf.", "So what is it for?", "The next stage is short."):
        assert stand(article("The race began in Harwick.", joined), 1).needs == 0, joined
    assert stand(article("The race began in Harwick.", "So far nobody has won."), 1).needs is None


def test_a_bracket_for_an_app_is_none_but_the_sentence_that_has_one_comes_along() -> None:
    source = article("A firm sells an app.", "It rained in Harwick.", "Many say that the app is slow.")
    assert stand(source, 2).needs == 0
