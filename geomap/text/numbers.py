"""Numbers in digits and words, with the words that hedge them.

A plural of magnitude without a count is a range by convention: "tens of thousands" is 20,000 to
99,999, "hundreds" 200 to 999, "thousands" 2,000 to 9,999, "dozens" 24 to 99, "scores" 40 to 99;
"several hundred" is read as "hundreds".
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from geomap.constants import Quantifier

_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "lakh crore": 1e12,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "tn": 1e12,
    "tr": 1e12,
}
_VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
}
_HEDGES = {
    Quantifier.LESS_THAN: (
        "nearly|almost|close to|up to|as many as|as much as|fewer than|less than|under|at most|no more than"
        "|just under|not quite|a maximum of|below"
    ),
    Quantifier.APPROXIMATELY: (
        "about|around|some|roughly|approximately|approx\\.?|an estimated|estimated|circa|an average of"
        "|maybe|perhaps|in the region of|somewhere around|~"
    ),
    Quantifier.MORE_THAN: (
        "more than|over|at least|upwards of|in excess of|no fewer than|no less than|not less than"
        "|a minimum of|well over|just over|above|exceeding|>"
    ),
}
_DIGITS = (
    r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{2,3})+(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:[^\S\t\n]\d{3})+(?![\d.,]\d|\d|[^\S\t\n]\d)"
    r"|\d+(?:\.\d+)?"
)
_SMALL = "|".join([*_UNITS, *_TENS])
_SCALE_WORDS = "hundred|thousand|lakhs?|million|crores?|billion|trillion"
_BEFORE_AND = "|".join(f"(?<={word})" for word in "hundred thousand lakh lakhs million crore crores".split())
# "Two hundred and six" is one number, "three and nine" are two.
_WORDS = (
    rf"(?:half\san?|half(?=[\s-](?:{_SCALE_WORDS}))|an?|{_SMALL}|{_SCALE_WORDS})"
    rf"(?:(?:[\s-]+|(?:{_BEFORE_AND})\s+and\s+)(?:{_SMALL}|{_SCALE_WORDS}))*"
)
_COUNTING = frozenset(
    (*_UNITS, *_TENS, *_SCALES, *_VAGUE, *"several few many tens quarter quarters half dozen couple".split())
)
_FIRST_LETTERS = "".join(sorted({"a", *(word[0] for word in _COUNTING)}))
# A number may follow a letter where the text lost a space and no name is likely: "with14,593".
_NUMBER = re.compile(
    rf"""
    (?:(?<![\w.,/:])(?=[\d{_FIRST_LETTERS}])(?<![^\W\d]-)
     | (?=\d)(?<=[a-z])(?=\d{{1,3}}(?:,\d{{3}})+\b|\d+\.\d+\s(?:m|b)illion)
    )(?:
      (?P<several>(?:several|a\sfew|many)\s(?:hundred|thousand|million|dozen))\b
    | (?P<vague>(?:(?:tens|dozens|scores|hundreds|thousands)\sof\s)?
                (?:thousands|millions|billions|hundreds|dozens|scores))\b
    | (?P<quarters>a|three)[\s-]quarters?\sof\sa\s(?P<whole>million|billion)\b
    | (?P<mixed>{_SMALL})\sand\sa\shalf\s(?P<half>{_SCALE_WORDS})\b
    | (?P<dozen>(?:an?|one|two|three|four|five|half\sa)\sdozen
               |a\scouple\sof(?:\s(?:hundred|thousand|million))?)\b
    | (?P<digits>{_DIGITS})(?:[\s-]?(?P<scale>lakh\scrore|{_SCALE_WORDS}|mn|mln|bn|tn)\b
                             |(?P<short>k|m|b|tr)\b)?
    | (?P<words>{_WORDS})\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
_HEDGE = {
    quantifier: re.compile(rf"(?:^|(?<=[\s(\"'“‘]))(?:{words})\s*(?:an?\s+estimated\s+)?$", re.IGNORECASE)
    for quantifier, words in _HEDGES.items()
}
_AFTER = re.compile(r"\s*(?:or\s+(?P<more>more)\b|or\s+(?P<so>so)\b|(?P<plus>\+|-plus\b))", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:-|–|—|to|and|or)\s*(?:US)?[$€£¥₹]?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|from|anywhere between)\s+(?:US)?[$€£¥₹]?$", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:ris|ros|climb|gr[eo]w|increas|jump|soar|surg|swell|fall|fell|drop|declin|shr[aiu]nk|cut|slash|rais"
    r"|lower|revis|doubl|tripl|up|down|widen|narrow|expand|go|went)[a-z]*\b[^.;:]{0,50}\bfrom\s+"
    r"(?:US)?[$€£¥₹]?$",
    re.IGNORECASE,
)
"""What makes "from 96 to 110" two numbers, the old and the new."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_TIMES = 5
"""No range ends at so many times what looks like a year."""
_OTHER_NUMBER = re.compile(r"(?:st|nd|rd|th)\b|:\d\d\b|/\d")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text. The span includes hedging words; ``core_start`` is where the number begins.

    ``value_high`` is the upper end where the text gives a range, else None. ``is_digits`` tells
    digits from words.
    """

    start: int
    end: int
    core_start: int
    value: float
    value_high: float | None = None
    quantifier: Quantifier = Quantifier.EXACT
    is_digits: bool = False


