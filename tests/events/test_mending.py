from __future__ import annotations

from random import Random

import numpy as np
import pytest

from geomap.constants import Modality
from geomap.events.tree.mending import mended
from geomap.reader.model import ReadSentence
from geomap.reader.reading import SentenceReading
from geomap.text.tokens import split_sentences

_WORDS = ("contract", ";", "bill", "said", "between", "will", "due", "envoys", "opposed")
_PARTS = ("NOUN", "PUNCT", "PROPN", "VERB", "ADP", "AUX", "ADJ", "NOUN", "VERB")
_LABELS = "nsubj obj conj ccomp nmod compound amod aux case cc acl det advmod nsubj:pass expl".split()


def _reading(words: list[str], parts: list[str], heads: list[int], labels: list[str]) -> SentenceReading:
    read = ReadSentence(
        words=tuple(words),
        names=(),
        parts=tuple(parts),
        heads=tuple(heads),
        labels=tuple(labels),
        shares=np.zeros((len(words), 1), dtype=np.float32),
    )
    return SentenceReading(sentence=split_sentences(" ".join(words))[0], read=read)


def _goes_in_circles(heads: tuple[int, ...]) -> bool:
    free = {-1}
    for _ in heads:
        free |= {token for token, head in enumerate(heads) if head in free}
    return len(free) <= len(heads)


def test_a_noun_after_a_semicolon_is_not_hung_below_itself() -> None:
    """ "A grant ; a bill opposed": the participle describes the bill, which cannot be its subject."""
    reading = _reading(
        ["grant", ";", "bill", "opposed"],
        ["NOUN", "PUNCT", "NOUN", "VERB"],
        [-1, 0, 0, 2],
        ["root", "punct", "conj", "acl"],
    )

    heads = mended(reading).heads

    assert heads == [-1, 0, 0, 2]


@pytest.mark.parametrize("seed", range(40))
def test_no_mended_tree_goes_in_circles(seed: int) -> None:
    chance = Random(seed)

    for _ in range(25):
        picked = [chance.randrange(len(_WORDS)) for _ in range(12)]
        order = chance.sample(range(12), 12)
        heads = [-1] * 12
        for place, token in enumerate(order[1:], start=1):
            heads[token] = order[chance.randrange(place)]
        labels = ["root" if head < 0 else chance.choice(_LABELS) for head in heads]
        reading = _reading([_WORDS[i] for i in picked], [_PARTS[i] for i in picked], heads, labels)

        assert not _goes_in_circles(mended(reading).heads)


def test_what_follows_with_as_a_clause_of_its_own_has_its_subject() -> None:
    tree = mended(
        _reading(
            "Ties are vital , with a fund set to open an office".split(),
            "NOUN AUX ADJ PUNCT ADP DET NOUN VERB PART VERB DET NOUN".split(),
            [2, 2, -1, 7, 7, 6, 2, 2, 9, 7, 11, 9],
            "nsubj cop root punct mark det nmod acl mark xcomp det obj".split(),
        )
    )

    assert (tree.heads[6], tree.labels[6]) == (7, "nsubj")
    assert (tree.heads[7], tree.labels[7]) == (2, "advcl")


def test_those_whom_a_participle_with_an_article_names_are_no_deed() -> None:
    tree = mended(
        _reading(
            "Soldiers fed the besieged".split(),
            "NOUN VERB DET VERB".split(),
            [1, -1, 3, 1],
            "nsubj root det obj".split(),
        )
    )

    assert tree.parts[3] == "NOUN"


def test_who_opens_behind_a_semicolon_and_gave_before_does_the_later_deed() -> None:
    tree = mended(
        _reading(
            "Chad lends money ; Iran , which gave tents , pledged grain".split(),
            "PROPN VERB NOUN PUNCT PROPN PUNCT PRON VERB NOUN PUNCT VERB NOUN".split(),
            [1, -1, 1, 4, 7, 7, 7, 1, 7, 7, 1, 10],
            "nsubj root obj punct nsubj punct nsubj advcl obj punct parataxis obj".split(),
        )
    )

    assert (tree.heads[4], tree.labels[4]) == (10, "nsubj")
    assert (tree.heads[7], tree.labels[7]) == (4, "acl:relcl")


