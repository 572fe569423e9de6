"""Which way a phrase lies for those a figure counts: whence they come, whither they go or where they are.

"Fled X", "from X" and "the residents of X" tell the origin, "to X" the destination, "in X" the location.
"""

from __future__ import annotations

from geomap.constants import FLOWS, HOUSING, Category, PlaceRole, Term
from geomap.events.figures.fates import GRANTING, REACHING
from geomap.events.figures.telling import Fate
from geomap.events.tree.grammar import SUBJECTS, ancestors, dependents, preposition
from geomap.events.tree.sentences import Words

FROM = frozenset({"from", "out"})
INTO = frozenset("to into toward towards onto".split())
WITHIN = frozenset("in at near across within around throughout on inside outside over along off".split())
_NEAR = frozenset("close near next adjacent".split())
_NO_GOAL = frozenset("due according thanks owing prior up similar opposed compared linked related".split())
POINTS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east"
    " south-west outskirts side edge".split()
)
LEAVING = frozenset("flee leave escape abandon quit evacuate".split())
_HOSTING = frozenset("host shelter receive house accommodate take have welcome hold absorb let admit".split())
_COUNTING = frozenset("count record register see report log suffer".split())
"""Verbs whose subject, if a place, is where those were that it counts: "Hatay recorded 21,000 deaths"."""
_LOSING = frozenset({"lose"})
_FETCHING = frozenset("bring fly airlift repatriate take ship".split())
_COMING = frozenset("return come go travel cross repatriate".split())
_POPULATION = frozenset({"population"})
_NATIONALS = frozenset("citizen national compatriot expatriate worker student people person".split())
_TROOPS = frozenset(
    "soldier troop fighter peacekeeper serviceman servicewoman marine airman pilot officer personnel".split()
)
_CHAIN = frozenset({"nmod", "compound", "flat", "appos", "conj", "nmod:poss", "amod", "dep"})
_LINKS = frozenset({"xcomp", "ccomp", "conj", "advcl", "acl", "acl:relcl", "obj", "obl", "nmod", "nsubj"})
_JOINTS = frozenset({"VERB", "NOUN", "AUX", "ADJ"})


def core_of(words: Words, node: int, fate: Fate) -> frozenset[int]:
    """The tokens on which the fate's own places hang: its word, the counted, and the verbs that join them."""
    core = {node, fate.index}
    for start in (node, fate.index):
        current = start
        for above in ancestors(words, start):
            is_joined = words.labels[current] in _LINKS and words.parts[above] in _JOINTS
            if not is_joined or (words.labels[current] == "conj" and words.parts[above] == "VERB"):
                break
            if words.labels[current] in ("ccomp", "advcl", "acl:relcl") and start == fate.index:
                break
            core.add(above)
            current = above
            if words.parts[above] == "VERB" and start == node:
                break
    for verb in tuple(core):
        core |= {child for child in words.children[verb] if words.labels[child] == "xcomp"}
    return frozenset(core)


def phrase_of(words: Words, first: int, last: int, core: frozenset[int]) -> tuple[int, str]:
    """The head of the whole phrase that a place stands in, and its preposition.

    In "to villages near Manbij" they are "villages" and "to"; "to" and "from" belong to the place itself.
    """
    top = next((t for t in range(first, last + 1) if not first <= words.heads[t] <= last), last)
    before = words.word(first - 1)
    case = _way(words, top, before if before in FROM | INTO else preposition(words, top))
    if case == "with" or (case == "for" and is_left(words, words.heads[top])):
        # "The border with Thailand" is not there; "the city for Beirut" is two places.
        return top, case
    for above in ancestors(words, top):
        is_nominal = words.labels[top] in _CHAIN and words.parts[above] in ("NOUN", "PROPN", "ADV")
        if above in core or not is_nominal or case in FROM | INTO:
            break
        upper = _way(words, above, preposition(words, above))
        top, case = above, upper if upper in FROM | INTO or case not in WITHIN else case
    return top, case


def _way(words: Words, top: int, case: str) -> str:
    """A preposition as it is meant: "to" leads nowhere in "close to", "due to" and "to the north of"."""
    if case != "to":
        return case
    leader = next((one for one in range(top, max(top - 8, -1), -1) if words.word(one) == "to"), top) - 1
    if words.has_lemma(top, POINTS):
        # "From areas to the south of Hodeidah"
        is_away = leader >= 0 and (preposition(words, leader) == "from" or is_left(words, leader))
        return "from" if is_away else "near"
    if words.word(leader) in _NEAR:
        return "near"
    return "" if words.word(leader) in _NO_GOAL else case


