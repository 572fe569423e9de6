"""Noun phrases of a sentence that may name those who act: runs of names, demonyms and titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from geomap.constants import MentionKind
from geomap.events.lists.roster import KnownActor, Title, match_actor, match_surname, match_title, may_act
from geomap.events.parties.describing import STOP, is_describing, tells_no_side
from geomap.events.parties.pacts import names_pact, only_names_truce
from geomap.events.parties.portfolios import is_form_of_state, title_at
from geomap.events.tree.grammar import preposition, span_head
from geomap.events.tree.sentences import (
    Words,
    credit_end,
    dateline_end,
    is_past,
)
from geomap.models import Mention
from geomap.reader.decode import NameSpan
from geomap.text.date_expressions import MONTHS, WEEKDAYS

_DAYS_AND_MONTHS = WEEKDAYS | MONTHS | frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_PARTICLES = frozenset("al el bin ibn de da di du van von der den la le dos del ul abu ben -".split())
_HELPED = frozenset(
    "backed sponsored supported armed trained funded financed equipped linked aligned affiliated inspired"
    " brokered mediated facilitated hosted moderated allied made built born designed supplied".split()
)
_PREFIXES = frozenset({"pro", "non", "ex"})
_MONEY = frozenset("dollar pound rupee peso franc ruble rouble dinar riyal shilling lira yen yuan".split())
_CODE_LENGTH = 3
_LONGEST_GAP = 3
_SURE = 0.4
_BLOC_NOUNS = frozenset(
    "leader sanction power country government ally official capital weapon aid state nation diplomat source"
    " support pressure critic criticism embargo demand minister expert intelligence".split()
)

_DESCRIPTIONS = frozenset("amod compound nmod:poss nmod flat nummod det".split())


class ChunkKind(StrEnum):
    """What the head of a chunk is."""

    TITLE = "title"
    KNOWN = "known"
    PLACE = "place"
    DEMONYM = "demonym"
    NAME = "name"


class _Mark(StrEnum):
    KNOWN = "known"
    MENTION = "mention"
    TITLE = "title"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A run of tokens ``first``..``last`` with what it is made of.

    ``name`` is the token span of a proper name that no list knows, ``owner`` of one whose owned thing
    follows; ``known_span`` that of the last known actor. ``is_modifier`` tells that the chunk describes
    a following noun.
    """

    first: int
    last: int
    kind: ChunkKind
    mentions: tuple[Mention, ...] = ()
    titles: tuple[Title, ...] = ()
    known: tuple[KnownActor, ...] = ()
    known_span: tuple[int, int] = (0, 0)
    name: tuple[int, int] | None = None
    owner: tuple[int, int] | None = None
    is_modifier: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    mark: _Mark
    first: int
    last: int
    mention: Mention | None = None
    title: Title | None = None
    known: KnownActor | None = None


def read_chunks(words: Words, mentions: Sequence[Mention]) -> tuple[Chunk, ...]:
    """The chunks of a sentence in order."""
    pieces = _read_pieces(words, mentions)
    chunks: list[Chunk] = []
    run: list[_Piece] = []
    for piece in pieces:
        if run and not _continues(words, run, piece):
            chunks.append(_chunk_of(words, run))
            run = []
        run.append(piece)
    if run:
        chunks.append(_chunk_of(words, run))
    return tuple(chunks)


def _read_pieces(words: Words, mentions: Sequence[Mention]) -> list[_Piece]:
    spans = {words.index_at(mention.start): mention for mention in mentions}
    bodies = {name.first: name.last - 1 for name in words.names if _is_body(words, name)}
    pieces: list[_Piece] = []
    index, end = max(dateline_end(words), credit_end(words)), len(words)
    while index < end:
        piece = None
        if index in spans or index in bodies or may_act(words.tokens[index].text):
            piece = _body_at(words, index, bodies, spans) or _piece_at(words, index, spans)
        if piece is not None and not _only_helps(words, piece):
            pieces.append(piece)
        index = piece.last + 1 if piece is not None else index + 1
    return pieces


def _only_helps(words: Words, piece: _Piece) -> bool:
    """Whether a piece names who stands behind those who act: "Russian-backed", "pro-Russian separatists"."""
    if piece.mark is _Mark.TITLE:
        return False
    if piece.mark is _Mark.NAME and names_pact(words, piece.first, piece.last):
        # "The Minsk agreements", "the Oslo Accords": texts.
        return True
    if piece.mark is _Mark.MENTION and only_names_truce(words, piece.mention):
        return True
    is_after = words.word(piece.last + 1) == "-" and words.word(piece.last + 2) in _HELPED
    return is_after or (words.word(piece.first - 1) == "-" and words.word(piece.first - 2) in _PREFIXES)


