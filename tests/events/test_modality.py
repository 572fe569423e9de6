"""How an event is reported: as happening, to come, possible, denied or long past."""

from datetime import date

import pytest

from geomap.constants import EventType, Modality

WEDNESDAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The bridge was bombed by Russian jets last year.", "historical"),
        ("Trade between Russia and China reached $240 billion last year.", "actual"),
        ("Germany once negotiated with Iran in Geneva.", "historical"),
        ("Turkey has hosted talks between Russia and Ukraine in the past.", "historical"),
        ("The talks come two years after Sudan's army seized power.", "historical"),
        ("Russia attacked Kharkiv last month.", "actual"),
        ("Once again Russia attacked Kharkiv.", "actual"),
        ("No one was arrested after the march in Moscow.", "negated"),
        ("Israeli soldiers killed no Syrians.", "negated"),
        ("Putin to visit China next week", "future"),
    ],
)
def test_modality_is_read_from_time_and_grammar(code, text, modality):
    assert Modality(modality) in {event.modality for event in code(text, published=WEDNESDAY)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Did Russia attack Kharkiv on Friday?", {"hypothetical"}),
        ("Q. Was the convoy attacked by rebels near Kidal?", {"hypothetical"}),
        ('"Did the army shell the camp?" asked a senator in Manila.', {"hypothetical"}),
        ("Is there an attack on Goma?", {"hypothetical"}),
        ("Will Putin visit Harbin in May?", {"hypothetical"}),
        ("Does Kenya condemn Chad and support Mali?", {"hypothetical"}),
        ("Why did Russia attack Kharkiv on Friday?", {"actual"}),
        ("Were the soldiers who attacked Goma arrested?", {"actual", "hypothetical"}),
        ("Russia attacked Kharkiv on Friday, didn't it?", {"actual"}),
    ],
)
def test_what_is_only_asked_is_not_told_as_a_fact(code, text, told):
    assert {event.modality.value for event in code(text, published=WEDNESDAY)} == told


def test_a_question_of_what_has_been_looks_back(code):
    (attack,) = code("Did Russia attack Kharkiv on Friday?", published=WEDNESDAY)

    assert (attack.date_start, attack.date_end) == (date(2026, 3, 13), date(2026, 3, 13))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ukraine will not withdraw until Russia clears the mines.", EventType.REJECT),
        ("Israel demanded a truce before allowing aid into Syria.", EventType.REQUEST),
        ("Germany said it will send aid to Sudan unless Chad seizes the convoy.", EventType.AGREE),
    ],
)
def test_what_is_waited_for_has_not_happened(code, text, kept):
    actual = [event for event in code(text) if event.modality is not Modality.HYPOTHETICAL]

    assert [event.event_type for event in actual] == [kept]