def role_of(words: Words, node: int, fate: Fate, top: int, case: str) -> PlaceRole | None:
    """Whether a phrase tells the origin, the destination or the location; None if neither."""
    head, label = words.heads[top], words.labels[top]
    is_flow = fate.category in FLOWS
    is_object_left = is_left(words, top)
    is_goal = head >= 0 and is_flow and words.has_lemma(head, REACHING)
    is_goal = is_goal and (case in WITHIN or (label == "obj" and not case))
    is_owner = head == node and (label in ("nmod:poss", "compound") or case == "of")
    is_owner = is_owner or (case == "of" and _is_population(words, node, head))
    is_owner = is_owner or (head == fate.index and label == "compound" and fate.term is Term.IN_RELIEF_CAMP)
    is_back = head >= 0 and words.word(head) in ("back", "home") and words.heads[head] == fate.index
    is_home = fate.category is Category.RETURNS and head != fate.index and not is_back
    is_home = is_home and not (words.has_lemma(head, _COMING) or _is_fetched(words, node, fate, head))
    if is_home and (case in FROM or is_object_left):
        # Families displaced from Mosul return there, and refugees from Somalia to Somalia; but who
        # "returned from Turkey, bringing the number of returnees to 8,000", was there.
        return PlaceRole.DESTINATION
    is_deporter = fate.term is Term.DEPORTED and (
        case == "by" or (head == fate.index and label.startswith("nsubj"))
    )
    if is_owner and fate.category is Category.RETURNS:
        # "3,000 residents of Goma have gone home"
        return PlaceRole.DESTINATION
    if case in FROM or is_object_left or is_deporter or (is_owner and is_flow):
        return PlaceRole.ORIGIN
    # "For Goma, the report says that 900 were evacuated" names no goal.
    is_bound = case == "for" and 0 <= head < top and (words.has_lemma(head, LEAVING) or is_left(words, head))
    if case in INTO or is_goal or is_bound:
        # Homes go nowhere: "the river ate into Goma, and 480 houses are gone".
        return PlaceRole.LOCATION if fate.term in HOUSING else PlaceRole.DESTINATION
    if fate.category is Category.RETURNS and head == fate.index and _is_subject(words, top, _FETCHING):
        return PlaceRole.DESTINATION
    above = words.heads[node]
    above = words.heads[above] if words.labels[node] == "conj" and above >= 0 else above
    is_counting = head in (above, fate.index) and _is_subject(words, top, _COUNTING)
    is_giving = head == fate.index and _is_subject(words, top, GRANTING)
    is_scene = is_host(words, top) or is_counting or is_giving
    is_scene = is_scene or (fate.term in HOUSING and _is_subject(words, top, _LOSING))
    return PlaceRole.LOCATION if is_scene or is_owner or case in WITHIN else None


def _is_population(words: Words, node: int, noun: int) -> bool:
    """Whether a noun is what a number grew to: "the population of Zamzam has swollen to 500,000"."""
    verb = words.heads[node]
    is_subject = verb >= 0 and noun in dependents(words, verb, *SUBJECTS)
    return is_subject and words.has_lemma(noun, _POPULATION)


def _is_fetched(words: Words, node: int, fate: Fate, head: int) -> bool:
    """Whether a country fetches its own from a place: "repatriated 1,021 citizens from Saudi Arabia"."""
    is_own = words.has_lemma(node, _NATIONALS) or words.parts[node] in ("PROPN", "ADJ", "NUM")
    return head == node and is_own and words.has_lemma(fate.index, _FETCHING)


def is_losing_troops(words: Words, spot: int) -> bool:
    """Whether a country at a token loses soldiers, who fell elsewhere: "Malawi lost three peacekeepers"."""
    head = words.heads[spot]
    if head < 0 or not _is_subject(words, spot, _LOSING):
        return False
    return any(words.has_lemma(one, _TROOPS) for one in dependents(words, head, "obj"))


def is_left(words: Words, top: int) -> bool:
    """Whether a phrase is the object of a verb of leaving, whatever the tree calls it."""
    head, label = (words.heads[top], words.labels[top]) if top >= 0 else (-1, "")
    is_object = label == "obj" or (label == "obl" and head < top and "ADP" not in words.parts[head:top])
    return head >= 0 and is_object and words.has_lemma(head, LEAVING)


def is_host(words: Words, top: int) -> bool:
    """Whether a phrase is the subject of a verb of taking in."""
    return _is_subject(words, top, _HOSTING)


def _is_subject(words: Words, top: int, verbs: frozenset[str]) -> bool:
    head = words.heads[top]
    return head >= 0 and words.labels[top].startswith("nsubj") and words.has_lemma(head, verbs)
