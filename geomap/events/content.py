"""What is only the content of a demand, promise, threat, refusal or accusation, not an event of its own."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType
from geomap.events.circumstances import Spot
from geomap.events.modality import is_purpose
from geomap.events.morphology import Form, forms_of
from geomap.events.sentences import AUXILIARIES, PREPOSITIONS, Words, clause_end
from geomap.events.subjects import Scene
from geomap.events.triggers import TriggerMatch

_GOVERNING = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.ACCUSE}
)
_GERUND_PREPOSITIONS = frozenset("of for at from against without about".split())
_SCENES = frozenset("during after before since following over about regarding".split())
_AIMS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})


def is_background(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> bool:
    """Whether a trigger only sets the scene for another event of its sentence.

    So do a purpose ("opened fire to disperse"), a gerund after most prepositions ("for shelling") and
    a noun that gives time or reason ("after the invasion") unless it has a place of its own.
    """
    words = scene.words
    others = [one for one in scene.matches if one is not match]
    if not others:
        return False
    before = words.word(match.first - 1)
    if match.is_verb and before == "to":
        return is_purpose(words, match) and any(one.first < match.first for one in others)
    if match.is_verb:
        is_gerund = words.lower[match.head].endswith("ing")
        return is_gerund and before in _GERUND_PREPOSITIONS and not _is_result(words, match)
    has_verb = any(one.is_verb for one in others)
    return has_verb and not _has_own_place(match, spots) and _is_scene(words, match)


def _is_scene(words: Words, match: TriggerMatch) -> bool:
    """Whether a noun hangs on a preposition of time or reason."""
    for back in range(1, 6):
        word = words.word(match.first - back)
        if word in _SCENES:
            return True
        if word in PREPOSITIONS or not word or not (word.isalpha() or word in ("'s", "'", "-")):
            return False
    return False


def _is_result(words: Words, match: TriggerMatch) -> bool:
    return words.has_lemma(match.first - 2, frozenset({"accuse", "result", "succeed"}))


def is_content(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> bool:
    """Whether an earlier trigger of the sentence governs this one.

    "Condemned the bombing in Nice" keeps the bombing: it has a place of its own.
    """
    for other in scene.matches:
        if other.first >= match.first:
            return False
        event_type = other.trigger.meaning.event_type
        if event_type is EventType.PROTEST and match.trigger.meaning.event_type in _AIMS:
            if match.first < clause_end(scene.words, other.last) and not _is_own_verb(scene, match):
                return True
            continue
        if event_type not in _GOVERNING and "matrix" not in other.trigger.roles:
            continue
        if match.first >= content_end(scene, other) or _is_own_verb(scene, match):
            continue
        return not (event_type is EventType.ACCUSE and _has_own_place(match, spots))
    return False


def content_end(scene: Scene, match: TriggerMatch) -> int:
    """The token after the last one of what a trigger governs."""
    words = scene.words
    high = clause_end(words, match.last)
    if (
        high < len(words)
        and words.lower[high] in ("that", "unless", "if", "to", "because")
        and high - match.last <= 8
    ):
        high = clause_end(words, high)
    return high


def _is_own_verb(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a verb stands on its own beside an earlier one: "condemned X and expelled Y"."""
    if not match.is_verb:
        return False
    words = scene.words
    forms = forms_of(words.lower[match.head], match.base)
    before = words.word(match.head - 1)
    if before.endswith("ly") or before in AUXILIARIES:
        before = words.word(match.head - 2)
    return before in ("and", "but", ",", "or") and not forms <= {Form.BASE}


def _has_own_place(match: TriggerMatch, spots: Sequence[Spot]) -> bool:
    if match.is_verb or match.trigger.meaning.event_type is not EventType.ASSAULT:
        return False
    return any(
        match.last < spot.index <= match.last + 8 and spot.before in ("in", "at", "near") for spot in spots
    )
