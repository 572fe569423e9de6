"""What layers choose of parsed documents, and that layers built together choose once."""

import weakref
from dataclasses import replace

from geomap.constants import Category, EventType, Modality, QuadClass
from geomap.corpus import corpus_of
from geomap.memory import no_collection
from layers import BUILDERS, build_layers
from layers.base import DRAWN
from layers.choice import select_figures
from layers.table import event_table


def attack(make, **more):
    return make.event(EventType.ASSAULT, at=make.kharkiv, quad=QuadClass.MATERIAL_CONFLICT, **more)


def test_documents_read_once_give_the_same_choice_each_time(make):
    corpus = corpus_of([make.parsed(attack(make), make.figure(50, Category.IDPS))])

    assert corpus_of(corpus) is corpus
    assert event_table(corpus) is event_table(corpus)
    assert select_figures(corpus, DRAWN) is select_figures(corpus, DRAWN)


def test_each_choice_of_modalities_is_its_own(make):
    planned = attack(make, modality=Modality.FUTURE, start=1)
    corpus = corpus_of([make.parsed(attack(make), planned)])

    chosen = [
        BUILDERS["conflict"](corpus, modalities=frozenset({one})).cells("event_id")
        for one in (Modality.ACTUAL, Modality.FUTURE)
    ]

    assert chosen == [["e-ASSAULT-0"], ["e-ASSAULT-1"]]


def test_all_events_are_in_the_table_with_their_documents_in_order(make):
    first, second = make.parsed(attack(make)), make.parsed(attack(make, start=1, modality=Modality.FUTURE))

    table = event_table(corpus_of([first, make.parsed(), second]))

    assert table["event"] == [*first.events, *second.events]
    assert list(table["document_id"]) == [one.document.document_id for one in (first, second)]


def test_a_table_goes_with_the_reading_it_was_made_for(make):
    with no_collection():
        corpus = corpus_of([make.parsed(attack(make))])
        table = weakref.ref(event_table(corpus))

        del corpus

        assert table() is None


def test_layers_built_together_are_those_built_alone(make, atlas):
    meeting = make.event(EventType.CONSULT, "RUS", "CHN", at=make.harbin, start=1)
    figure = make.figure(8000, Category.INTERNAL_DISPLACEMENTS, origin=make.kharkiv_oblast)
    amount = make.figure(3e9, Category.AMOUNT, origin=make.russia, destination=make.china)
    story = make.parsed(attack(make), meeting, figure, amount, make.mention(make.harbin))

    together = build_layers([story], atlas=atlas)

    for layer in together:
        alone = BUILDERS[layer.key]([story], atlas=atlas)
        assert list(layer.outlines()) == list(alone.outlines())
        assert [layer.cells(name) for name in layer.columns] == [alone.cells(name) for name in alone.columns]


def test_an_event_without_a_place_has_no_spot(make):
    nowhere = make.event(EventType.ASSAULT, quad=QuadClass.MATERIAL_CONFLICT)

    table = event_table(corpus_of([make.parsed(nowhere, attack(make, start=1))]))

    assert list(table["spot"]) == [None, (36.25, 50.0)]


def test_two_documents_of_one_name_state_each_amount_once(make, atlas):
    amount = make.figure(3e9, Category.AMOUNT, origin=make.russia, destination=make.china)
    parsed = make.parsed(amount)
    other = replace(parsed, figures=(replace(amount, value=4e9),))

    assert BUILDERS["economy"]([parsed, other], atlas=atlas).cells("value") == [3e9, 4e9]
