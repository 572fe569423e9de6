"""What belongs to a title or to the name of a state: "Minister of Foreign Affairs", "the Republic of"."""

from __future__ import annotations

from geomap.constants import Precision
from geomap.events.lists.roster import Title, match_title
from geomap.events.parties.party import Party
from geomap.events.tree.sentences import Words, word_groups

_MINISTER = "minister"
_IN_CHARGE = frozenset({_MINISTER, "ministry", "secretary", "state"})
_OF = frozenset({"of", "for"})
_LEADERS = frozenset({"leader", "leaders"})
_FORMS = frozenset("republic kingdom commonwealth principality sultanate federation grand-duchy".split())
_JOINTS = _OF | {",", "and", "&", "the"}


def title_at(words: Words, index: int) -> tuple[Title, int] | None:
    """The longest title that begins at a token, its portfolio included, with the index after its last token.

    "Minister of Defence" is the title "defence minister", with that one's sector.
    """
    found = match_title(words.lower, index)
    if found is None or found[0].words[-1] not in _IN_CHARGE:
        return found
    title, begin = found
    end = _portfolio_end(words, begin)
    if title.words == (_MINISTER,):
        short = (match_title((word, _MINISTER), 0) for word in words.lower[begin:end])
        title = next((one[0] for one in short if one and one[0].words[-1] == _MINISTER), title)
    return title, end


def _portfolio_end(words: Words, begin: int) -> int:
    """The token after "of foreign affairs and trade", or the first if no portfolio follows."""
    if words.word(begin) not in _OF:
        return begin
    portfolios = word_groups()["portfolio"]
    end, token = begin, begin + 1
    while words.word(token) in portfolios or words.word(token) in _JOINTS:
        token += 1
        end = token if words.word(token - 1) in portfolios else end
    return end


def is_form_of_state(words: Words, first: int, last: int) -> bool:
    """Whether words only say what a state is whose name follows: "the Islamic Republic of" Mauritania."""
    is_form = words.lower[last] in _FORMS and words.word(last + 1) == "of"
    return is_form and words.tokens[min(last + 2, len(words) - 1)].is_capitalized and last - first < 3


def without_form(between: list[str]) -> list[str]:
    """The words between a title and the name of a state without those that say what it is."""
    is_formal = len(between) > 2 and between[0] == between[-1] == "of"
    return ["of"] if is_formal and not _FORMS.isdisjoint(between) else between


def sector_with(words: Words, party: Party, place: Party) -> str | None:
    """The sector of a group that a place tells more of: "the leaders of Peru" govern it."""
    is_bare = words.phrase(party.first, party.last).lower() in _LEADERS
    is_land = place.place is not None and place.place.precision is Precision.COUNTRY
    governs = is_bare and is_land and words.word(party.last + 1) == "of"
    return "GOV" if governs and party.actor.sector is None else party.actor.sector
