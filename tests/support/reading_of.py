"""Sentences as if read, for what needs their words alone."""

import numpy as np

from geomap.reader.model import ReadSentence
from geomap.reader.reading import SentenceReading
from geomap.text.tokens import split_sentences


def read_alone(text, parts=None):
    """The only sentence of a text, with parts of speech given for its tokens; all are verbs by default."""
    (sentence,) = split_sentences(text)
    words = len(sentence.tokens)
    read = ReadSentence(
        words=tuple(token.text for token in sentence.tokens),
        names=(),
        parts=tuple(parts or ["VERB"] * words),
        heads=(-1,) * words,
        labels=("root",) * words,
        shares=np.zeros((words, 1), dtype=np.float32),
    )
    return SentenceReading(sentence=sentence, read=read)