def _is_body(words: Words, name: NameSpan) -> bool:
    """Whether the reader found a body of several words, such as "Philippine National Bank"."""
    is_long = name.last - name.first > 1 and words.tokens[name.last - 1].is_capitalized
    return name.kind == "ORG" and is_long and name.score >= _SURE and not words.is_headline


def _body_at(words: Words, index: int, bodies: dict[int, int], spans: dict[int, Mention]) -> _Piece | None:
    """A body that the lexicon does not know, with the place in its name that tells its country."""
    last = bodies.get(index, -1)
    if last < index:
        return None
    inside = [start for start in spans if index <= start <= last]
    is_place = any(words.index_at(spans[start].end - 1) >= last and start == index for start in inside)
    if is_place or any(match_actor(words.tokens, start) for start in range(index, last + 1)):
        return None
    titles = [found[0] for start in range(index, last + 1) if (found := match_title(words.lower, start))]
    if any(title.is_title for title in titles) or (titles and inside and last - index == 1):
        # "US Defense Secretary" and "Russian Navy" are read piece by piece.
        return None
    mention = spans[inside[0]] if inside else None
    if mention and words.lower[index] == "air" and not titles:
        # "Air France", "Air Zimbabwe"
        titles = [title for title, _ in filter(None, [match_title(("airline",), 0)])]
    return _Piece(_Mark.NAME, index, last, mention=mention, title=titles[-1] if titles else None)


def _piece_at(words: Words, index: int, spans: dict[int, Mention]) -> _Piece | None:
    tokens = words.tokens
    mention = spans.get(index)
    mention_end = max(index, words.index_at(mention.end - 1)) if mention else index - 1
    known = match_actor(tokens, index)
    if known and known[1] - 1 >= mention_end and _is_known_here(words, index, known):
        return _Piece(_Mark.KNOWN, index, known[1] - 1, known=known[0])
    if mention and words.has_lemma(mention_end + 1, _MONEY):
        return None
    if mention:
        return _Piece(_Mark.MENTION, index, mention_end, mention=mention)
    title = title_at(words, index)
    if (
        title
        and not tells_no_side(words, index)
        and not is_describing(words, index, title[1], is_named=title[1] in spans)
    ):
        return _Piece(_Mark.TITLE, index, title[1] - 1, title=title[0])
    if _is_name_token(words, index):
        last = index
        while last + 1 < len(words) and last + 1 not in spans and _continues_name(words, last + 1):
            last += 1
        return None if is_form_of_state(words, index, last) else _Piece(_Mark.NAME, index, last)
    return None


def _is_known_here(words: Words, index: int, known: tuple[KnownActor, int]) -> bool:
    """Whether "the West" or "western" means the countries, not a side of the compass."""
    entry, end = known
    if entry.kind != "bloc":
        return True
    following = words.tokens[end] if end < len(words) else None
    if words.lower[index] == "western":
        return words.has_lemma(end, _BLOC_NOUNS)
    return words.word(index - 1) == "the" and not (following and following.is_capitalized)


def _is_name_token(words: Words, index: int) -> bool:
    token, word = words.tokens[index], words.lower[index]
    if words.is_headline:
        # Capitals mean nothing here; only a surname that stands for itself counts.
        return match_surname(token.text, year=None, has_title=False) is not None
    if not token.is_capitalized or word in STOP or word in _DAYS_AND_MONTHS or len(word) < 2:
        return False
    if words.parts[index] == "VERB" and not words.is_named(index, index):
        return False
    is_code = len(word) == _CODE_LENGTH and words.word(index + 1)[:1].isdigit()
    if token.text.isupper() and (is_code or words.word(index + 1) == "$"):
        # "EUR 4.5 million", "NZ$20"
        return False
    is_adverb = word.endswith("ly") and (index == 0 or words.parts[index] == "ADV")
    return not (
        is_adverb and len(words) > 1 and not words.tokens[min(index + 1, len(words) - 1)].is_capitalized
    )


def _continues_name(words: Words, index: int) -> bool:
    token = words.tokens[index]
    if token.text == "." and len(words.tokens[index - 1].text) == 1:
        return True
    if words.lower[index] in _PARTICLES or (len(token.text) == 1 and token.is_capitalized):
        skipped = 2 if words.word(index + 1) == "-" else 1
        while words.word(index + skipped) in _PARTICLES - {"-"}:
            # "Margot van der Velden"
            skipped += 1
        following = words.tokens[index + skipped] if index + skipped < len(words) else None
        return following is not None and (following.is_capitalized or following.text == ".")
    return (
        _is_name_token(words, index)
        and match_title(words.lower, index) is None
        and match_actor(words.tokens, index) is None
    )


