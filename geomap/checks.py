"""What records check of themselves on creation: spans, quotes and scores."""

from __future__ import annotations

from geomap.errors import InvalidRecordError, InvalidSpanError


def check_span(start: int, end: int, length: int) -> None:
    """Accept a span that lies inside a text of some code points.

    Raises:
        InvalidSpanError: If it does not, or is empty.
    """
    if not 0 <= start < end <= length:
        raise InvalidSpanError(start=start, end=end, length=length)


def check_order(start: int, end: int) -> None:
    """Accept a span that may lie in some text.

    Raises:
        InvalidRecordError: If it is empty, runs backwards or begins before 0.
    """
    if not 0 <= start < end:
        raise InvalidRecordError(f"Span {start}..{end}. Expected 0 <= start < end, end exclusive.")


def check_quote(start: int, end: int, quote: str) -> None:
    """Accept a span whose words are as many code points as it spans.

    Raises:
        InvalidRecordError: If they are not.
    """
    check_order(start, end)
    if end - start != len(quote):
        raise InvalidRecordError(
            f"Span {start}..{end} with the text {quote!r} of {len(quote)} code points."
            " Expected the words of exactly that span."
        )


def check_score(score: float) -> None:
    """Accept a score from 0 to 1.

    Raises:
        InvalidRecordError: If it is another number, or none.
    """
    if not 0 <= score <= 1:
        raise InvalidRecordError(f"Score {score!r}. Expected a number from 0 to 1.")
