"""Verbs that tell a fate only with their object or place: "took refuge", "left their homes", "live in camps".

Reports of people who leave, lose or are driven from their homes, or stay where nobody lives by choice.
"""

from __future__ import annotations

from functools import lru_cache

from geomap.constants import HOUSING, Category, Term
from geomap.events.figures.cues import Role, cues_of
from geomap.events.figures.glued import glued_lemmas
from geomap.events.tree.arguments import antecedent
from geomap.events.tree.grammar import dependents, preposition
from geomap.events.tree.morphology import lemmas_of
from geomap.events.tree.sentences import Words, word_groups

_STAYING = frozenset(
    "check live stay remain shelter accommodate house reside stand host gather squeeze huddle join camp sleep"
    " crowd lodge cram spend be".split()
)
_CAMPS = frozenset("camp shelter tent settlement collective".split())
_NO_CAMPS = frozenset(
    "summer training labor labour concentration base boot day prison army military mining fitness".split()
)
_ROOFS = frozenset("centre center school church mosque dormitory hall gym stadium host".split())
"""What is a refuge only for people who have had to leave."""
_FOR_REFUGE = frozenset(
    "evacuation relief displacement collective reception rest transit emergency temporary makeshift"
    " safe".split()
)
UPROOTING = frozenset(
    "displace displacement flee evacuate evacuation evacuee refugee idp homeless uproot shelter refuge flood"
    " flooding storm cyclone hurricane typhoon earthquake quake wildfire eruption tsunami landslide shelling"
    " fighting clash conflict war violence destroy".split()
)
_REFUGE = frozenset("refuge shelter safety sanctuary asylum".split())
_TAKING = frozenset("take seek find".split())
_GOING = frozenset(
    "go come head drive walk travel trek stream flock flow pour trickle cross move make".split()
)
_LEAVING = frozenset("leave abandon quit".split())
_SENT_OFF = frozenset({"go", "move"})
_HOMES = frozenset("home house village".split())
_ROOF = frozenset({"roof", "accommodation", "housing"})
_LANDS = frozenset(
    "country province county island city town area region zone territory district farm neighbourhood"
    " neighborhood".split()
)
_HOSTS = frozenset("relative friend family host neighbour neighbor".split())
_ORDERED = frozenset(
    "force order compel oblige have tell ask urge make cause advise instruct direct warn".split()
)
_ORDERED = frozenset({"order"})
_MISSIONS = frozenset({"embassy", "consulate"})
_ORDERING = frozenset("order tell ask urge instruct advise".split())
_MOVED = frozenset("push drive force chase expel".split())
_AT_THE_WHEEL = frozenset("drive drives drove driving".split())
_CARRIED = frozenset("move take bring transport transfer ferry bus lead lift fly carry".split())
_BACK = 9
"""Within how many tokens "back" stands behind its verb."""
_BROUGHT = frozenset({"bring", "fly", "airlift", "ship", "bus", "take", "ferry"})
_OWN_PEOPLE = frozenset("nationals citizens compatriots countrymen families".split())
_AWAY = frozenset({"from", "across", "over", "out"})
_OUTWARD = frozenset("out abroad north south east west northwards southwards eastwards westwards".split())
_MOVING = frozenset({"move", "go", "resettle"})
_SEEING = frozenset({"have", "see"})
_FORCING = frozenset("force compel oblige make drive".split())

_HOLDING = frozenset("hold house housing host accommodate shelter contain".split())
RECEIVING = frozenset("take receive absorb let".split())
_COMMUNITIES = frozenset("village community camp island neighborhood province municipality parish".split())
_NEWCOMERS = frozenset("people person family household resident villager civilian child woman man".split())
_MORE = frozenset("extra additional more new displaced".split())
RESCUING = frozenset("rescue airlift winch pluck pull".split())
_PERILS = frozenset(
    "flood flooded flooding floodwater fire wildfire blaze storm cyclone hurricane typhoon snow snowbound"
    " snowstorm blizzard avalanche landslide mudslide earthquake quake roof rooftop village home house"
    " building apartment island strand maroon inundate volcano lava eruption".split()
)
_OTHER_RESCUES = frozenset(
    "sea boat ship vessel migrant hostage captive captivity mine miner kidnapper kidnap ransom hospital"
    " trafficker slavery cave climber rubble dinghy coastguard sailor fisherman tanker freighter trawler"
    " yacht ferry".split()
)
_SIGNS = ".,;:!?()\"'“”‘’"

