"""What only sets the scene for another event of its sentence."""

import pytest

from geomap.constants import EventType


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Germany, which has sent tanks to Ukraine, urged France to do more.", EventType.REQUEST),
        ("Iran freed a German journalist who had been sentenced to death.", EventType.RETREAT),
        ("Chad opened its borders to migrants ordered out of Sudan.", EventType.AID),
        ("Russia condemned a resolution that imposes sanctions on Iran.", EventType.ACCUSE),
        ("France signed a treaty of cooperation with Germany.", EventType.SUPPORT),
        ("Turkish troops prepared to resume shelling Syrian villages.", EventType.MOBILIZE),
        ("France withdrew its invasion forces from Chad.", EventType.RETREAT),
    ],
)
def test_background_is_no_event_of_its_own(code, text, kept):
    assert [event.event_type for event in code(text)] == [kept]


@pytest.mark.parametrize(
    "text",
    [
        "Germany condemned the rebels who stormed a court in Goma.",
        "Chad freed three men who were arrested on Monday in Goma.",
    ],
)
def test_a_deed_with_a_place_or_date_of_its_own_is_kept_in_a_relative_clause(code, text):
    assert len(code(text)) == 2
