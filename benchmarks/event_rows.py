"""Measure how many of the labelled sentences the event coder reads as their authors meant.

    python benchmarks/event_rows.py [--all] [--files "*usual*"] [--missed [TYPE]]

The sentences of ``scripts/training_text/events`` are invented and carry one type each, or NONE where the
words only look like an event. For every type the table gives the share whose type is found and, of those,
the share whose marked actor and recipient are found; then the share with a type that the label does not name.
For NONE it gives the share that leads to any event. ``--missed`` lists the sentences that went wrong.
The reader has been taught four in five of them: without ``--all`` only the others are asked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))


from event_sentences import EventSentence, Span, read_event_sentences
from marked_text import is_left_out

from geomap.constants import EventType
from geomap.models import Actor, Document, Event
from geomap.pipeline import Pipeline

FOLDER = Path(__file__).resolve().parents[1] / "scripts" / "training_text" / "events"
NONE = "NONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One sentence with what the coder made of it; a side is None where the label marks none."""

    sentence: EventSentence
    events: tuple[Event, ...]
    has_actor: bool | None
    has_recipient: bool | None

    @property
    def label(self) -> str:
        """The type of the label, or NONE."""
        return self.sentence.type.value if self.sentence.type else NONE

    @property
    def is_found(self) -> bool:
        """Whether an event has the type of the label."""
        return any(event.event_type is self.sentence.type for event in self.events)

    @property
    def has_stray(self) -> bool:
        """Whether an event has a type that the label does not name."""
        told = {self.sentence.type, *self.sentence.others}
        return any(event.event_type not in told for event in self.events)

    @property
    def is_wrong(self) -> bool:
        """Whether the type is missed, or an event found where nothing is told."""
        return bool(self.events) if self.sentence.type is None else not self.is_found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit code is 2 if no file fits."""
    parser = argparse.ArgumentParser(description="Measure event coding on the labelled sentences.")
    parser.add_argument("--files", default="*", help="only files whose name fits this pattern")
    parser.add_argument("--all", action="store_true", help="also those that the reader was taught")
    parser.add_argument("--missed", nargs="?", const="", metavar="TYPE", help="list what went wrong")
    chosen = parser.parse_args(arguments)
    sentences = [
        one
        for one in read_event_sentences(FOLDER)
        if fnmatch(one.source, chosen.files) and (chosen.all or is_left_out(one.source))
    ]
    if not sentences:
        print(f"No file of {FOLDER} fits {chosen.files!r}.", file=sys.stderr)
        return 2
    pipeline = Pipeline.default()
    answers = [answer(sentence, pipeline) for sentence in sentences]
    print_table(answers)
    if chosen.missed is not None:
        print_missed(one for one in answers if chosen.missed in ("", one.label))
    return 0


def answer(sentence: EventSentence, pipeline: Pipeline) -> Answer:
    """What the coder makes of a sentence."""
    events = pipeline.parse(Document(document_id=sentence.source, text=sentence.text)).events
    right = [event for event in events if event.event_type is sentence.type]
    return Answer(
        sentence=sentence,
        events=events,
        has_actor=_has_side((event.actors for event in right), sentence.actor),
        has_recipient=_has_side((event.recipients for event in right), sentence.recipient),
    )


def _has_side(sides: Iterable[Sequence[Actor]], marked: Span | None) -> bool | None:
    """Whether one of the sides overlaps the marked words; None where none are marked."""
    if marked is None:
        return None
    return any(actor.start < marked[1] and marked[0] < actor.end for side in sides for actor in side)


def print_table(answers: Sequence[Answer]) -> None:
    """Print a line for each type there is, one for all types together and one for NONE."""
    print(f"{'type':10} {'sentences':>9} {'found':>6} {'actor':>6} {'recipient':>9} {'stray':>6}")
    told = [one for one in answers if one.sentence.type]
    for event_type in EventType:
        of_type = [one for one in told if one.sentence.type is event_type]
        if of_type:
            print_line(event_type.value, of_type)
    print_line("all", told)
    none = [one for one in answers if one.sentence.type is None]
    if none:
        wrong = sum(one.is_wrong for one in none)
        print(f"{NONE:10} {len(none):9} {wrong} give an event ({wrong / len(none):.1%})")


def print_line(name: str, answers: Sequence[Answer]) -> None:
    """Print the shares of some sentences; sides are counted among those whose type is found."""
    found = [one for one in answers if one.is_found]
    actors = [one.has_actor for one in found if one.has_actor is not None]
    recipients = [one.has_recipient for one in found if one.has_recipient is not None]
    shares = (
        share(len(found), len(answers)),
        share(sum(actors), len(actors)),
        share(sum(recipients), len(recipients)),
        share(sum(one.has_stray for one in answers), len(answers)),
    )
    print("{:10} {:9} {:>6} {:>6} {:>9} {:>6}".format(name, len(answers), *shares))


def share(part: int, whole: int) -> str:
    """A share with two decimals, or a dash of nothing."""
    return f"{part / whole:.2f}" if whole else "-"


def print_missed(answers: Iterable[Answer]) -> None:
    """Print what went wrong: the label, what was found instead, the sentence and where it stands."""
    for one in answers:
        if one.is_wrong:
            instead = ", ".join(event.event_type.value for event in one.events) or "-"
            print(f"{one.label:10} {instead:20} {one.sentence.text}  ({one.sentence.source})")


if __name__ == "__main__":
    sys.exit(main())
