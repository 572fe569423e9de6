"""Whom a pronoun means: a subject before it in the sentence, or what the sentence before was about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.parties.party import PEOPLE, Party, is_band, is_one_holder
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import objects, subjects
from geomap.events.tree.grammar import (
    ancestors,
    clause_of,
    conjuncts,
    dependents,
    first_conjunct,
    is_aside,
    is_verb,
    preposition,
)
from geomap.events.tree.sentences import SAYING, Words
from geomap.models import Actor

_SPEAKING = frozenset({"we", "i"})
_PERSONAL = frozenset("he she him her his".split())
_ACTING = frozenset({"he", "she"})
_SINGULAR = frozenset({"it", "its"})
_PLURAL = frozenset("they them their".split())
PRONOUNS = _PERSONAL | _PLURAL | _SPEAKING | frozenset("it its".split())
_ADDRESSING = frozenset("accuse blame urge warn ask tell criticize criticise condemn threaten".split())
_NUMBERS = {"three": 3, "four": 4, "five": 5}
_TWO = frozenset("both two pair men".split())
_TOLD = frozenset("to on for with against".split())
_BANDS = frozenset("group movement organisation organization militia faction".split())


def is_pronoun(words: Words, token: int) -> bool:
    """Whether a word stands for somebody told of before: "she", "the two", "both", "the three"."""
    return words.lower[token] in PRONOUNS or _is_for_two(words, token)


def _is_for_two(words: Words, token: int) -> bool:
    word = words.lower[token]
    if word not in _TWO and word not in _NUMBERS:
        return False
    before = words.word(token - 1)
    is_bare = word == "both" or (word != "men" and before == "the")
    is_bare = is_bare or (word == "men" and before == "two" and words.word(token - 2) == "the")
    is_asked = word == "both" and words.labels[token] in ("obj", "obl", "iobj")
    return is_bare and (is_asked or words.labels[token] in ("nsubj", "nsubj:pass"))


def _speaker(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "We urge Iran to talk, the minister told reporters": who says so."""
    words = scene.words
    for above in ancestors(words, token):
        if words.has_lemma(above, SAYING) and token not in subjects(words, above):
            speakers = (party for one in subjects(words, above) for party in scene.by_token.get(one, ()))
            return tuple(party for party in speakers if not party.is_modifier)
    return ()


