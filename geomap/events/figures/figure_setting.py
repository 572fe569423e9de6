"""A sentence as its figures are read: its numbers, what each counts or pays, lists, whose its places are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from geomap.constants import Unit
from geomap.events.figures.breakdowns import Gap, Item, find_gaps, find_items
from geomap.events.figures.counting import Counted, counted_by, is_rate, is_subset
from geomap.events.figures.learned import counts_homes
from geomap.events.figures.measures import dates_old
from geomap.events.figures.money import Money, carried_on, is_told_again, money_of
from geomap.events.figures.telegrams import is_telegram, labelled
from geomap.events.figures.telling import Fate
from geomap.events.scene.spots import Spot
from geomap.events.setting.times import dates_of
from geomap.events.tree.clauses import is_told_aside
from geomap.events.tree.grammar import clause_of
from geomap.events.tree.sentences import BE, Words
from geomap.models import Atlas, Document, Mention
from geomap.text.dates import DateSpan
from geomap.text.numbers import Number

_SKIPPED = frozenset({"people", "families", "of", "them", "whom"})
_LEADING = frozenset({"from", "in", "to", "at", "near"})
_CLAUSES = frozenset({"and", "while", "whereas", "but"})
_NEXT_TO = 5
_PAIR = 2
_BEGINNING = 9
"""How many words may lead from "since" to its date: "since the onset of conflict on 15 April"."""
_ABROAD = frozenset("border frontier abroad refugee asylum neighbouring neighboring".split())
_OF_THOSE = frozenset({("of", "the"), ("of", "those"), ("of", "these")})
_AMONG = frozenset({("among", "them"), ("among", "those"), ("among", "whom")})
_THOSE = frozenset("the those these them".split())
_GRAVELY = frozenset("critically seriously severely badly gravely slightly lightly moderately".split())
_JOINING = (("and",), (",",))
_SHARED = frozenset({("of", "them"), ("of", "whom")})
_AFFECTED = frozenset(
    "dead killed wounded injured victims casualties fatalities deaths displaced evacuees refugees returnees"
    " evacuated".split()
)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One sentence with what is known of it before its figures are read.

    ``written`` are all numbers that stand in it; ``countries`` are the codes of those that the sentence names
    and of the one that the text names most.
    """

    document: Document
    words: Words
    written: tuple[Number, ...]
    mentions: tuple[Mention, ...]
    spots: tuple[Spot, ...]
    countries: tuple[frozenset[str], ...]
    atlas: Atlas | None = None
    heading: Fate | None = None
    """What the heading above the sentence tells: "Displaced by province:"."""
    only_country: str | None = None
    """The code of the country in which all places of the text lie; None if there are several."""

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        """The dates of the sentence."""
        return dates_of(self.document, self.words)

    @cached_property
    def dates_of_news(self) -> tuple[DateSpan, ...]:
        """The dates without those of old numbers: "compared with 3,100 in May"."""
        return tuple(
            span
            for span in self.dates
            if not any(dates_old(self.words, one, self.words.index_at(span.start)) for one in self.numbers)
        )

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the sentence that are no part of a date or a name."""
        return tuple(
            number
            for number in self.written
            if not any(span.start < number.end and number.core_start < span.end for span in self.dates)
            and not any(m.start <= number.core_start < m.end for m in self.mentions)
        )

    @cached_property
    def is_telegram(self) -> bool:
        """Whether the sentence has no verb: "34 dead, 1,800 rescued"."""
        return is_telegram(self.words)

    @cached_property
    def sums(self) -> Mapping[int, Money]:
        """The amounts of money, by where their number starts."""
        found: dict[int, Money] = {}
        paid: Money | None = None
        for number in self.numbers:
            countries = (*self._countries_before(number), *self.countries)
            money = money_of(self.document.text, number, self.words.sentence.end, countries)
            money = money or carried_on(self.document.text, number, paid)
            if money is not None:
                found[number.start] = money
                is_again = paid is not None and is_told_again(self.document.text, money, paid)
                # "7.5 billion euros ($8.1 billion), Germany 1 billion": the list goes on in euros.
                paid = replace(money, currency=paid.currency) if paid and is_again else money
        return found

    def _countries_before(self, number: Number) -> tuple[frozenset[str], ...]:
        """The codes of the countries named before a number, the nearest first: each pays its own kroner."""
        before = [m.place for m in self.mentions if m.end <= number.start and m.place]
        return tuple(frozenset({place.country_code}) for place in reversed(before) if place.country_code)

    @cached_property
    def counts(self) -> Mapping[int, Counted]:
        """What the other numbers count, by where these start, if it is persons, households or homes."""
        found = {
            number.start: self._counted(number) for number in self.numbers if number.start not in self.sums
        }
        return {start: one for start, one in found.items() if one and not is_rate(self.words, one.last)}

    def _counted(self, number: Number) -> Counted | None:
        counted = counted_by(self.words, number, self.mentions)
        if number.start in self.pairs and (counted is None or not counted.noun):
            # "78,000 and 11,400 refugees"
            last = max(self.pairs)
            counted = next(
                counted_by(self.words, one, self.mentions) for one in self.numbers if one.start == last
            )
        if self.is_telegram:
            counted = labelled(self.words, number, counted)
        if counted and not counted.noun and counts_homes(self.words, number):
            return replace(counted, unit=Unit.HOUSEHOLD, is_home=True)
        return counted

    @cached_property
    def pairs(self) -> Mapping[int, Spot]:
        """The places that numbers have one by one: "Chad and Niger have received 78,000 and 11,400 refugees".

        As many places as numbers stand in a row each; they are told by where each number starts.
        """
        words, counted = self.words, [one for one in self.numbers if one.start not in self.sums]
        rows = [
            (one, other)
            for one, other in pairwise(counted)
            if words.lower[words.index_at(one.end - 1) + 1 : words.index_at(other.start)] == ("and",)
        ]
        if len(counted) != _PAIR or not rows or len(self.spots) != _PAIR:
            return {}
        first, last = self.spots
        between = words.lower[words.index_at(first.mention.end - 1) + 1 : last.index]
        is_row = between == ("and",) and first.index < words.index_at(counted[0].start)
        return {counted[0].start: first, counted[1].start: last} if is_row else {}

    @cached_property
    def items(self) -> Mapping[int, Item]:
        """The items of lists by place, by where their number starts."""
        counts = [(one, self.counts[one.start]) for one in self.numbers if one.start in self.counts]
        found = find_items(self.words, counts, self.spots, is_headed=self.heading is not None)
        return {item.number.start: item for item in found}

    @cached_property
    def gaps(self) -> Mapping[int, Gap]:
        """The numbers told without their verb, by where they start: "Egypt took in 500, Chad 700"."""
        others = [one for one in self.numbers if one.start not in self.sums]
        return find_gaps(self.words, others, self.spots)

    def as_of(self, number: Number) -> date | None:
        """The last day of the clause's date, else of the sentence's only date; what began then goes on."""
        words, dates = self.words, self.dates_of_news
        clause = clause_of(words, words.index_at(number.core_start))
        inner = [span for span in dates if clause_of(words, words.index_at(span.start)) == clause]
        chosen = inner[0] if inner else dates[0] if len(dates) == 1 else None
        if chosen is None or is_told_aside(words, words.index_at(chosen.start), clause):
            return None
        before = words.lower[: words.index_at(chosen.start)][-_BEGINNING:]
        is_beginning = "since" in before and "," not in before[before.index("since") :]
        return self.document.published if is_beginning else chosen.last

    def is_recount(self, number: Number) -> bool:
        """Whether a number only tells who some of those counted were: "three of the dead were children"."""
        words, first = self.words, self.words.index_at(number.end)
        node = words.index_at(number.core_start)
        is_of_them = words.lower[first : first + 2] in _OF_THOSE and words.word(first + 2) in _AFFECTED
        head = words.heads[node]
        counted = self.counts.get(number.start)
        if counted and words.lower[counted.last + 1 : counted.last + 3] in _AMONG:
            # "Killing twelve people, two children among them"
            return True
        if self._is_grave(number, first) or self._describes_those_told(number):
            return True
        is_told = is_of_them and head >= 0 and words.labels[node] == "nsubj" and words.parts[head] == "NOUN"
        return is_told and any(words.labels[one] == "cop" for one in words.children[head])

    def _is_grave(self, number: Number, first: int) -> bool:
        """Whether a number only tells how badly some were hurt: "60 were hurt, ten critically"."""
        words = self.words
        is_grave = words.word(first) in _GRAVELY and words.word(first + 1) in ("", ",", ".", ";", ")", "and")
        is_grave = is_grave or (words.word(first) == "in" and words.word(first + 2) == "condition")
        return is_grave and any(one.start < number.start for one in self.numbers)

    def _describes_those_told(self, number: Number) -> bool:
        """Whether a number behind "of the dead, ..." or "among them were" tells who they are, not where."""
        start = self._told_until
        if not 0 < start <= self.words.index_at(number.start) or self.own_spot(number) is not None:
            return False
        verbs = [one for one in range(start, len(self.words)) if self.words.parts[one] == "VERB"]
        return all(self.words.word(one) in BE for one in verbs)

    @cached_property
    def _told_until(self) -> int:
        """Where a sentence goes on that opens with those told before: "of the 45 wounded, "; else -1."""
        words = self.words
        first = 1 if words.word(0) == "out" else 0
        if words.word(first + 1) not in _THOSE:
            return -1
        if words.word(first) == "of":
            return words.lower.index(",") + 1 if "," in words.lower else -1
        if words.word(first) != "among":
            return -1
        near = range(first + 2, min(first + 6, len(words)))
        return next((one for one in near if words.word(one) in BE), -1)

    def is_repeated(self, number: Number) -> bool:
        """Whether a number counts some of those just counted: "including 14 soldiers and 3 nurses"."""
        words, first = self.words, self.words.index_at(number.start)
        if is_subset(words, first):
            return True
        before = [one for one in self.numbers if one.start < number.start]
        if not before or before[-1].start not in self.counts:
            return False
        last = max(self.counts[before[-1].start].last, words.index_at(before[-1].end - 1))
        return words.lower[last + 1 : first] in _JOINING and self.is_repeated(before[-1])

    def is_share(self, number: Number) -> bool:
        """Whether a number is followed by "of them"."""
        first = self.words.index_at(number.end)
        return self.words.lower[first : first + 2] in _SHARED

    def is_part(self, number: Number) -> bool:
        """Whether a number counts some again: "of which 160", "of the 2,000 displaced, 450"."""
        words, first = self.words, self.words.index_at(number.start)
        return self.is_repeated(number) or (words.lower[:2] == ("of", "the") and "," in words.lower[2:first])

    @property
    def inland(self) -> str | None:
        """The code of the only country that the text names, unless the sentence speaks of a border."""
        return self.only_country if _ABROAD.isdisjoint(self.words.vocabulary) else None

    def own_spot(self, number: Number) -> Spot | None:
        """The place that a bare number leads to: "160 are from Haveri", "4,500 people in Goma"."""
        words, start = self.words, self.words.index_at(number.end)
        while words.parts[start : start + 1] == ("AUX",) or words.word(start) in _SKIPPED:
            start += 1
        reach = range(start + 1, start + 1 + _NEXT_TO) if words.word(start) in _LEADING else range(0)
        return next((spot for spot in self.spots if spot.index in reach), None)

    def spots_of(self, number: Number) -> tuple[Spot, ...]:
        """The places that may be those of a number: none that belongs to another number of the sentence.

        Those of a part or an item of a list are its own; so are those of a later clause that counts others,
        and of an earlier one if the number's own clause names a place.
        """
        others = [one for one in self.numbers if one.start != number.start]
        parts = (self.own_spot(one) for one in others if self.is_part(one) or self.is_share(one))
        taken = {spot.index for spot in parts if spot}
        taken |= {item.spot.index for item in self.items.values() if item.spot}
        taken |= {gap.spot.index for gap in self.gaps.values() if gap.spot}
        free = tuple(spot for spot in self.spots if spot.index not in taken)
        if number.start in self.pairs:
            return (self.pairs[number.start],)
        own = self._clause_at(self.words.index_at(number.core_start))
        telling = {self._clause_at(self.words.index_at(one.core_start)) for one in others if self._tells(one)}
        has_own = any(self._clause_at(spot.index) == own for spot in free)
        return tuple(
            spot
            for spot in free
            if (clause := self._clause_at(spot.index)) == own
            or clause not in telling
            or (clause < own and not has_own)
        )

    @property
    def unlisted(self) -> tuple[Spot, ...]:
        """The places but for those to which only an item of a list leads: "and 300 to Goma"."""
        taken = {item.spot.index for item in self.items.values() if item.spot and item.form == "phrase"}
        return tuple(spot for spot in self.spots if spot.index not in taken)

    def _tells(self, number: Number) -> bool:
        return number.start in self.counts and number.start not in self.items

    def _clause_at(self, index: int) -> int:
        """Which of the sentence's clauses, as its signs part them, a token stands in."""
        return sum(start <= index for start in self._clause_starts)

    @cached_property
    def _clause_starts(self) -> tuple[int, ...]:
        words = self.words
        ends = [
            index
            for index in range(1, len(words))
            if words.lower[index] == ";"
            or words.lower[index] in ("while", "whereas")
            or (words.lower[index] in _CLAUSES and words.lower[index - 1] == ",")
        ]
        edges = [*ends, len(words)]
        return tuple(
            start
            for start, end in zip(ends, edges[1:], strict=True)
            if words.lower[start] == ";"
            or "AUX" in words.parts[start:end]
            or "VERB" in words.parts[start:end]
        )