def test_to_whom_the_second_sum_goes_belongs_to_its_own_giver() -> None:
    tree = mended(
        _reading(
            "Chad gave 10 million to Syria , France 4 million to Sudan".split(),
            "PROPN VERB NUM NUM ADP PROPN PUNCT PROPN NUM NUM ADP PROPN".split(),
            [1, -1, 3, 1, 5, 1, 7, 3, 9, 1, 11, 1],
            "nsubj root compound obj case obl punct appos compound conj case obl".split(),
        )
    )

    assert (tree.heads[7], tree.labels[7]) == (9, "nsubj")
    assert (tree.heads[5], tree.heads[11]) == (1, 9)


def test_two_sides_with_a_hyphen_both_belong_to_the_noun_behind() -> None:
    """ "Russia - Ukraine prisoner exchange": Ukraine is no second part of Russia's name."""
    reading = _reading(
        ["Russia", "-", "Ukraine", "prisoner", "exchange", "failed"],
        ["PROPN", "PUNCT", "PROPN", "NOUN", "NOUN", "VERB"],
        [3, 0, 0, 4, 5, -1],
        ["compound", "punct", "flat", "compound", "nsubj", "root"],
    )

    tree = mended(reading)

    assert (tree.heads[2], tree.labels[2]) == (3, "compound")


def test_what_a_participle_with_an_agent_describes_is_the_subject() -> None:
    """ "Ceasefire brokered by Turkey held", where the reader takes "brokered" for a noun."""
    reading = _reading(
        ["ceasefire", "brokered", "by", "Turkey", "held"],
        ["NOUN", "NOUN", "ADP", "PROPN", "VERB"],
        [1, 4, 3, 1, -1],
        ["compound", "nsubj", "case", "obl:agent", "root"],
    )

    tree = mended(reading)

    assert (tree.heads[0], tree.labels[0]) == (4, "nsubj")
    assert (tree.heads[1], tree.labels[1], tree.parts[1]) == (0, "acl", "VERB")


def test_a_second_subject_behind_a_semicolon_is_joined_to_the_first() -> None:
    """ "Met Xi; Chad and Sudan protested", of which the tree joins Sudan to Xi."""
    reading = _reading(
        ["met", "Xi", ";", "Chad", "and", "Sudan", "protested"],
        ["VERB", "PROPN", "PUNCT", "PROPN", "CCONJ", "PROPN", "VERB"],
        [-1, 0, 6, 6, 5, 1, 0],
        ["root", "obj", "punct", "nsubj", "cc", "conj", "conj"],
    )

    tree = mended(reading)

    assert (tree.heads[5], tree.labels[5]) == (3, "conj")


def test_a_second_sum_counted_in_the_first_ones_noun_has_its_own_goal() -> None:
    """ "Gave 5 euros to Chad and 3 to Niger", of which the tree counts both in "euros"."""
    reading = _reading(
        ["Mali", "gave", "5", "euros", "to", "Chad", "and", "3", "to", "Niger"],
        ["PROPN", "VERB", "NUM", "NOUN", "ADP", "PROPN", "CCONJ", "NUM", "ADP", "PROPN"],
        [1, -1, 3, 1, 5, 1, 7, 3, 9, 1],
        ["nsubj", "root", "nummod", "obj", "case", "obl", "cc", "nummod", "case", "obl"],
    )

    tree = mended(reading)

    assert (tree.heads[7], tree.labels[7]) == (1, "conj")
    assert (tree.heads[9], tree.labels[9]) == (7, "obl")


def test_who_is_killed_in_a_joined_passive_burned_no_homes(code):
    (event,) = code("In Goma 140 homes were burned and six people killed.")

    assert event.actors == ()


def test_who_has_done_one_thing_and_is_due_to_do_another_has_not_done_it(code):
    events = code("The prime minister of Chad declared a holiday and is due to visit Goma on Sunday.")

    assert {event.modality for event in events} == {Modality.FUTURE}
