"""Words become the numbers the model reads: word pieces, and what their case and the gazetteer tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CASE_SHAPES: Final = 6
"""Kinds of letter case told apart: lower, Capitalized, UPPER, miXed, with digits, neither."""

WORD_CLASSES: Final = 7
"""Kinds of gazetteer evidence told apart; 0 is none."""

MAX_WORDS: Final = 120
"""Longest sentence read at once; longer ones are cut into pieces of this length."""

MAX_PIECES: Final = 254
"""Most word pieces of one sentence; words beyond them go unread."""

WordClassifier = Callable[[Sequence[str]], Sequence[int]]
"""Gives the gazetteer class, 0 to 6, of every word of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Sentences as arrays, padded to the longest.

    ``pieces``, ``types`` and ``mask`` are (sentences, pieces), int64; ``positions`` is (sentences,
    1 + words), int64: where the first piece of every word stands, position 0 being the root.
    ``lengths`` are the numbers of words, without the root.
    """

    pieces: NDArray[np.int64]
    types: NDArray[np.int64]
    mask: NDArray[np.int64]
    positions: NDArray[np.int64]
    lengths: tuple[int, ...]


def case_shape(word: str) -> int:
    """The kind of a word's letter case, 0 to 5."""
    if not word or not any(sign.isalnum() for sign in word):
        return 5
    if any(sign.isdigit() for sign in word):
        return 4
    if word == word.lower():
        return 0
    if word == word.upper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:] == word[1:].lower() else 3


def encode_batch(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]], classify: WordClassifier) -> Batch:
    """Encode sentences of at most `MAX_WORDS` words together.

    Args:
        tokenizer: A WordPiece tokenizer that adds a first and a last sign of its own.
        sentences: Words of each sentence.
        classify: What the gazetteer knows of the words.
    """
    import numpy as np

    encodings = tokenizer.encode_batch([list(words) for words in sentences], is_pretokenized=True)
    width = max(len(encoding.ids) for encoding in encodings)
    most = max(len(words) for words in sentences)
    shape = (len(sentences), width)
    pieces, types, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    positions = np.zeros((len(sentences), most + 1), dtype=np.int64)
    for row, (encoding, words) in enumerate(zip(encodings, sentences, strict=True)):
        count = len(encoding.ids)
        pieces[row, :count] = encoding.ids
        mask[row, :count] = 1
        kinds = [
            1 + case_shape(word) * WORD_CLASSES + known
            for word, known in zip(words, classify(words), strict=True)
        ]
        for position, word_number in enumerate(encoding.word_ids):
            if word_number is None:
                continue
            types[row, position] = kinds[word_number]
            if positions[row, word_number + 1] == 0:
                positions[row, word_number + 1] = position
    return Batch(
        pieces=pieces,
        types=types,
        mask=mask,
        positions=positions,
        lengths=tuple(len(words) for words in sentences),
    )


def load_tokenizer(path: str) -> Tokenizer:
    """The WordPiece tokenizer stored beside the model."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    tokenizer.enable_truncation(max_length=MAX_PIECES + 2)
    tokenizer.no_padding()
    return tokenizer
