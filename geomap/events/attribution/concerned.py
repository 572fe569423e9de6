"""Whom a statement concerns by what it says: the one blamed, asked, threatened or protested against."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType
from geomap.events.attribution.aims import decided, opposed
from geomap.events.attribution.bystanders import is_means, is_no_side
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import is_passive, objects, obliques
from geomap.events.tree.grammar import (
    ancestors,
    clause_of,
    dependents,
    has_subject,
    is_aside,
    is_aside_phrase,
    is_gerund,
    told_by,
)
from geomap.events.tree.sentences import PLACING, POSSESSIVES, Words
from geomap.events.triggers.matches import TriggerMatch

_AUTHORITIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "IGO"})
_WITH_CONTENT = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.CONCEDE}
)
_ABOUT_OTHERS = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.CONCEDE, EventType.AID})
_TOWARDS = ("on", "to", "with", "from", "against", "for", "of", "at", "over", "about", "into", "between")
_MESSAGES = frozenset("letter message note email cable call telegram speech tweet missive warning".split())
_SETTLEMENTS = frozenset(
    "agreement deal accord pact treaty talk negotiation deliberation discussion meeting consultation"
    " understanding dialogue settlement reach negotiate meet".split()
)
_SETTLED = frozenset({EventType.CONCEDE, EventType.RETREAT, EventType.AGREE, EventType.PROTEST})
_CONTRARY = frozenset({"though", "although"})
_TELLING = frozenset("tell remind assure warn inform".split())
_PUBLIC = frozenset({"MED", "LEG", "IGO"})
_LEADING = frozenset("led backed sponsored brokered mediated supported allied based owned".split())
_HELD = frozenset({"hostage", "captive", "prisoner", "detainee"})
_CONSISTING = frozenset("comprise compose consist".split())
_MAKING = frozenset({"make"})
_APART = ("acl:relcl", "parataxis")
_CONTENT = ("xcomp", "ccomp", "advcl", "acl", "obl", "nmod", "obj")


def concerned(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """The recipient of a statement by what it says: whom a demand, threat, blame or protest concerns."""
    event_type = match.trigger.meaning.event_type
    if event_type is EventType.PROTEST and match.is_verb:
        return _protested(scene, match, acting)
    found: tuple[Party, ...] = ()
    if match.is_verb and match.base == "deny" and is_gerund(scene.words, match.last + 1):
        # "Denied targeting civilians": what is denied is done to nobody.
        return ()
    if event_type in _WITH_CONTENT or event_type in _ABOUT_OTHERS or "matrix" in match.trigger.roles:
        found = _inside_content(scene, match, acting)
    own = {party.actor.country_iso3 for party in acting}
    if match.is_verb and (not found or all(party.actor.country_iso3 in own for party in found)):
        found = _addressed(scene, match, acting) or found
    # "Iran's president denied that Tehran sought a bomb": no country faces itself.
    found = tuple(p for p in found if not (p.is_place and not p.before and p.actor.country_iso3 in own))
    return found or (_settled_with(scene, match, acting) if event_type in _SETTLED else ())


def told_to(scene: Scene, telling: int, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Told Prague it would pay a price": the other country to which something is said."""
    words = scene.words
    if not words.has_lemma(telling, _TELLING):
        return ()
    speakers = parties_at(scene, dependents(words, telling, "nsubj"))
    own = {None, *(party.actor.country_iso3 for party in (*acting, *speakers))}
    return tuple(
        party
        for party in parties_at(scene, dependents(words, telling, "obj", "iobj"))
        if party.actor.country_iso3 not in own and party.actor.sector not in _PUBLIC
    )