def _continues(words: Words, run: list[_Piece], piece: _Piece) -> bool:
    """Whether a piece belongs to the same noun phrase as the pieces before it."""
    last = run[-1]
    between = words.lower[last.last + 1 : piece.first]
    is_possessive = bool(between) and between[0] in ("'s", "'")
    rest = between[1:] if is_possessive else between
    if piece.mark is _Mark.MENTION:
        # "Ukraine's Kharkiv region" and "US Gaza envoy" go on; "police Gaza" does not.
        return last.mark is _Mark.MENTION and not rest
    if _is_closed(run, piece, is_possessive):
        return False
    if not rest:
        return True
    if words.is_headline:
        # "Oman Ties Worry Neighbours": in capitals no word tells whether it only describes.
        return False
    is_describing = all(word.isalpha() or word in ("-", "'s") for word in rest) and STOP.isdisjoint(rest)
    is_short = is_describing and len(rest) <= _LONGEST_GAP and last.mark is not _Mark.TITLE
    return is_short and piece.mark is _Mark.TITLE and not _has_verb(words, last.last + 1, piece.first)


def _is_closed(run: list[_Piece], piece: _Piece, is_possessive: bool) -> bool:
    """Whether a noun phrase ends for good with its last piece, a person's name above all."""
    last = run[-1]
    if is_possessive:
        return piece.mark is _Mark.NAME and last.mark is not _Mark.MENTION
    is_titled_name = last.mark is _Mark.NAME and any(one.mark is _Mark.TITLE for one in run)
    return is_titled_name or (last.known is not None and last.known.kind == "person")


def _has_verb(words: Words, low: int, high: int) -> bool:
    return any(
        words.parts[index] == "VERB"
        or (words.lower[index].endswith("ed") and words.lower[index] not in ("armed", "united", "allied"))
        or (words.lower[index].endswith("ing") and not _describes(words, index))
        or is_past(words.lower[index])
        for index in range(low, high)
    )


def _describes(words: Words, index: int) -> bool:
    """Whether a word in -ing is a noun before another: "mining minister"."""
    return words.parts[index] == "NOUN" and words.labels[index] == "compound"


def _chunk_of(words: Words, run: list[_Piece]) -> Chunk:
    titles = tuple([piece.title for piece in run if piece.title])
    mentions = tuple([piece.mention for piece in run if piece.mention])
    known = tuple([piece.known for piece in run if piece.known])
    known_spans = [(piece.first, piece.last) for piece in run if piece.known]
    last_title = max([piece.last for piece in run if piece.mark is _Mark.TITLE], default=-1)
    names = [piece for piece in run if piece.mark is _Mark.NAME]
    free = [(piece.first, piece.last) for piece in names if piece.first > last_title]
    name = free[-1] if free else None
    owners = [piece for piece in names if words.word(piece.last + 1) in ("'s", "'")]
    return Chunk(
        first=run[0].first,
        last=run[-1].last,
        kind=_kind_of(run, name),
        mentions=mentions,
        titles=titles,
        known=known,
        known_span=known_spans[-1] if known_spans else (0, 0),
        name=name,
        owner=(owners[-1].first, owners[-1].last) if owners else None,
        is_modifier=_is_modifier(words, run),
    )


def _kind_of(run: list[_Piece], name: tuple[int, int] | None) -> ChunkKind:
    last = run[-1]
    if last.mark is _Mark.KNOWN:
        return ChunkKind.KNOWN
    if last.mark is _Mark.TITLE or (name and any(piece.title for piece in run)):
        return ChunkKind.TITLE
    if last.mention is not None and last.mark is _Mark.MENTION:
        return ChunkKind.DEMONYM if last.mention.kind is MentionKind.DEMONYM else ChunkKind.PLACE
    return ChunkKind.NAME


def _is_modifier(words: Words, run: list[_Piece]) -> bool:
    """Whether the chunk describes a following noun: "Russian offensive", "Ukraine's border", "US-led"."""
    first, last = run[0].first, run[-1].last
    if words.word(last + 1) in ("'s", "'", "-"):
        return True
    head = span_head(words, first, last)
    described = words.heads[head]
    if any(words.parts[token] in ("VERB", "AUX") for token in (last + 1, last + 2) if token < described):
        is_participle = words.lower[min(last + 1, len(words) - 1)].endswith(("ed", "ing", "en"))
        if not is_participle:
            return False
    return described > last and words.labels[head] in _DESCRIPTIONS and preposition(words, head) == ""