def find_numbers(text: str, *, start: int = 0, end: int | None = None) -> tuple[Number, ...]:
    """Find the numbers in a span of a text, in order; ordinals and articles alone are none."""
    stop = len(text) if end is None else end
    if not _may_count(text, start, stop):
        return ()
    plain = [
        number
        for match in _NUMBER.finditer(text, start, stop)
        if (number := _plain_number(match)) is not None and not _is_other(text, number.end)
    ]
    joined = _join_ranges(text, plain, start)
    return tuple(_hedge(text, number, start, stop) for number in joined)


def _may_count(text: str, start: int, stop: int) -> bool:
    """Whether a span of a text holds a digit or a word that counts; told quickly, for many hold none."""
    if _DIGIT.search(text, start, stop):
        return True
    return not _COUNTING.isdisjoint(_LETTERS.findall(text[start:stop].lower()))


@lru_cache(maxsize=4096)
def parse_number_words(words: str) -> float | None:
    """The value of a number in words, such as "two hundred and fifty"; None if it is not one."""
    total = current = 0.0
    seen = False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and", "a", "an", "half"):
            current = 0.5 if word == "half" else current
            continue
        seen = True
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0.0
        else:
            return None
    return total + current if seen else None


def _plain_number(match: re.Match[str]) -> Number | None:
    begin, stop = match.span()
    digits = match["digits"] or ""
    if " " in digits and _MONTH.search(match.string, max(begin - 12, 0), begin):
        # "On May 12 300 people": the day is no part of the number.
        day, digits = digits.split(" ", 1)
        begin += len(day) + 1
    vague = (
        match["vague"] or (match["several"] or "").split()[-1] + "s" if match["several"] else match["vague"]
    )
    if vague:
        low, high = _vague_range(vague.lower())
        return Number(
            start=begin,
            end=stop,
            core_start=begin,
            value=low,
            value_high=high,
            quantifier=Quantifier.BETWEEN,
        )
    if match["quarters"]:
        value = _SCALES[match["whole"].lower()] * (0.25 if match["quarters"].lower() == "a" else 0.75)
    elif match["mixed"]:
        value = ((parse_number_words(match["mixed"]) or 0) + 0.5) * _SCALES[match["half"].lower()]
    elif match["dozen"]:
        value = _dozen(match["dozen"].lower())
    elif match["digits"]:
        value = float(re.sub(r"[,\s]", "", digits))
        scale = match["scale"] or match["short"]
        value = round(value * _SCALES[scale.lower()], 2) if scale else value
    else:
        found = parse_number_words(match["words"])
        if found is None:
            return None
        value = found
    return Number(start=begin, end=stop, core_start=begin, value=value, is_digits=bool(match["digits"]))