def _addressed(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Sent a letter to X threatening to": whom the message goes to."""
    words, head = scene.words, match.head
    if not is_gerund(words, head) or words.labels[head] not in ("acl", "advcl"):
        return ()
    for above in ancestors(words, head):
        messages = [one for one in (above, *objects(words, above)) if words.has_lemma(one, _MESSAGES)]
        places = [item for one in (*messages, above) for item in obliques(words, one, ("to",))]
        if messages and places:
            return tuple(p for p in parties_at(scene, places, loose=True) if p not in acting)
    return ()


def _settled_with(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Called off the strike after talks with the government": with whom what was given up was settled."""
    words = scene.words
    for party in scene.parties:
        if party.before != "with" or party.first < match.last or party in acting:
            continue
        above = next(ancestors(words, party.head), -1)
        if above >= 0 and words.has_lemma(above, _SETTLEMENTS) and match.head in ancestors(words, above):
            return parties_at(scene, [party.head])
    return ()


def _inside_content(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """Whom the content of a statement concerns: its objects first, then what prepositions add."""
    words = scene.words
    own = {party.actor.country_iso3 for party in acting}
    found: list[tuple[int, int, Party]] = []
    for token in sorted(match.tokens):
        for child in dependents(words, token, *_CONTENT):
            is_contrary = any(words.lower[one] in _CONTRARY for one in dependents(words, child, "mark"))
            if child in match.tokens or is_contrary or is_aside_phrase(words, child):
                continue
            asked = _asked(words, match, child)
            for item in _content_words(words, child):
                for party in scene.by_token.get(item, ()):
                    rank = _rank(scene, match, party, own)
                    if rank is not None and party.head in asked:
                        if match.trigger.meaning.event_type is EventType.CONCEDE:
                            # "Admitted that officers had shot at students": who did it is not wronged.
                            continue
                        rank = -1
                    if rank is not None and party not in acting:
                        found.append((rank, party.first, party))
    if not found:
        return ()
    best = min(found, key=lambda item: item[:2])[2]
    group = (best,) if best.is_modifier else parties_at(scene, [best.head])
    return tuple(party for party in group if party not in acting) or (best,)


def _asked(words: Words, match: TriggerMatch, child: int) -> tuple[int, ...]:
    """ "Demanded that the council hand power to civilians": the council; who did what is admitted, too."""
    is_asking = match.trigger.meaning.event_type in (EventType.REQUEST, EventType.CONCEDE)
    is_open = words.labels[child] == "ccomp" and not is_passive(words, child)
    return dependents(words, child, "nsubj") if is_asking and is_open else ()


def _content_words(words: Words, top: int) -> tuple[int, ...]:
    """What a complement holds, without relative clauses and what tells when or why."""
    found, open_ = [top], [top]
    while open_:
        for child in words.children[open_.pop()]:
            if _is_makeup(words, child) or words.labels[child] in _APART or is_aside_phrase(words, child):
                continue
            found.append(child)
            open_.append(child)
    return tuple(sorted(found))


def _is_makeup(words: Words, child: int) -> bool:
    """ "A force made up of Kenyan troops": what it consists of, towards whom nobody acts."""
    is_made = words.has_lemma(child, _MAKING) and words.word(child + 1) == "up"
    return words.labels[child] == "acl" and (is_made or words.has_lemma(child, _CONSISTING))


def _rank(scene: Scene, match: TriggerMatch, party: Party, own: set[str | None]) -> int | None:
    """How likely a party inside the content is the one concerned; None if it is not."""
    if party.first <= match.head <= party.last or scene.words.word(party.first - 1) in POSSESSIVES:
        return None
    if party.before == "outside" or is_means(match, party) or is_no_side(scene.words, match, party):
        return None
    if match.trigger.meaning.event_type is EventType.THREATEN and party.noun in _HELD:
        # "Threatened to strike unless the hostages were freed"
        return None
    is_place = party.is_place and party.before in PLACING
    code = party.actor.country_iso3
    is_abroad = match.trigger.meaning.event_type is EventType.AGREE and own != {None} and code not in own
    if is_place and match.trigger.meaning.event_type is not EventType.AID and not is_abroad:
        return None
    is_named = party.is_named_only and party.before not in ("", *_TOWARDS)
    if is_named:
        return None
    rank = 0 if code and code not in own else 1 if code or party.is_named_only else 2
    rank += 2 if _only_leads(scene.words, party) else 0
    return rank + (0 if not is_place else 1 if code and code not in own else 3)


def _only_leads(words: Words, party: Party) -> bool:
    """Whether a party only tells who leads or backs another: "the NATO-led force"."""
    return words.word(party.last + 1) == "-" and words.word(party.last + 2) in _LEADING


def _is_told_apart(words: Words, match: TriggerMatch, party: Party) -> bool:
    """Whether a party stands in a clause of its own that tells when: "after an Iranian plane was refused"."""
    clause = clause_of(words, party.head)
    return clause != clause_of(words, match.head) and is_aside(words, clause)


def _is_in_next_clause(words: Words, match: TriggerMatch, party: Party) -> bool:
    """ "Blocked a road, and men threw grenades at peacekeepers": what others do follows."""
    clause = clause_of(words, party.head)
    is_joined = words.labels[clause] == "conj" and clause > match.last and clause not in match.tokens
    return is_joined and has_subject(words, clause)


def _protested(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """Whom a protest is aimed at: the first authority or foreign side named in what hangs on it."""
    against = tuple(party for party in opposed(scene, match) if party not in acting)
    if against:
        return against
    said = told_by(scene.words, match.head)
    states = {one.actor.country_iso3 for one in acting if one.is_place and one.actor.country_iso3}
    unplaced: tuple[Party, ...] = ()
    for party in scene.parties:
        is_below = match.last < party.first and party.head not in said and party not in acting
        # "Kiribati stayed away after its president was denied a seat": a state protests against others.
        is_below = is_below and not (party.actor.country_iso3 in states and states)
        if is_below and _is_in_next_clause(scene.words, match, party):
            break
        is_authority = party.actor.sector in _AUTHORITIES
        is_owner = party.is_modifier or party.is_possessive
        is_side = is_authority or (is_owner and not _is_told_apart(scene.words, match, party))
        if is_below and is_side and party.actor.country_iso3 and not party.is_place:
            return (party,)
        if is_below and party.actor.sector == "GOV" and not party.is_place:
            # "The government's decision", of whatever country.
            unplaced = unplaced or (party,)
    return unplaced or tuple(party for party in decided(scene, match) if party not in acting)
