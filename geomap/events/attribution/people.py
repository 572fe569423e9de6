"""People and bodies that a common noun names and no list knows: "warned the smelter's owners"."""

from __future__ import annotations

from functools import lru_cache

from geomap.constants import EventType
from geomap.events.lists.units import person_nouns
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import objects, obliques
from geomap.events.tree.grammar import ancestors, conjuncts, dependents, preposition
from geomap.events.tree.sentences import PLACING, Words, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Actor

_NOBODY = frozenset(
    "life injury soul dead body corpse death displacement casualty fatality arrival pax human other local"
    " national native minor individual spy crew staff agent guard star fan player".split()
)
"""Nouns that numbers count as persons and that alone may mean something else, or the dead."""
_GROUPS = ("people", "bodies", "addressed")
_AS_NOUNS = frozenset(
    "besieged wounded injured displaced homeless poor sick elderly starving unemployed bereaved accused"
    " faithful".split()
)
_LANDS = frozenset({"country", "nation", "state"})
_EVERYBODY = frozenset({"everyone", "everybody"})
_WHERE = ("in", "of", "from", "at")
_NAMING = ("compound", "amod")
_DONE_TO_PEOPLE = frozenset(
    {
        *((EventType.RETREAT, mode) for mode in ("release", "access")),
        *((EventType.SANCTION, mode) for mode in ("convict", "expel")),
        *((EventType.COERCE, mode) for mode in ("arrest", "deport")),
    }
)
_HELPING = frozenset(
    "treat nurse bandage feed clothe house shelter lodge comfort vaccinate inoculate immunise immunize"
    " operate pull stitch rescue evacuate relocate resettle save take admit accept receive host bankroll fund"
    " finance train arm equip protect escort adopt reunite".split()
)
_GIVING = frozenset({EventType.AGREE, EventType.MOBILIZE, EventType.COOPERATE, EventType.REQUEST})
_SENDING = frozenset("send dispatch withdraw recall pull bring return summon call".split())
_SHELTERING = frozenset("house shelter lodge host receive accept take".split())
_HOMES = frozenset("camp village town settlement orphanage enclave island".split())
_ASKING = frozenset("remind invite ask urge beg tell implore order instruct".split())
_ASKED = frozenset("CVL HLH NGO LAB AGR MIL COP EDU".split())
_FREEING = frozenset({"release", "freedom", "liberation"})
_SUMMONING = frozenset({"send"})
_ENDINGS = ("woman", "sman", "people", "maker")
_SHORT = 6


def people_at(scene: Scene, token: int) -> tuple[Party, ...]:
    """The people or bodies at a noun phrase given by its head, with those joined to it, who are no party."""
    return tuple(party for one in conjuncts(scene.words, token) if (party := _people(scene, one)) is not None)


def owning_people(scene: Scene, token: int) -> tuple[Party, ...]:
    """Those whose something is: "the strikers' demand"."""
    owners = dependents(scene.words, token, "nmod:poss")
    return tuple(party for owner in owners for party in people_at(scene, owner))


def _people(scene: Scene, token: int) -> Party | None:
    words = scene.words
    if not names_people(words, token) or any(not p.is_modifier for p in scene.by_token.get(token, ())):
        return None
    return _told_of(scene, token)


def _told_of(scene: Scene, token: int) -> Party:
    """The party that a common noun with what describes it names."""
    words, first = scene.words, token
    while first - 1 in words.children[token] and words.labels[first - 1] in _NAMING:
        first -= 1
    start, end = words.tokens[first].start, words.tokens[token].end
    country = _country_of(scene, token)
    actor = Actor(name=words.phrase(first, token), start=start, end=end, country_iso3=country)
    return Party(
        actor=actor,
        first=first,
        last=token,
        head=token,
        before=preposition(words, token),
        is_named_only=country is None,
        is_unnamed=True,
    )


def _country_of(scene: Scene, token: int) -> str | None:
    """The country of those whom a noun names: "a station in Lusaka"; their owner is somebody else."""
    places = obliques(scene.words, token, _WHERE)
    found = (p for p in parties_at(scene, places) if p.is_place)
    return next((party.actor.country_iso3 for party in found if party.actor.country_iso3), None)