_SUFFERING = frozenset({"suffer", "sustain", "receive"})
_WOUNDS = frozenset("injury wound burn fracture concussion bruise".split())
_CLAIMING = frozenset({"claim", "cost", "lose"})
_SHOOTING = frozenset({"gun", "shoot", "mow"})
_ONLY_THREATENED = frozenset("sentence condemn threaten scare go lead come react respond relate link".split())
"""What is done to people "to death" without killing them."""

_Told = tuple[Category | None, Term | None]
_NOTHING: _Told = (None, None)
_HOMELESS: _Told = (Category.INTERNAL_DISPLACEMENTS, Term.HOMELESS)
_INJURED: _Told = (Category.INJURED, Term.INJURED)
_FLED: _Told = (Category.INTERNAL_DISPLACEMENTS, Term.FORCED_TO_FLEE)


def phrase_fate(words: Words, verb: int, *, is_agent: bool) -> _Told:
    """The category and term that a verb tells together with what hangs on it; two None if nothing.

    Args:
        words: The sentence with its tree.
        verb: The token of the verb or predicate.
        is_agent: Whether the counted are its subject, not its object.
    """
    found = _harmed(words, verb)
    if found == _NOTHING:
        found = _done(words, verb) if is_agent else _suffered(words, verb)
    if found == _NOTHING and not is_agent and words.has_lemma(verb, _CLAIMING):
        is_lives = any(words.word(one) == "lives" for one in dependents(words, verb, "obj", "nsubj:pass"))
        return (Category.DEATHS, Term.DIED) if is_lives else _NOTHING
    if found == _NOTHING and not is_agent:
        found = _rescued(words, verb) if words.has_lemma(verb, RESCUING) else _taken_in(words, verb)
    return _housed(words, verb) if found == _NOTHING else found


def ordered_out(words: Words, index: int) -> bool:
    """Whether a token is the noun of "evacuation orders"."""
    is_order = words.has_lemma(index, frozenset({"order"}))
    return is_order and any(
        words.has_lemma(one, frozenset({"evacuation"}))
        for one in dependents(words, index, "compound", "amod")
    )


def setting_fate(words: Words, index: int) -> _Told:
    """What a phrase such as "in camps", "at a shelter" or "without shelter" tells of those it describes."""
    if preposition(words, index) in ("in", "at", "inside") and _is_residence(words, index):
        return _in_shelter(words, index)
    if ordered_out(words, index):
        return Category.EVACUATIONS, Term.EVACUATED
    if words.lower[max(index - 2, 0) : index + 1] == ("on", "the", "move"):
        return _FLED
    is_none = preposition(words, index) == "without" or any(
        words.word(one) == "no" for one in dependents(words, index, "det")
    )
    is_roof = any(words.has_lemma(index, nouns) for nouns in (_REFUGE, _HOMES, _ROOF))
    return _HOMELESS if is_none and is_roof else _NOTHING


def _done(words: Words, verb: int) -> _Told:
    objects = [word for word in dependents(words, verb, "obj", "xcomp", "obl", "compound") if word > verb]
    found = _sheltered(words, verb, objects)
    if found != _NOTHING:
        return found
    if words.has_lemma(verb, frozenset({"have"})) and any(
        words.has_lemma(one, _HOMES | _ROOF) and words.word(one - 1) == "no" for one in objects
    ):
        return _HOMELESS
    if words.has_lemma(verb, _SEEING):
        return _unhoused(words, verb, objects)
    found = _departs(words, verb)
    if found != _NOTHING:
        return found
    if words.has_lemma(verb, _GOING) and any(
        words.word(one) in ("back", "home")
        for one in dependents(words, verb, "advmod", "compound:prt", "obj")
    ):
        return Category.RETURNS, Term.RETURNED
    return _loses(words, verb, objects)


def _departs(words: Words, verb: int) -> _Told:
    """What leaving, being ordered to leave and being out of one's home tell."""
    if _is_told_to_go(words, verb):
        return Category.EVACUATIONS, Term.EVACUATED
    is_out = words.lower[max(verb - 3, 0) : verb] == ("out", "of", "their") and words.has_lemma(verb, _HOMES)
    return _FLED if is_out or _goes_away(words, verb) else _NOTHING