def _vague_range(words: str) -> tuple[float, float]:
    parts = words.split(" of ")
    low, high = _VAGUE[parts[-1]]
    if len(parts) == 1:
        return float(low), float(high)
    base = low / 2 if parts[-1] in ("thousands", "millions", "billions", "hundreds") else low
    factor = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000}[parts[0]]
    top = 1_000 if parts[0] == "hundreds" else 10_000 if parts[0] == "thousands" else 100
    return base * factor, base * top - 1


def _dozen(words: str) -> float:
    if words.startswith("a couple of"):
        return 2 * _SCALES.get(words.rsplit(maxsplit=1)[-1], 1.0)
    first = words.split(maxsplit=1)[0]
    return 6.0 if first == "half" else 12.0 * _UNITS.get(first, 1)


def _is_other(text: str, end: int) -> bool:
    """Whether what goes on behind digits makes them an ordinal or a time of day: "4th", "1:30"."""
    return _OTHER_NUMBER.match(text, end) is not None


def _join_ranges(text: str, numbers: list[Number], start: int) -> list[Number]:
    joined: list[Number] = []
    index = 0
    while index < len(numbers):
        number = numbers[index]
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        pair = _as_range(text, number, following, start) if following else None
        joined.append(pair or number)
        index += 2 if pair else 1
    return joined


def _as_range(text: str, low: Number, high: Number, start: int) -> Number | None:
    joint = text[low.end : high.start]
    if not _JOINT.fullmatch(joint) or low.value_high is not None or high.value_high is not None:
        return None
    if _CHANGED.search(text, start, low.start) or _is_year(text, low, high):
        return None
    before = _BETWEEN.search(text, start, low.start)
    word = joint.strip("US$€£¥₹ ").lower()
    if word in ("and", "or") and not (before and "between" in before.group().lower()):
        return None
    if "between" in (before.group().lower() if before else "") and word != "and":
        return None
    value = low.value
    if value < high.value and value < 1000 <= high.value and low.end - low.start <= 4:
        scale = _scale_of(high.value)
        value = value * scale if value * scale < high.value else value
    if not value < high.value:
        return None
    return replace(
        low,
        start=before.start() if before and "between" in before.group().lower() else low.start,
        end=high.end,
        value=value,
        value_high=high.value,
        quantifier=Quantifier.BETWEEN,
    )


def _is_year(text: str, low: Number, high: Number) -> bool:
    """Whether the first of two numbers is the year of a date: "since April 2023 to 871,000"."""
    is_like_year = text[low.start : low.end].isdigit() and _FIRST_YEAR <= low.value <= _LAST_YEAR
    has_month = _MONTH.search(text, max(low.start - 12, 0), low.start) is not None
    return is_like_year and (has_month or high.value > _TIMES * low.value)


def _scale_of(value: float) -> float:
    for scale in (1e9, 1e6, 1e3):
        if value >= scale and value % (scale / 10) == 0:
            return scale
    return 1.0


def _hedge(text: str, number: Number, start: int, stop: int) -> Number:
    left = max(start, number.start - 40)
    before = text[left : number.start].rstrip("$€£¥₹₽₦ ") + " "
    has_sign = before.rstrip() != text[left : number.start].rstrip()
    found = number
    for quantifier, pattern in _HEDGE.items():
        match = pattern.search(before)
        if match:
            begin = number.start if has_sign else left + match.start()
            kind = number.quantifier if number.value_high is not None else quantifier
            found = replace(number, start=begin, quantifier=kind)
            break
    after = _AFTER.match(text, number.end, stop)
    if after and found.value_high is None:
        kind = Quantifier.APPROXIMATELY if after["so"] else Quantifier.MORE_THAN
        found = replace(found, end=after.end(), quantifier=kind)
    return found
