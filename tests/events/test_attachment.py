"""Trees, made by hand, in which a phrase hangs on the verb though it describes the noun before it."""

import pytest

from geomap.events.tree.attachment import mend_attachment
from geomap.events.tree.counted import mend_counts
from geomap.events.tree.mendable import Tree


def mended(rows, mend=mend_attachment):
    """The tree of rows "word PART head label", as words with the word they hang on and how."""
    cells = [row.split() for row in rows.split(", ")]
    tree = Tree(
        words=tuple(cell[0] for cell in cells),
        parts=[cell[1] for cell in cells],
        heads=[int(cell[2]) for cell in cells],
        labels=[cell[3] for cell in cells],
    )
    mend(tree)
    over = [tree.words[head] if head >= 0 else "" for head in tree.heads]
    return {word: (head, label) for word, head, label in zip(tree.words, over, tree.labels, strict=True)}


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            "iran PROPN 1 nsubj, blamed VERB -1 root, it PRON 1 obj, for ADP 4 case, missiles NOUN 1 obl,"
            " fired VERB 1 advcl, by ADP 7 case, rebels NOUN 5 obl:agent",
            {"fired": ("missiles", "acl")},
        ),
        (
            "she PRON 1 nsubj, met VERB -1 root, drivers NOUN 3 nsubj, hailed VERB 1 advcl, as ADP 5 case,"
            " heroes NOUN 3 obl",
            {"drivers": ("met", "obj"), "hailed": ("drivers", "acl")},
        ),
        (
            "a DET 2 det, truce NOUN 2 compound, brokered VERB 5 nsubj, by ADP 4 case,"
            " chad PROPN 2 obl:agent, held VERB -1 root",
            {"a": ("truce", "det"), "truce": ("held", "nsubj"), "brokered": ("truce", "acl")},
        ),
        (
            "curfews NOUN 1 nsubj:pass, imposed VERB -1 root, in ADP 3 case, cities NOUN 1 obl,"
            " including ADP 5 case, goma PROPN 1 obl",
            {"goma": ("cities", "nmod")},
        ),
        (
            "they PRON 1 nsubj, discussed VERB -1 root, fighting NOUN 1 obj, in ADP 4 case, mali PROPN 1 obl",
            {"mali": ("fighting", "nmod")},
        ),
        (
            "people NOUN 2 nsubj:pass, were AUX 2 aux:pass, driven VERB -1 root, by ADP 4 case,"
            " drought NOUN 2 obl:agent, over ADP 6 case, borders NOUN 4 nmod",
            {"borders": ("driven", "obl")},
        ),
        (
            "900 NUM 1 nummod, people NOUN 3 nsubj, remained VERB 3 aux:pass, displaced VERB -1 root",
            {"remained": ("", "root"), "displaced": ("remained", "xcomp"), "people": ("remained", "nsubj")},
        ),
        (
            "they PRON 1 nsubj, tore VERB -1 root, roofs NOUN 1 obj, off ADP 4 case, houses NOUN 1 obj",
            {"houses": ("tore", "obl")},
        ),
        (
            "iran PROPN 4 nsubj, - PUNCT 0 punct, iraq PROPN 3 compound, talks NOUN 4 nsubj,"
            " opened VERB -1 root",
            {"iran": ("talks", "compound"), "talks": ("opened", "nsubj")},
        ),
        (
            "they PRON 1 nsubj, imposed VERB -1 root, curfews NOUN 1 obj, in ADP 4 case, cities NOUN 1 obl,"
            " including ADP 6 case, goma PROPN 2 nmod",
            {"goma": ("cities", "nmod")},
        ),
    ],
)
def test_a_phrase_hangs_on_the_noun_it_describes(rows, wanted):
    found = mended(rows)

    assert {word: found[word] for word in wanted} == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            "900 NUM 2 nummod, displaced VERB -1 root, people NOUN 1 obj, in ADP 4 case, goma PROPN 2 nmod",
            {"people": ("", "root"), "displaced": ("people", "amod")},
        ),
        (
            "goma PROPN 1 nsubj, recovers VERB -1 root, with ADP 5 case, 900 NUM 5 nummod,"
            " displaced VERB 1 acl, families NOUN 4 obl",
            {"families": ("recovers", "nmod"), "displaced": ("families", "amod")},
        ),
        (
            "numbers NOUN 1 nsubj, more ADJ -1 root, than SCONJ 3 mark, doubled VERB 1 advcl, to ADP 5 case,"
            " 900 NUM 3 obl",
            {"doubled": ("", "root"), "numbers": ("doubled", "nsubj"), "more": ("doubled", "advmod")},
        ),
        (
            "blast NOUN 1 compound, injures PROPN -1 root, 30 NUM 1 flat",
            {"blast": ("injures", "nsubj"), "30": ("injures", "obj")},
        ),
        (
            "in ADP 1 case, goma PROPN 4 obl, 20 NUM 1 flat, were AUX 4 aux:pass, hurt ADJ -1 root",
            {"20": ("hurt", "nsubj:pass"), "goma": ("hurt", "obl")},
        ),
    ],
)
def test_a_number_counts_what_it_belongs_to(rows, wanted):
    found = mended(rows, mend_counts)

    assert {word: found[word] for word in wanted} == wanted


@pytest.mark.parametrize(
    "rows",
    [
        "flight NOUN 2 nsubj, 20 NUM 0 flat, landed VERB -1 root",
        "900 NUM 1 nummod, people NOUN 2 nsubj, fled VERB -1 root",
        "he PRON 1 nsubj, paid VERB -1 root, more ADJ 1 obj, than ADP 4 case, 900 NUM 2 nmod",
    ],
)
def test_a_number_that_stands_right_stays(rows):
    cells = [row.split() for row in rows.split(", ")]
    wanted = {word: (cells[int(head)][0] if int(head) >= 0 else "", label) for word, _, head, label in cells}

    assert mended(rows, mend_counts) == wanted


@pytest.mark.parametrize(
    "rows",
    [
        "he PRON 1 nsubj, left VERB -1 root, goma PROPN 1 obj, when ADV 4 mark, attacked VERB 1 advcl",
        "he PRON 1 nsubj, discussed VERB -1 root, it PRON 1 obj, in ADP 4 case, paris PROPN 1 obl",
        "two NUM 1 nsubj, condemned VERB -1 root, israel PROPN 1 obj",
        "he PRON 1 nsubj, remained VERB -1 root, in ADP 3 case, paris PROPN 1 obl",
    ],
)
def test_what_is_right_stays(rows):
    wanted = {}
    words = [row.split()[0] for row in rows.split(", ")]
    for row in rows.split(", "):
        word, _, head, label = row.split()
        wanted[word] = (words[int(head)] if int(head) >= 0 else "", label)

    assert mended(rows) == wanted