def is_expelled(words: Words, verb: int) -> bool:
    """ "Ordered two embassy staff out": who works for another state is not brought to safety."""
    if not words.has_lemma(verb, _ORDERED):
        return False
    told = dependents(words, verb, "obj", "nsubj:pass")
    named = [item for one in told for item in (one, *dependents(words, one, "compound"))]
    return any(words.has_lemma(one, _MISSIONS | word_groups()["diplomats"]) for one in named)


def _goes_away(words: Words, verb: int) -> bool:
    """Whether people leave their homes, or are forced to move."""
    is_forced = words.labels[verb] == "xcomp" and words.has_lemma(words.heads[verb], _FORCING)
    is_leaving = words.has_lemma(verb, _LEAVING) and _is_uprooted(words, verb)
    return is_leaving or (is_forced and words.has_lemma(verb, _MOVING))


def _is_told_to_go(words: Words, verb: int) -> bool:
    """Whether people are ordered to leave where they are, of which they are not to leave anything named."""
    if not _is_ordered(words, verb) or not words.has_lemma(words.heads[verb], _ORDERING):
        return False
    is_left = words.has_lemma(verb, _LEAVING) and not dependents(words, verb, "obj")
    is_bare = not dependents(words, verb, "obj", "obl", "ccomp", "xcomp")
    is_left = is_left or (words.has_lemma(verb, frozenset({"get"})) and words.word(verb + 1) == "out")
    return is_left or (words.has_lemma(verb, _SENT_OFF) and is_bare)


def _loses(words: Words, verb: int, objects: list[int]) -> _Told:
    """What losing a home or one's life and suffering wounds tells."""
    if words.has_lemma(verb, frozenset({"lose"})):
        if any(words.has_lemma(one, _HOMES) for one in objects):
            return _HOMELESS
        if any(words.word(one) in ("life", "lives") for one in objects):
            return Category.DEATHS, Term.DIED
    is_hurt = words.has_lemma(verb, _SUFFERING) and any(words.has_lemma(one, _WOUNDS) for one in objects)
    return _INJURED if is_hurt else _NOTHING


def _unhoused(words: Words, verb: int, objects: list[int]) -> _Told:
    """What having one's home destroyed or damaged tells: "6,400 families had their homes damaged"."""
    homes = [one for one in objects if words.has_lemma(one, _HOMES)]
    done = [*dependents(words, verb, "xcomp", "ccomp")]
    done += [inner for one in homes for inner in dependents(words, one, "acl", "amod")]
    if not homes or not done:
        return _NOTHING
    terms = {cue.term for one in done for cue in cues_of(words, one) if cue.role is Role.HOME} & HOUSING
    if Term.DESTROYED_HOUSING in terms:
        return _HOMELESS
    return (Category.INTERNAL_DISPLACEMENTS, Term.PARTIALLY_DESTROYED_HOUSING) if terms else _NOTHING


def _sheltered(words: Words, verb: int, objects: list[int]) -> _Told:
    """What taking refuge or seeking asylum tells."""
    is_taking = words.has_lemma(verb, _TAKING)
    if is_taking and any(words.has_lemma(one, frozenset({"asylum"})) for one in objects):
        return Category.REFUGEES, Term.REFUGEE
    is_taken = is_taking and any(words.has_lemma(one, _REFUGE) for one in objects)
    if not is_taken and _REFUGE.isdisjoint(glued_lemmas(words.lower[verb])):
        return _NOTHING
    head = words.heads[verb]
    is_forced = head >= 0 and words.has_lemma(head, _FORCING)
    return _FLED if is_forced else (Category.IDPS, Term.SHELTERED)


def _is_uprooted(words: Words, verb: int) -> bool:
    """Whether leaving means giving up one's home: "left their homes", "left Karabakh for Armenia"."""
    objects = dependents(words, verb, "obj")
    if not objects:
        return _is_ordered(words, verb)
    goals = {preposition(words, one) for one in dependents(words, verb, "obl")}
    is_far = not {"for", "since"}.isdisjoint(goals) or words.has_lemma(verb, frozenset({"abandon"}))
    is_named = any(words.parts[one] == "PROPN" for one in objects) and is_far
    return is_named or any(words.has_lemma(one, _HOMES | _LANDS) for one in objects)


def _is_ordered(words: Words, verb: int) -> bool:
    """Whether a verb tells what people were told or forced to do: "were told to leave"."""
    head = words.heads[verb]
    is_open = words.labels[verb] in ("xcomp", "ccomp", "advcl") and words.word(verb - 1) == "to"
    return head >= 0 and is_open and words.has_lemma(head, _ORDERED)


