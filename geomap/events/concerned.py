"""Whom a statement concerns by what it says: the one blamed, asked, threatened or protested against."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType
from geomap.events.grammar import dependents, is_aside_phrase, told_by
from geomap.events.parties import Party
from geomap.events.sentences import Words
from geomap.events.subjects import Scene, parties_at
from geomap.events.triggers import TriggerMatch

_PLACING = frozenset("over about amid in at near on outside inside across around within".split())
_OWN = frozenset("its their his her our my".split())
_AUTHORITIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "IGO"})
_WITH_CONTENT = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.CONCEDE}
)
_ABOUT_OTHERS = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.CONCEDE, EventType.AID})
_TOWARDS = ("on", "to", "with", "from", "against", "for", "of", "at", "over", "about", "into", "between")
_CONTENT = ("xcomp", "ccomp", "advcl", "acl", "obl", "nmod", "obj")


def concerned(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """The recipient of a statement by what it says: whom a demand, threat, blame or protest concerns."""
    event_type = match.trigger.meaning.event_type
    if event_type is EventType.PROTEST and match.is_verb:
        return _protested(scene, match, acting)
    if event_type in _WITH_CONTENT or event_type in _ABOUT_OTHERS or "matrix" in match.trigger.roles:
        return _inside_content(scene, match, acting)
    return ()


def _inside_content(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """Whom the content of a statement concerns: its objects first, then what prepositions add."""
    words = scene.words
    own = {party.actor.country_iso3 for party in acting}
    found: list[tuple[int, int, Party]] = []
    for token in sorted(match.tokens):
        for child in dependents(words, token, *_CONTENT):
            if child in match.tokens or is_aside_phrase(words, child):
                continue
            for item in _content_words(words, child):
                for party in scene.by_token.get(item, ()):
                    rank = _rank(scene, match, party, own)
                    if rank is not None and party not in acting:
                        found.append((rank, party.first, party))
    if not found:
        return ()
    best = min(found, key=lambda item: item[:2])[2]
    group = (best,) if best.is_modifier else parties_at(scene, [best.head])
    return tuple(party for party in group if party not in acting) or (best,)


def _content_words(words: Words, top: int) -> tuple[int, ...]:
    """What a complement holds, without relative clauses and what tells when or why."""
    found, open_ = [top], [top]
    while open_:
        for child in words.children[open_.pop()]:
            if words.labels[child] in ("acl:relcl", "parataxis") or is_aside_phrase(words, child):
                continue
            found.append(child)
            open_.append(child)
    return tuple(sorted(found))


def _rank(scene: Scene, match: TriggerMatch, party: Party, own: set[str | None]) -> int | None:
    """How likely a party inside the content is the one concerned; None if it is not."""
    if party.first <= match.head <= party.last or scene.words.word(party.first - 1) in _OWN:
        return None
    is_place = party.is_place and party.before in _PLACING
    code = party.actor.country_iso3
    is_abroad = match.trigger.meaning.event_type is EventType.AGREE and code not in own
    if is_place and match.trigger.meaning.event_type is not EventType.AID and not is_abroad:
        return None
    is_named = party.is_named_only and party.before not in ("", *_TOWARDS)
    if is_named:
        return None
    rank = 0 if code and code not in own else 1 if code or party.is_named_only else 2
    return rank + (0 if not is_place else 1 if code and code not in own else 3)


def _protested(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """Whom a protest is aimed at: the first authority or foreign side named in what hangs on it."""
    said = told_by(scene.words, match.head)
    for party in scene.parties:
        is_below = match.last < party.first and party.head not in said and party not in acting
        is_authority = party.actor.sector in _AUTHORITIES or party.is_modifier or party.is_possessive
        if is_below and is_authority and party.actor.country_iso3 and not party.is_place:
            return (party,)
    return ()
