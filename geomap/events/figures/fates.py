"""What befell those a number counts, read from the sentence's tree.

The word that governs the counted noun speaks first ("displaced 500 people", "500 people fled", "the
evacuation of 500 people"), also through a verb that only carries it ("were forced to flee", "managed
to return"); then what describes the noun ("500 people displaced by floods", "500 dead"), then a noun
it stands beside ("310 households (1,600 people)").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geomap.constants import Category, Term
from geomap.events.figures.cues import Role, cues_of
from geomap.events.figures.phrases import UPROOTING, ordered_out, setting_fate
from geomap.events.figures.telling import Fate, told_by
from geomap.events.figures.totals import DESCRIBING, PARTITIVES, totals_at
from geomap.events.tree.grammar import OBJECTS, SUBJECTS, dependent, dependents, preposition
from geomap.events.tree.mending import RELATIVES
from geomap.events.tree.sentences import BE, Words

LIFE_TAKING = frozenset("claim cost take lose loss end".split())
"""What is done to the lives of those who die."""
_SETTING = frozenset({"set"})
_TEARING = frozenset("tear rip blow strip".split())
_ROOFS = frozenset({"roof"})
GRANTING = frozenset("grant give offer extend".split())
_ASYLUM = frozenset("asylum protection refuge sanctuary shelter".split())
_SHELTER = frozenset({"shelter", "refuge"})
_GROUPS = frozenset("batch group wave contingent".split())
_TENS = frozenset({"ten", "five", "four", "three", "hundred"})
_FRACTIONS = frozenset("majority most rest half third quarter fifth tenth minority part".split())
_ARRIVING = frozenset("arrive reach enter pour move stream come".split())
_FLIGHT = frozenset("flee displace refugee idp violence clash camp escape conflict".split())
REACHING = frozenset({"reach", "enter", "arrive"})
_WARS = frozenset({"fighting", "war", "offensive"})
_FAR = 10
_GUESTS = frozenset(
    "tourist visitor fan passenger student pupil player worker soldier fighter troop athlete pilgrim driver"
    " delegate official guest shopper holidaymaker".split()
)
_FAMILIES = frozenset({"family", "household"})
_OPEN = frozenset({"advcl", "acl", "obj", "obl", "parataxis"})
_DEPTH = 6
_GLUED = ("were", "havebeen", "hasbeen", "hadbeen")
"""Auxiliaries that lost the space to what follows, in text taken from PDF files."""


@dataclass(frozen=True, slots=True)
class FateFinder:
    """Looks for the fate of the counted in one sentence.

    ``hedge`` are the tokens of the number with its hedging words, whose "at", "over" or "up to" govern
    nothing; ``is_home`` if homes are counted, not people; ``is_bare`` if the number has no noun.
    """

    words: Words
    hedge: range = range(0)
    is_home: bool = False
    is_bare: bool = False

    def find(self, node: int, last: int) -> Fate | None:
        """The fate of those that a noun or bare number stands for; None if none is told.

        Args:
            node: The token that stands for the counted in the tree.
            last: The last token of the number with its noun.
        """
        if self.is_share(node):
            # "A third of the 9,000 displaced came back": the verb speaks of a part, the number is the whole.
            return self._by_description(node)
        return (
            self._by_participle(node)
            or self._by_governor(node, _DEPTH)
            or self._by_group(node)
            or self._by_description(node)
            or self._by_next_verb(last)
            or (self._by_next_verb(node) if node != last else None)
            or self._by_verb_before()
            or self._by_verb_beyond(last)
            or self._by_total(node)
            or self._by_neighbour(node, _DEPTH)
            or self._by_arrival(node)
        )

    def is_share(self, node: int) -> bool:
        """Whether the sentence speaks of a share of the counted: "a third of", "80% of the population of"."""
        head = self.words.heads[node]
        near = self.words.lower[max(self.hedge.start - 6, 0) : self.hedge.start]
        is_part = self.words.has_lemma(head, _FRACTIONS) or (near[-1:] == ("of",) and "population" in near)
        # "Nine in ten of the 400,000 inhabitants"
        is_part = is_part or (self.words.word(head) in _TENS and self.words.word(head - 1) == "in")
        return head >= 0 and self.words.labels[node] == "nmod" and is_part

    def _by_governor(self, node: int, depth: int) -> Fate | None:
        """What the verb or noun says that the counted depend on."""
        words = self.words
        head, case = words.heads[node], self._preposition(node)
        if head < 0 or depth == 0:
            return None
        label = self._relation(node, head, case)
        if label in SUBJECTS and not case:
            is_passive = label == "nsubj:pass" or dependent(words, head, "aux:pass") >= 0
            return self._of_verb(head, Role.PATIENT if is_passive else Role.AGENT, depth)
        if label in OBJECTS:
            if any(ordered_out(words, one) for one in dependents(words, head, *SUBJECTS)):
                # "Evacuation orders cover 4,500 people"
                return Fate(category=Category.EVACUATIONS, term=Term.EVACUATED, index=head)
            return self._of_verb(head, Role.PATIENT, depth)
        if label in ("obl", "nmod") and case in ("to", "off"):
            found = self._given(head)
            if found is not None:
                return found
        if label == "obl" and case == "for":
            orders = [one for one in dependents(words, head, *SUBJECTS, *OBJECTS) if ordered_out(words, one)]
            head = orders[0] if orders else head
        is_owned = label in ("nmod", "obl") and case in ("of", "for", "among")
        return self._of_noun(head) if is_owned or (label == "compound" and not self.is_bare) else None

    def _given(self, head: int) -> Fate | None:
        """What is given to people, or done to homes: "granted asylum to 900", "set fire to 40 homes"."""
        words = self.words
        verb = words.heads[head] if words.parts[head] == "NOUN" else head
        if verb < 0 or words.parts[verb] != "VERB":
            return None
        things = dependents(words, verb, *OBJECTS)
        if self.is_home:
            is_burnt = words.has_lemma(verb, _SETTING) and any(words.word(one) == "fire" for one in things)
            is_bare = words.has_lemma(verb, _TEARING) and any(words.has_lemma(one, _ROOFS) for one in things)
            term = Term.DESTROYED_HOUSING if is_burnt else Term.PARTIALLY_DESTROYED_HOUSING
            fate = Fate(category=Category.INTERNAL_DISPLACEMENTS, term=term, index=verb)
            return fate if is_burnt or is_bare else None
        given = [one for one in things if words.has_lemma(verb, GRANTING) and words.has_lemma(one, _ASYLUM)]
        if not given:
            return None
        if words.has_lemma(given[0], _SHELTER):
            return Fate(category=Category.IDPS, term=Term.SHELTERED, index=verb)
        return Fate(category=Category.REFUGEES, term=Term.REFUGEE, index=verb)

    def _by_participle(self, node: int) -> Fate | None:
        """A bare number behind a verb is its object even where the tree takes the verb for an adjective."""
        verb = self.hedge.start - 1
        is_lost = self.is_bare and verb >= 0 and self.words.labels[verb] == "amod"
        return self._told_by(verb, Role.PATIENT) if is_lost and self.words.heads[verb] == node else None

    def _by_group(self, node: int) -> Fate | None:
        """What is told of those in whose group they are: "the 76 were the first of those who return"."""
        words, group = self.words, self.words.heads[node]
        is_group = group >= 0 and words.has_lemma(group, _GROUPS) and dependent(words, group, "cop") >= 0
        if not is_group or words.labels[node] != "nsubj":
            return None
        members = (group, *dependents(words, group, "nmod"))
        found = next(filter(None, map(self._by_description, members)), None)
        return replace(found, index=group) if found else None

    def _relation(self, node: int, head: int, case: str) -> str:
        """The relation of the counted to their head; without a preposition they are object or subject."""
        label = self.words.labels[node]
        if case or self.words.parts[head] != "VERB" or label not in ("obl", "dep", "advmod", "nmod"):
            return label
        return "obj" if node > head else "nsubj"

    def _preposition(self, node: int) -> str:
        """The preposition of the counted, looking past hedges such as "at least" and "over"."""
        cases = [one for one in dependents(self.words, node, "case") if one not in self.hedge and one < node]
        return self.words.word(cases[0]) if cases else ""

    def _by_next_verb(self, node: int) -> Fate | None:
        """What stands directly before a verb is its subject, whatever the tree says: "53 evacuated"."""
        words = self.words
        is_aside = words.word(self.hedge.start - 1) == "," == words.word(node + 1)
        start = node + 2 if is_aside else node + 1
        for index in range(start, min(start + 4, len(words))):
            is_glued = words.lower[index].startswith(_GLUED) and words.parts[index] != "ADP"
            if words.parts[index] in ("AUX", "ADV", "PART") or is_glued or words.lower[index] == "-":
                continue
            between = words.lower[start:index]
            is_participle = words.parts[index] == "ADJ" and (index == start or not BE.isdisjoint(between))
            if words.parts[index] == "VERB" or is_participle:
                is_passive = not BE.isdisjoint(between) or any(word.startswith(_GLUED) for word in between)
                # "Two gunmen killed 12 people": who has an object suffers nothing.
                is_headline = index == start and dependent(words, index, *OBJECTS) < 0
                found = self._of_verb(index, Role.PATIENT, 3) if is_passive or is_headline else None
                return found or (None if is_passive else self._of_verb(index, Role.AGENT, 3))
            is_predicate = words.parts[index] == "ADP" and words.parts[index - 1] == "AUX"
            return self._of_verb(words.heads[index], Role.AGENT, 0) if is_predicate else None
        return None

    def _by_verb_before(self) -> Fate | None:
        """What stands directly behind a verb is its object, against the tree: "displaced over 4,000"."""
        words, verb = self.words, self.hedge.start - 1
        is_verb = verb >= 0 and (words.parts[verb] == "VERB" or self._is_headline_verb(verb))
        if not is_verb or dependent(words, verb, "aux:pass", *OBJECTS) >= 0:
            return None
        return self._told_by(verb, Role.PATIENT)

    def _is_headline_verb(self, verb: int) -> bool:
        """Whether a word taken for a noun is the verb of a headline: "Blast Injures Three in Goma"."""
        is_noun = self.words.parts[verb] in ("NOUN", "PROPN") and self.words.lower[verb].endswith("s")
        return self.is_bare and is_noun and verb > 0

    def _by_verb_beyond(self, last: int) -> Fate | None:
        """A verb without a subject has the one before the clause between: "men living there were hurt"."""
        words = self.words
        between = dependents(words, last, "acl", "acl:relcl")
        end = max((_end_of(words, one) for one in between if one == last + 1), default=-1)
        if not last < end < len(words) - 1 or words.parts[end + 1] != "AUX":
            return None
        verb = words.heads[end + 1]
        return self._by_next_verb(end) if verb > end and dependent(words, verb, *SUBJECTS) < 0 else None

    def _of_verb(self, verb: int, role: Role, depth: int) -> Fate | None:
        """What a verb or predicate says of its subject (agent) or object and passive subject (patient)."""
        found = self._told_by(verb, role)
        if found is not None or depth == 0:
            return found
        for child in self.words.children[verb]:
            below = self._role_below(verb, role, child)
            if below is Role.NOUN:
                found = self._of_noun(child)
            elif below is not None:
                found = self._of_verb(child, below, depth - 1)
            if found is not None:
                return found
        return None

    def _role_below(self, verb: int, role: Role, child: int) -> Role | None:
        """The role that a verb's subject or object has in what hangs on the verb; None if it has none."""
        words, label = self.words, self.words.labels[child]
        if dependent(words, child, *SUBJECTS) >= 0:
            return None
        leaders = {words.word(mark) for mark in dependents(words, child, "case", "mark", "advmod")}
        is_as = words.word(child - 1) == "as" or "as" in leaders
        if label in ("obl", "xcomp", "advcl") and is_as and words.parts[child] in ("NOUN", "PROPN"):
            return Role.NOUN
        is_passive = is_as or dependent(words, child, "aux:pass") >= 0
        is_after = child > verb and words.parts[child] in ("VERB", "ADJ")
        is_open = label == "ccomp" or (label in _OPEN and (is_as or "to" in leaders))
        is_joined = label == "conj" and words.parts[child] == "VERB"
        if label == "xcomp" or (is_after and is_open) or (is_joined and (role is Role.AGENT or is_passive)):
            return Role.PATIENT if is_passive else Role.AGENT
        # "Were robbed and displaced": a joined participle has the same patient unless it has its own.
        has_own = dependent(words, child, *OBJECTS, "aux") >= 0
        return Role.PATIENT if is_joined and not has_own else None

    def _told_by(self, verb: int, role: Role) -> Fate | None:
        if preposition(self.words, verb) == "among":
            # "Three children were among the 17 dead" counts them again.
            return None
        return told_by(self.words, verb, role, is_home=self.is_home)

    def _of_noun(self, noun: int) -> Fate | None:
        """What a noun says of those it belongs to: "the evacuation of 20 people"."""
        is_gerund = self.words.parts[noun] == "VERB" and self.words.word(noun).endswith("ing")
        if self.words.parts[noun] not in ("NOUN", "PROPN") and not is_gerund:
            return None
        if self.is_home:
            return self._told_by(noun, Role.NOUN)
        if self.words.word(noun) == "lives" and self.words.has_lemma(self.words.heads[noun], LIFE_TAKING):
            return Fate(category=Category.DEATHS, term=Term.DIED, index=noun)
        if ordered_out(self.words, noun):
            return Fate(category=Category.EVACUATIONS, term=Term.EVACUATED, index=noun)
        nouns = (cue for cue in cues_of(self.words, noun) if cue.role is Role.NOUN)
        return next((Fate(category=cue.category, term=cue.term, index=noun) for cue in nouns), None)

    def _by_description(self, node: int) -> Fate | None:
        """What stands with the noun: "displaced people", "people who fled", "people made homeless"."""
        words = self.words
        found: Fate | None = None
        for child in words.children[node]:
            label = words.labels[child]
            if label in ("amod", "compound") and child < node:
                found = None if self._is_long_homeless(child) else self._told_by(child, Role.PATIENT)
                if found is not None and found.term in (Term.DISPLACED, Term.FORCED_TO_FLEE):
                    found = replace(found, category=Category.IDPS)
            elif label == "acl:relcl" or (label == "acl" and dependent(words, child, *SUBJECTS) >= 0):
                found = self._of_relative(child)
            elif label in ("acl", "amod", "xcomp"):
                roles = (Role.AGENT,) if words.word(child).endswith("ing") else (Role.PATIENT, Role.AGENT)
                found = next(filter(None, (self._of_verb(child, role, 3) for role in roles)), None)
            elif label == "nmod" and child > node and not self.is_home:
                category, term = setting_fate(words, child)
                found = Fate(category=category, term=term, index=child) if category and term else None
            if found is not None:
                return found
        return None

    def _is_long_homeless(self, index: int) -> bool:
        """Whether "homeless people" are those without a home anyway: nothing in the sentence took it."""
        is_homeless = self.words.word(index) == "homeless"
        return is_homeless and UPROOTING.isdisjoint(self.words.vocabulary - {"homeless"})

    def _of_relative(self, verb: int) -> Fate | None:
        """What a relative clause says of the noun before it."""
        words = self.words
        subjects = dependents(words, verb, *SUBJECTS)
        is_own = bool(subjects) and words.word(subjects[0]) not in RELATIVES
        is_passive = dependent(words, verb, "aux:pass", "nsubj:pass") >= 0
        return self._of_verb(verb, Role.PATIENT if is_passive or is_own else Role.AGENT, 3)

    def _by_total(self, node: int) -> Fate | None:
        """ "The number of people displaced reached 300", "the toll rose to 300": the subject tells."""
        words, head = self.words, self.words.heads[node]
        if words.has_lemma(head, PARTITIVES) and words.labels[node] == "nmod":
            return self._by_governor(head, 2) or self._by_description(head)
        for word in totals_at(words, node):
            found = self._of_noun(word) or self._told_by(word, Role.PATIENT)
            is_described = words.labels[word] in DESCRIBING or words.word(word) == "those"
            found = found or (self._by_description(word) if is_described else None)
            if found is not None:
                # "The toll, which stands at 300, will rise": it is 300 now.
                is_aside = words.labels[head] == "acl:relcl" and words.heads[head] == word
                return replace(found, index=head) if is_aside else found
        return None

    def _by_neighbour(self, node: int, depth: int) -> Fate | None:
        """What is joined to a counted noun or stands beside it in parentheses shares its fate."""
        words = self.words
        head, label = words.heads[node], words.labels[node]
        if head >= 0 and words.labels[head] in ("nummod", "compound") and words.parts[head] == "NUM":
            head = words.heads[head]
        if head < 0 or depth == 0 or label not in ("conj", "appos", "parataxis", "dep", "nmod"):
            return None
        is_beside = label != "nmod" or (words.word(node - 1) != "of" and not self._preposition(node))
        is_alike = words.parts[head] in ("NOUN", "NUM", "PROPN", "PRON") and is_beside
        is_alike = is_alike and (not self.is_bare or label == "conj")
        is_aside = any(words.word(sign) == "(" for sign in dependents(words, node, "punct"))
        if not is_alike and not is_aside:
            return None
        found = self._by_governor(head, depth - 1) or self._by_description(head)
        return found or self._by_neighbour(head, depth - 1)

    def _by_arrival(self, node: int) -> Fate | None:
        """Families that arrive, and people where the sentence tells of flight, have been displaced."""
        words, head = self.words, self.words.heads[node]
        is_arrival = head >= 0 and words.labels[node] == "nsubj" and words.has_lemma(head, _ARRIVING)
        if self.is_home or not is_arrival:
            return None
        tail = range(head + 1, min(head + _FAR, len(words) - 1))
        named = {words.word(one) for one in tail if words.parts[one + 1] == "PROPN"}
        is_through = "from" in named and not named.isdisjoint({"into", "to"})
        is_family = words.has_lemma(node, _FAMILIES) or is_through
        is_reached = "from" in named or words.has_lemma(head, REACHING)
        is_of_war = is_reached and any(words.has_lemma(index, _WARS) for index in range(len(words)))
        is_told = any(words.has_lemma(index, _FLIGHT) for index in range(len(words)))
        is_told = is_told and not words.has_lemma(head, frozenset({"come"}))
        if words.has_lemma(node, _GUESTS) or not (is_family or is_of_war or is_told):
            return None
        return Fate(category=Category.INTERNAL_DISPLACEMENTS, term=Term.FORCED_TO_FLEE, index=head)


def _end_of(words: Words, token: int) -> int:
    """The last token that hangs on a token, itself included."""
    return max([token, *(_end_of(words, child) for child in words.children[token])])