def _suffered(words: Words, verb: int) -> _Told:
    phrases = [*dependents(words, verb, "obl")]
    for one in dependents(words, verb, "obj", "nsubj:pass"):
        phrases += [inner for inner in dependents(words, one, "nmod") if words.has_lemma(inner, _HOMES)]
    cases = {preposition(words, one) for one in phrases}
    is_abroad = any(
        preposition(words, one) == "into" and (words.parts[one] == "PROPN" or words.word(one) == "countries")
        for one in dependents(words, verb, "obl")
    )
    particles = {words.word(one) for one in dependents(words, verb, "advmod", "compound:prt", "obl", "obj")}
    is_driver = words.word(verb) in _AT_THE_WHEEL and not dependents(words, verb, "obj")
    if words.has_lemma(verb, _ORDERED) and "out" in particles and not is_expelled(words, verb):
        return Category.EVACUATIONS, Term.EVACUATED
    if words.has_lemma(verb, _MOVED) and _leads_from_home(words, verb):
        return _FLED
    if (
        words.has_lemma(verb, _MOVED)
        and not is_driver
        and (is_abroad or not _OUTWARD.isdisjoint(particles) or not _AWAY.isdisjoint(cases))
    ):
        return _FLED
    goals = [one for one in dependents(words, verb, "obl") if preposition(words, one) in ("to", "into")]
    is_safe = any(words.has_lemma(one, _REFUGE) or _is_residence(words, one) for one in goals)
    is_passive = bool(dependents(words, verb, "aux:pass"))
    is_out = is_passive and words.lower[verb + 1 : verb + 3] in (("out", "of"), ("out", "from"))
    is_taken = is_passive and "out" in particles and words.word(verb + 1) == "out"
    is_inland = bool(dependents(words, verb, "aux:pass", "obj")) or words.labels[verb] == "acl"
    is_inland = is_inland and ("inland" in particles or "uphill" in particles)
    is_flown = not is_passive and any(
        words.word(one - 2) == "out" and words.parts[one] == "PROPN" for one in dependents(words, verb, "obl")
    )
    is_moved = is_safe or is_out or is_taken or is_inland or is_flown
    if is_moved and words.has_lemma(verb, _CARRIED):
        return Category.EVACUATIONS, Term.EVACUATED
    patients = dependents(words, verb, "nsubj:pass")
    is_family = any(words.has_lemma(one, frozenset({"family", "household"})) for one in patients)
    if is_family and words.has_lemma(verb, frozenset({"move"})) and goals:
        return Category.INTERNAL_DISPLACEMENTS, Term.RELOCATED
    is_home = words.has_lemma(verb, _BROUGHT) and _is_brought_back(words, verb)
    return (Category.RETURNS, Term.RETURNED) if is_home else _NOTHING


def _is_brought_back(words: Words, verb: int) -> bool:
    """Whether people are brought home, or back to a place named, or back as their country's own."""
    tail = range(verb + 1, min(verb + _BACK, len(words)))
    backs = [one for one in tail if words.word(one) == "back"]
    is_named = any(
        words.word(one + 1) == "to" and words.parts[one + 2 : one + 3] == ("PROPN",) for one in backs
    )
    is_own = bool(backs) and not _OWN_PEOPLE.isdisjoint(words.lower[verb + 1 : verb + _BACK])
    is_home = any(words.word(one) == "home" and words.parts[one] == "ADV" for one in tail)
    return words.word(verb + 1) == "home" or is_home or is_named or is_own


def _leads_from_home(words: Words, verb: int) -> bool:
    """Whether "out of their homes" stands behind a verb, whatever the tree makes of it."""
    return any(
        words.word(index - 1) in ("their", "its") and words.word(index - 2) in ("of", "from")
        for index in range(verb + 3, min(verb + 25, len(words)))
        if words.has_lemma(index, _HOMES)
    )


def _harmed(words: Words, verb: int) -> _Told:
    """What is done or happens to people "fatally" or "to death", and who is treated for wounds."""
    phrases = dependents(words, verb, "obl", "obj", "nmod")
    is_deadly = any(words.word(one) == "fatally" for one in dependents(words, verb, "advmod"))
    is_deadly = is_deadly or (
        not words.has_lemma(verb, _ONLY_THREATENED)
        and any(words.word(one) == "death" and words.lower[one - 1] == "to" for one in phrases)
    )
    if is_deadly or (words.has_lemma(verb, _SHOOTING) and words.word(verb + 1) == "down"):
        return Category.DEATHS, Term.DIED
    is_treated = words.has_lemma(verb, frozenset({"treat"}))
    wounds = [one for one in phrases if words.has_lemma(one, _WOUNDS)]
    return _INJURED if is_treated and any(preposition(words, one) == "for" for one in wounds) else _NOTHING


