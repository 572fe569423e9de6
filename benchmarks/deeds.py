"""Measure how many of the marked deeds of our own sentences become events, and how many events are none.

    python benchmarks/deeds.py [--taught] [--files "*long*"] [--missed [TYPE]] [--false [TYPE]]

The sentences of ``scripts/training_text/deeds`` are invented, with every word marked that tells of a deed.
One in five has never been taught to the reader: only these count unless ``--taught`` asks for the others.
For every type the table gives the share of marks that an event overlaps with the same type (any type, if the
event is no actual one: "will visit" becomes AGREE), and the share of events that overlap no such mark. Rows
of the lexicon were not made from these sentences. ``--missed`` and ``--false`` list them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from deed_data import DeedText, MarkedDeed, read_deed_texts
from marked_text import is_left_out

from geomap.constants import EventType, Modality
from geomap.models import Document, Event
from geomap.pipeline import Pipeline

FOLDER = Path(__file__).resolve().parents[1] / "scripts" / "training_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One text with what the coder made of it."""

    text: DeedText
    events: tuple[Event, ...]

    def missed(self) -> Iterator[MarkedDeed]:
        """The marks that no event tells."""
        return (deed for deed in self.text.deeds if not any(_tells(event, deed) for event in self.events))

    def false(self) -> Iterator[Event]:
        """The events that tell no mark."""
        return (event for event in self.events if not any(_tells(event, deed) for deed in self.text.deeds))


def _tells(event: Event, deed: MarkedDeed) -> bool:
    is_same = event.event_type is deed.type or event.modality is not Modality.ACTUAL
    return is_same and event.trigger_start < deed.span[1] and deed.span[0] < event.trigger_end


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit code is 2 if no file fits."""
    parser = argparse.ArgumentParser(description="Measure event coding on sentences with marked deeds.")
    parser.add_argument("--taught", action="store_true", help="the sentences that the reader was taught")
    parser.add_argument("--files", default="*", help="only files whose name fits this pattern")
    parser.add_argument("--missed", nargs="?", const="", metavar="TYPE", help="list the marks without event")
    parser.add_argument("--false", nargs="?", const="", metavar="TYPE", help="list the events without mark")
    chosen = parser.parse_args(arguments)
    texts = [
        text
        for text in read_deed_texts(FOLDER, kinds=("deeds",))
        if fnmatch(text.source, chosen.files) and is_left_out(text.source) is not chosen.taught
    ]
    if not texts:
        print(f"No file of {FOLDER / 'deeds'} fits {chosen.files!r}.", file=sys.stderr)
        return 2
    pipeline = Pipeline.default()
    documents = [Document(document_id=text.source, text=text.text) for text in texts]
    answers = [
        Answer(text=text, events=parsed.events)
        for text, parsed in zip(texts, pipeline.pipe(documents), strict=True)
    ]
    print_table(answers)
    for answer in answers if chosen.missed is not None else ():
        for deed in answer.missed():
            if deed.type and chosen.missed in ("", deed.type.value):
                print_line("missed", deed.type, answer.text.text, deed.span)
    for answer in answers if chosen.false is not None else ():
        for event in answer.false():
            if chosen.false in ("", event.event_type.value):
                print_line(
                    "false", event.event_type, answer.text.text, (event.trigger_start, event.trigger_end)
                )
    return 0


def print_table(answers: Sequence[Answer]) -> None:
    """Print a line for each type, one for all, and one for the sentences that tell nothing."""
    print(f"{'type':10} {'marks':>6} {'found':>6} {'events':>7} {'false':>6}")
    for kind in (*EventType, None):
        marks = [deed for one in answers for deed in one.text.deeds if kind in (deed.type, None)]
        missed = [deed for one in answers for deed in one.missed() if kind in (deed.type, None)]
        events = [event for one in answers for event in one.events if kind in (event.event_type, None)]
        false = [event for one in answers for event in one.false() if kind in (event.event_type, None)]
        name = kind.value if kind else "all"
        shares = (_share(len(marks) - len(missed), len(marks)), _share(len(false), len(events)))
        print(f"{name:10} {len(marks):6} {shares[0]:>6} {len(events):7} {shares[1]:>6}")
    peaceful = [one for one in answers if not one.text.deeds]
    loud = sum(bool(one.events) for one in peaceful)
    print(f"{loud} of {len(peaceful)} sentences without a deed give an event")


def _share(part: int, whole: int) -> str:
    """A share with two decimals, or a dash of nothing."""
    return f"{part / whole:.2f}" if whole else "-"


def print_line(word: str, kind: EventType, text: str, span: tuple[int, int]) -> None:
    """Print one mark or event with its sentence."""
    print(f"{word} {kind.value:10} {text[: span[0]]}[{text[slice(*span)]}]{text[span[1] :]}")


if __name__ == "__main__":
    sys.exit(main())