def affected_inside(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """Those within the words of a phrase, or behind them, to whom it is done: "treated forty villagers"."""
    if not _acts_on_people(scene.words, match):
        return ()
    items = [item for item in objects(scene.words, match.head) if match.head < item]
    found = tuple(p for p in parties_at(scene, items) if not (p.is_place or p.is_modifier))
    return found or tuple(party for item in items for party in people_at(scene, item))


def helped_homes(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Fed the camp": those who live there."""
    is_help = helps(scene.words, match) and not scene.words.has_lemma(match.head, _SHELTERING)
    items = objects(scene.words, match.head) if is_help else ()
    return tuple(_told_of(scene, item) for item in items if scene.words.has_lemma(item, _HOMES))


def _acts_on_people(words: Words, match: TriggerMatch) -> bool:
    """Whether the object of a phrase suffers or enjoys what it tells, and is not what is sent or given."""
    meaning = match.trigger.meaning
    if meaning.event_type is EventType.ACCUSE:
        return meaning.mode != "investigate"
    if (meaning.event_type, meaning.mode) in _DONE_TO_PEOPLE:
        # "Withdrew peacekeepers": its own.
        return not words.has_lemma(match.head, _SENDING)
    if helps(words, match):
        return True
    return meaning.event_type is EventType.REQUEST and words.has_lemma(match.head, _ASKING)


def helps(words: Words, match: TriggerMatch) -> bool:
    """Whether the object of a verb is who is helped, armed or taken in, not what is given."""
    return match.trigger.meaning.event_type is EventType.AID and words.has_lemma(match.head, _HELPING)


def is_asked_for(words: Words, match: TriggerMatch, party: Party) -> bool:
    """ "Appealed for doctors": what is asked, not who; "sent for the clerk" asks the clerk."""
    if match.trigger.meaning.event_type is EventType.REQUEST and _is_to_be_freed(words, match, party):
        return True
    return (
        match.trigger.meaning.event_type is EventType.REQUEST
        and party.before == "for"
        and not party.actor.country_iso3
        and party.actor.sector in _ASKED
        and not words.has_lemma(match.head, _SUMMONING)
    )


def _is_to_be_freed(words: Words, match: TriggerMatch, party: Party) -> bool:
    """ "Demanded the release of the sailors": those who hold them are asked, not they."""
    above = words.heads[party.head]
    is_freed = above >= 0 and words.parts[above] == "NOUN" and words.has_lemma(above, _FREEING)
    is_freed = is_freed and party.before in ("", "of")
    return is_freed and not party.is_possessive and match.head in (above, *ancestors(words, above))


def told_at(
    scene: Scene, match: TriggerMatch, token: int, *, loose: bool = False, is_given: bool = False
) -> tuple[Party, ...]:
    """The parties at a noun phrase, else the people it names, else whom it only mentions.

    Args:
        scene: The sentence.
        match: The trigger.
        token: The head of the phrase.
        loose: Also take whom the phrase only mentions: "a panel with Managua" is to Managua.
        is_given: Whether people there may be what is given or asked for: "promised rangers".
    """
    found = parties_at(scene, [token])
    if found:
        # "Warned growers and the smelter's owners"
        joined = (one for one in conjuncts(scene.words, token) if one != token)
        return (*found, *(party for one in joined if (party := _people(scene, one)) is not None))
    mentioned = parties_at(scene, [token], loose=True) if loose else ()
    if any(party.actor.country_iso3 and party.before not in PLACING for party in mentioned):
        return mentioned
    is_means = is_given and match.trigger.meaning.event_type in _GIVING
    people = () if is_means else people_at(scene, token)
    return people or mentioned or _all_of_them(scene, match, token)


def _all_of_them(scene: Scene, match: TriggerMatch, token: int) -> tuple[Party, ...]:
    """ "Sought prison for all four": as many as were tried or held."""
    words, meaning = scene.words, match.trigger.meaning
    is_judged = (
        meaning.event_type,
        meaning.mode,
    ) in _DONE_TO_PEOPLE or meaning.event_type is EventType.ACCUSE
    is_all = words.parts[token] == "NUM" and words.word(token - 1) == "all"
    return (_told_of(scene, token),) if is_judged and is_all else ()


def names_people(words: Words, token: int) -> bool:
    """Whether a noun names people or a body: "smallholders", "the constabulary", "the besieged"."""
    word = words.lower[token]
    if words.word(token + 1) == "-" or words.labels[token] in ("compound", "flat"):
        return False
    if word in _EVERYBODY:
        return True
    if word in _AS_NOUNS:
        is_alone = words.labels[token] not in ("amod", "acl", "root")
        return is_alone and any(words.lower[one] == "the" for one in dependents(words, token, "det"))
    if words.has_lemma(token, _LANDS):
        # "Air links with twelve countries"
        return bool(dependents(words, token, "nummod"))
    return words.parts[token] == "NOUN" and (
        words.has_lemma(token, _people_nouns()) or any(_is_of_people(one) for one in words.lemmas[token])
    )


def _is_of_people(lemma: str) -> bool:
    """ "Policewoman", "yachtsman", "chipmaker"."""
    return len(lemma) > _SHORT and lemma.endswith(_ENDINGS) and lemma != "pacemaker"


@lru_cache(maxsize=1)
def _people_nouns() -> frozenset[str]:
    return (person_nouns() - _NOBODY).union(*(word_groups()[name] for name in _GROUPS))