@lru_cache(maxsize=4)
def tells_of_peril(text: str) -> bool:
    """Whether a text tells of a flood or fire, and of nothing else that people are rescued from."""
    told = {lemma for word in text.lower().split() for lemma in lemmas_of(word.strip(_SIGNS))}
    return not _PERILS.isdisjoint(told) and _OTHER_RESCUES.isdisjoint(told)


def _rescued(words: Words, verb: int) -> _Told:
    """People rescued from where they live or stay, in a flood or fire, are evacuated; not those at sea."""
    is_peril = not _PERILS.isdisjoint(words.vocabulary) or words.has_lemma(verb, frozenset({"airlift"}))
    is_other = not _OTHER_RESCUES.isdisjoint(words.vocabulary)
    return (Category.EVACUATIONS, Term.EVACUATED) if is_peril and not is_other else _NOTHING


def _taken_in(words: Words, verb: int) -> _Told:
    """People whom a camp holds, or a town takes in or receives beyond its own, have come from elsewhere."""
    if words.has_lemma(verb, _HOLDING):
        camps = [one for one in dependents(words, verb, "nsubj") if _is_residence(words, one)]
        return _in_shelter(words, camps[0]) if camps else _NOTHING
    if not words.has_lemma(verb, RECEIVING):
        return _NOTHING
    hosts = [antecedent(words, one) for one in dependents(words, verb, "nsubj")]
    is_place = any(words.has_lemma(one, _LANDS | _COMMUNITIES) for one in hosts)
    is_taken = any(words.word(one) == "in" for one in dependents(words, verb, "compound:prt", "advmod"))
    is_named = is_taken and any(words.parts[one] == "PROPN" for one in hosts)
    taken = dependents(words, verb, "obj")
    taken += tuple(one for one in dependents(words, verb, "obl") if words.parts[one] == "NUM")
    is_more = any(words.word(inner) in _MORE for one in taken for inner in dependents(words, one, "amod"))
    is_people = any(words.has_lemma(one, _NEWCOMERS) or words.parts[one] == "NUM" for one in taken)
    is_family = any(words.has_lemma(one, frozenset({"family", "household"})) for one in taken)
    is_told = is_people and (is_named or (is_place and (is_taken or is_more or is_family)))
    return (Category.IDPS, Term.SHELTERED) if is_told else _NOTHING


def _housed(words: Words, verb: int) -> _Told:
    """People who live or are housed in camps, shelters and schools are displaced."""
    if words.has_lemma(verb, _STAYING):
        for place in dependents(words, verb, "obl", "advmod", "nmod", "obj"):
            if _is_residence(words, place) and preposition(words, place) != "to":
                return _in_shelter(words, place)
            is_hosted = preposition(words, place) == "with" and words.has_lemma(place, _HOSTS)
            if is_hosted:
                return Category.IDPS, Term.SHELTERED
            found = setting_fate(words, place)
            if found == _HOMELESS:
                return found
    if words.has_lemma(verb, frozenset({"leave", "have"})):
        settings = [setting_fate(words, one) for one in dependents(words, verb, "obl", "nmod")]
        return next((found for found in settings if found in (_HOMELESS, _FLED)), _NOTHING)
    return setting_fate(words, verb)


def _is_residence(words: Words, index: int) -> bool:
    """Whether a noun phrase is a camp or shelter, or a roof over people whom the sentence tells uprooted."""
    inside = [index, *dependents(words, index, "compound", "amod", "nmod", "conj")]
    if any(words.has_lemma(one, _NO_CAMPS) for one in inside):
        return False
    if any(words.has_lemma(one, _CAMPS | _FOR_REFUGE) for one in inside):
        return True
    is_roof = any(words.has_lemma(one, _ROOFS) for one in inside)
    return is_roof and not UPROOTING.isdisjoint(words.vocabulary)


def _in_shelter(words: Words, index: int) -> _Told:
    is_camp = words.has_lemma(index, frozenset({"camp"}))
    return Category.IDPS, Term.IN_RELIEF_CAMP if is_camp else Term.SHELTERED