def _telling_group(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "The rebels, who hold 24 sailors, said they would free them": the many who say what they will do."""
    words = scene.words
    told = words.heads[token]
    telling = words.heads[told] if told >= 0 else -1
    is_told = words.labels[token].startswith("nsubj") and telling >= 0 and words.labels[told] == "ccomp"
    if not is_told or not words.has_lemma(telling, SAYING):
        return ()
    tellers = tuple(p for one in dependents(words, telling, "nsubj") for p in scene.by_token.get(one, ()))
    return tellers if all(is_band(one) or _is_many(one) for one in tellers) else ()


def _the_two(scene: Scene, token: int) -> tuple[Party, ...]:
    """The two persons of different countries who were named last, else the two countries."""
    number = _NUMBERS.get(scene.words.lower[token])
    if number is not None:
        # "The three": as many as met.
        met = scene.memory.gathered
        return _standing_for(scene, token, met if len(met) == number else ())
    sides = scene.memory.pair("leader") or scene.memory.pair("country")
    own = {p.actor.country_iso3 for one in _partners(scene.words, token) for p in scene.by_token.get(one, ())}
    if any(one.country_iso3 in own for one in sides):
        # "Turkey praised both": two others.
        return ()
    return _standing_for(scene, token, sides)


def _standing_for(scene: Scene, token: int, actors: Sequence[Actor]) -> tuple[Party, ...]:
    """The actors told before as parties that a word of this sentence stands for."""
    here = scene.words.tokens[token]
    return tuple(
        Party(
            actor=replace(actor, start=here.start, end=here.end),
            first=token,
            last=token,
            head=token,
            is_person=True,
        )
        for actor in actors
    )


def pronoun(scene: Scene, token: int) -> tuple[Party, ...]:
    """Whom a pronoun means: the nearest fitting subject before it, in the sentence or before; else nobody."""
    words, word = scene.words, scene.words.lower[token]
    if _is_for_two(words, token):
        return _the_two(scene, token)
    if word in _SPEAKING:
        return _speaker(scene, token)
    if word == "it" and (_is_empty(words, token) or _means_thing(scene, token)):
        return ()
    if word in ("his", "her") and (owners := _joined_before(scene, token)):
        return owners
    if word in ("they", "them") and (tellers := _telling_group(scene, token)):
        return tellers
    taken = _partners(words, token)
    return _in_sentence(scene, token, taken) or _seen_at(words, token, _told_before(scene, token, taken))


def _seen_at(words: Words, token: int, told: Sequence[Party]) -> tuple[Party, ...]:
    """Parties of sentences before as they stand in this one: where the word is that means them.

    Their own tokens are of the sentence that names them; their actor keeps its place in the text.
    """
    before = preposition(words, token)
    return tuple(replace(party, first=token, last=token, head=token, before=before) for party in told)


def _in_sentence(scene: Scene, token: int, taken: set[int]) -> tuple[Party, ...]:
    """The nearest fitting subject before a pronoun, else those to whom or of whom something is told."""
    words, word = scene.words, scene.words.lower[token]
    free = [
        party
        for party in reversed(scene.parties)
        if party.last < token and not party.is_modifier and not party.before
        if _fits(word, party) and not taken & set(range(party.first, party.last + 1))
    ]
    if word == "it" and words.labels[token] in ("obj", "iobj"):
        beside = _others_than_subject(scene, token, taken)
        if beside:
            return beside
    many = _told_as_many(scene, token) if word in _PLURAL else ()
    others = [party for party in free if party not in many]
    is_meant = bool(many) and many[0].head not in taken and (many[0].before or many[0] in free)
    if is_meant and all(not p.is_person and len(_group(scene, p)) == 1 and not _is_many(p) for p in others):
        # "Sanctioned nine officials, freezing their assets"
        return many
    for party in sorted(free, key=lambda party: not _is_prominent(words, party, token)):
        group = _group(scene, party)
        return group if word in _PLURAL or len(group) == 1 else (party,)
    for party in reversed(scene.parties):
        # "A reminder to Iraq that it must cooperate"
        is_told = (
            party.last < token
            and party.before in _TOLD
            and party.actor.country_iso3
            and not party.is_modifier
        )
        if is_told and word == "it" and words.labels[token].startswith("nsubj") and _fits(word, party):
            return (party,)
    if word in _PLURAL and words.labels[token] in ("obj", "iobj"):
        # "Spoke with the ministers of India and Pakistan and urged them"
        with_whom = [p for p in scene.parties if p.last < token and p.before in ("with", "to", "of")]
        group = _group(scene, with_whom[-1]) if with_whom and not taken & {with_whom[-1].head} else ()
        if len(group) > 1 or (group and group[0].noun and not group[0].is_person):
            return group
    return ()


def _others_than_subject(scene: Scene, token: int, taken: set[int]) -> tuple[Party, ...]:
    """ "Sudan cut ties with Chad, accusing it": the nearest side of another country than the subject's."""
    # "Sudan's government": whose it is stands below it.
    heads = {inner for one in taken for inner in (one, *scene.words.children[one])}
    own = {party.actor.country_iso3 for one in heads for party in scene.by_token.get(one, ())}
    found = [
        party
        for party in scene.parties
        if party.last < token
        and not (party.is_modifier or party.is_person or _is_many(party))
        and party.actor.country_iso3 not in (None, *own)
    ]
    return tuple(found[-1:]) if own - {None} else ()


def _told_as_many(scene: Scene, token: int) -> tuple[Party, ...]:
    """The last party before a pronoun that is told by the plural of a noun: "nine Georgian officials"."""
    before = [p for p in scene.parties if p.last < token and not p.is_modifier and _is_many(p)]
    return tuple(before[-1:])


def _is_many(party: Party) -> bool:
    """Whether a party is told by the plural of its noun."""
    last, noun = party.actor.name.split()[-1], party.noun.split()[-1:]
    return bool(noun) and last in (f"{noun[0]}s", f"{noun[0]}es")


def _told_before(scene: Scene, token: int, taken: set[int]) -> tuple[Party, ...]:
    """What the sentence before was about; "he invited Xi" never means Xi."""
    word = scene.words.lower[token]
    names = {party.actor.name for one in taken for party in scene.by_token.get(one, ())}
    acting = scene.memory.acting
    if word in _PLURAL and len(acting) > 1 and names.isdisjoint(party.actor.name for party in acting):
        return acting
    told = scene.memory.last_person if word in _PERSONAL else scene.memory.last_subject
    if told is not None and word in _PERSONAL and any(scene.words.lower[one] in _ACTING for one in taken):
        # "He urged him": the other of two.
        others = [one for one in scene.memory.told_persons if one.actor.name != told.actor.name]
        return tuple(others) if len(others) == 1 else ()
    is_one = told is None or told.is_place or (told.noun in PEOPLE and not _is_many(told))
    if word in _PLURAL and is_one and scene.memory.gatherings == 1:
        # "The two leaders met. The president thanked her. They": who met.
        return _standing_for(scene, token, scene.memory.gathered)
    if told is None or not _fits(word, told):
        return ()
    return (told,) if told.actor.name not in names else ()


def group_meant(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "The group", "the Iran-aligned movement": the armed group that the text has named last."""
    words = scene.words
    if words.lower[token] not in _BANDS:
        return ()
    is_definite = any(words.lower[one] == "the" for one in dependents(words, token, "det"))
    if not is_definite or dependents(words, token, "nmod", "acl:relcl"):
        return ()
    here = [party for party in scene.parties if party.last < token and is_band(party)]
    if here:
        return (here[-1],)
    return _seen_at(words, token, [scene.memory.last_band] if scene.memory.last_band else [])


def _is_prominent(words: Words, party: Party, token: int) -> bool:
    """Whether a party is a subject, or stands in the clause of the pronoun ("Hamas and its allies").

    In a clause that tells when or why, the nearest counts as well: "fired an aide after police charged him".
    """
    first, clause = first_conjunct(words, party.head), clause_of(words, token)
    is_near = clause_of(words, first) == clause or is_aside(words, clause)
    return is_near or words.labels[first].startswith("nsubj")


def _is_empty(words: Words, token: int) -> bool:
    """Whether "it" only holds the place of what follows: "it is prohibited to turn right"."""
    head = words.heads[token]
    is_clause = head >= 0 and bool(dependents(words, head, "csubj", "csubj:pass"))
    return is_clause and words.labels[token].startswith(("nsubj", "expl"))


def _joined_before(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "The mayor and his driver": whom the sentence has just named."""
    words, owned = scene.words, scene.words.heads[token]
    if words.labels[token] != "nmod:poss" or owned < 0 or words.labels[owned] != "conj":
        return ()
    return scene.by_token.get(first_conjunct(words, owned), ())


def _means_thing(scene: Scene, token: int) -> bool:
    """ "Approached a ship and fired at it": the object of the verb before, which is no party."""
    words = scene.words
    verb = words.heads[token]
    is_said = verb >= 0 and words.has_lemma(verb, _ADDRESSING)
    if verb < 0 or is_said or words.labels[verb] != "conj" or words.labels[token].startswith("nsubj"):
        # "Cut ties with Chad and accused it"
        return False
    return any(
        words.parts[one] == "NOUN" and one not in scene.by_token for one in objects(words, words.heads[verb])
    )


def _group(scene: Scene, party: Party) -> tuple[Party, ...]:
    """A party with those joined to it in the tree."""
    top = first_conjunct(scene.words, party.head)
    found = [one for token in conjuncts(scene.words, top) for one in scene.by_token.get(token, ())]
    return tuple(dict.fromkeys(found)) or (party,)


def _partners(words: Words, token: int) -> set[int]:
    """Subject and object of a verb cannot be the same party."""
    head = words.heads[token]
    if head < 0 or not is_verb(words, head):
        return set()
    if words.labels[token] in ("obj", "iobj", "obl"):
        return set(subjects(words, head))
    return set(objects(words, head)) if words.labels[token] == "nsubj" else set()


def _fits(word: str, party: Party) -> bool:
    if word in _PERSONAL:
        return party.is_person or is_one_holder(party)
    if word in _PLURAL:
        return not (party.is_person and " " in party.actor.name and party.actor.country_iso3 is None)
    return not party.is_person and not (_is_many(party) and word in _SINGULAR)
