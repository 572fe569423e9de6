"""Measure what a small head on the reader's network would add to the rules of event coding.

    python scripts/train_event_head.py [--gold plv.dev.jsonl ...] [--out head.npz] [--seed 7] [--folds 4]

The head looks at a word, its phrase and its sentence, and says which of 16 types the word tells, or none. It
learns from the labelled sentences in scripts/training_text/events/ and from the other texts in
scripts/training_text/, where the rows of the lexicon are the teacher; never from the gold. Printed are the
answers under cross-validation, and on the half of each gold file that may be looked at what the head would
do: propose where rules find nothing, propose beside them, drop what they find, or give it another type.
geomap does not use the head: docs/coding.md tells why. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from event_lessons import TYPES, Lesson, Source
from numpy.typing import NDArray
from torch import Tensor, nn

Floats = NDArray[np.float32]
WIDTH, HIDDEN, DROPOUT, SMOOTHING = 96, 96, 0.4, 0.05
EPOCHS, BATCH, RATE, DECAY = 12, 256, 2e-3, 0.05
WHITENING = 0.35
THRESHOLDS = (0.5, 0.6, 0.7, 0.8)
SCALES = (1.0, 2.0, 1.5)
"""How much word, sentence and phrase weigh; means over many words vary less."""

FLAG_SCALE = 3.0


class Net(nn.Module):
    """One hidden layer over projected states."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1 + len(TYPES))

    def forward(self, x: Tensor) -> Tensor:
        """Scores (words, 1 + types)."""
        x = nn.functional.dropout(x, DROPOUT / 2, self.training)
        x = nn.functional.dropout(nn.functional.gelu(self.inner(x)), DROPOUT, self.training)
        return self.outer(x)


class Head:
    """A projection of states and a net."""

    def __init__(self, lessons: Sequence[Lesson], seed: int) -> None:
        words = np.concatenate([lesson.states[:, 0] for lesson in lessons])
        self.mean = words.mean(axis=0)
        values, vectors = np.linalg.eigh(np.cov((words - self.mean).T))
        matrix = vectors[:, ::-1][:, :WIDTH] / values[::-1][:WIDTH] ** WHITENING
        self.matrix = (matrix / ((words - self.mean) @ matrix).std()).astype(np.float32)
        self.net = self._fit(lessons, seed)

    def chances(self, lesson: Lesson) -> Floats:
        """The probabilities (candidates, 1 + types) of a lesson's candidates."""
        with torch.no_grad():
            return self.net(torch.tensor(self._inputs(lesson))).softmax(-1).numpy()  # type: ignore[no-any-return]

    def save(self, path: Path) -> None:
        """Write everything in half precision."""
        arrays = {name: value.numpy() for name, value in self.net.state_dict().items()}
        arrays |= {"mean": self.mean, "matrix": self.matrix}
        np.savez(path, **{name: array.astype(np.float16) for name, array in arrays.items()})

    def _inputs(self, lesson: Lesson) -> Floats:
        seen = (lesson.states - self.mean) @ self.matrix * np.array(SCALES, dtype=np.float32)[:, None]
        return np.concatenate((seen.reshape(len(seen), -1), lesson.flags * FLAG_SCALE), axis=1).astype(
            np.float32
        )

    def _fit(self, lessons: Sequence[Lesson], seed: int) -> Net:
        torch.manual_seed(seed)
        x = torch.tensor(np.concatenate([self._inputs(lesson) for lesson in lessons]))
        y = torch.tensor([target for lesson in lessons for target in lesson.targets])
        w = torch.tensor([weight for lesson in lessons for weight in lesson.weights])
        net = Net(x.shape[1])
        optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
        steps = EPOCHS * -(-len(x) // BATCH)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
        for _ in range(EPOCHS):
            for chosen in torch.randperm(len(x)).split(BATCH):
                optimizer.zero_grad()
                loss = nn.functional.cross_entropy(
                    net(x[chosen]), y[chosen], reduction="none", label_smoothing=SMOOTHING
                )
                ((loss * w[chosen]).sum() / w[chosen].sum().clamp(min=1e-6)).backward()
                optimizer.step()
                schedule.step()
        return net.eval()  # type: ignore[no-any-return]


def cross_validate(lessons: Sequence[Lesson], folds: int, seed: int) -> list[Floats]:
    """The answers to every lesson by a head that has not seen it."""
    fold = np.random.default_rng(seed).integers(0, folds, len(lessons))
    found: list[Floats] = [np.zeros((0, 0), np.float32)] * len(lessons)
    for number in range(folds):
        head = Head([lesson for lesson, own in zip(lessons, fold, strict=True) if own != number], seed)
        for index in np.flatnonzero(fold == number).tolist():
            found[index] = head.chances(lessons[index])
    return found


def print_proposals(name: str, lessons: Sequence[Lesson], answers: Sequence[Floats]) -> None:
    """Print how often the likeliest type of a sentence is right, wrong, or there where nothing is told."""
    told, silent = [], []
    for lesson, answer in zip(lessons, answers, strict=True):
        row, column = divmod(int(answer[:, 1:].argmax()), len(TYPES))
        chance = float(answer[row, column + 1])
        if lesson.types:
            told.append((chance, column + 1 in lesson.types))
        else:
            silent.append(chance)
    right = np.mean([is_right for _, is_right in told]) if told else 0.0
    print(
        f"{name}: {len(told)} sentences with an event, likeliest type right in {right:.3f};"
        f" {len(silent)} without"
    )
    for bound in THRESHOLDS:
        sure = [is_right for chance, is_right in told if chance >= bound]
        false = sum(chance >= bound for chance in silent)
        print(
            f"  from {bound}: {sum(sure)} right, {len(sure) - sum(sure)} wrong, {false} where nothing is told"
        )


def print_changes(name: str, lessons: Sequence[Lesson], answers: Sequence[Floats]) -> None:
    """Print what the head would change where rules code something: new types, vetoes, other types."""
    pairs = [(lesson, answer) for lesson, answer in zip(lessons, answers, strict=True) if lesson.coded]

    def count(chosen: Callable[[Lesson, Floats, int], int | None]) -> str:
        found = [
            number in (lesson.types or ())
            for lesson, answer in pairs
            for row in range(len(answer))
            if (number := chosen(lesson, answer[row], row)) is not None
        ]
        return f"{sum(found)} of {len(found)}"

    print(f"{name}: {len(pairs)} sentences in which rules find an event")
    for bound in THRESHOLDS:

        def added(lesson: Lesson, answer: Floats, _: int, bound: float = bound) -> int | None:
            best = int(answer[1:].argmax()) + 1
            return best if answer[best] >= bound and best not in lesson.coded else None

        print(f"  beside the rules from {bound}: {count(added)} right")
    for bound in (0.8, 0.9, 0.95):

        def dropped(lesson: Lesson, answer: Floats, row: int, bound: float = bound) -> int | None:
            return lesson.rules[row] if lesson.rules[row] and answer[0] >= bound else None

        print(f"  dropped where none is likelier than {bound}: {count(dropped)} had been right")

    def retyped(lesson: Lesson, answer: Floats, row: int) -> int | None:
        own = lesson.rules[row]
        return own if own and answer[own] < 0.05 and answer[0] < 0.3 else None

    print(f"  events of the rules that get another type: {count(retyped)} had been right")


def gold_lessons(path: Path, source: Source) -> list[Lesson]:
    """The sentences of a gold file that may be looked at: identifiers that hash to 0."""
    lessons = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if int(sha256(row["id"].encode()).hexdigest(), 16) % 2 == 0:
            names = {part for event in row["events"] for part in event["plover"].split("|")}
            names |= {"CONCEDE", "RETREAT"} if names & {"CONCEDE", "RETREAT"} else set()
            types = frozenset(number for number, one in enumerate(TYPES, start=1) if one.value in names)
            lessons += [lesson for lesson in source.gold(row["text"], types) if len(lesson.flags)]
    return lessons


def main() -> None:
    """Read, cross-validate, train on everything, measure on gold."""
    parser = argparse.ArgumentParser(description="Measure a small head for event coding.")
    parser.add_argument(
        "--gold", type=Path, nargs="*", default=[], help="gold to measure on, one event a line"
    )
    parser.add_argument("--out", type=Path, help="where to write the head")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folds", type=int, default=4, help="parts of the cross-validation")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    source = Source()
    labelled, taught = source.labelled(), source.taught()
    lessons = labelled + taught
    answers = cross_validate(lessons, chosen.folds, chosen.seed)
    empty = [i for i in range(len(labelled)) if not lessons[i].coded]
    quiet = [i for i in range(len(labelled), len(lessons)) if lessons[i].types is not None]
    print_proposals("labelled", lessons[: len(labelled)], answers[: len(labelled)])
    for name, indexes in (("labelled, rules find nothing", empty), ("other texts, rows find nothing", quiet)):
        print_proposals(name, [lessons[i] for i in indexes], [answers[i] for i in indexes])
    head = Head(lessons, chosen.seed)
    for path in chosen.gold:
        gold = gold_lessons(path, source)
        asked = [lesson for lesson in gold if not lesson.coded]
        print_proposals(f"{path.name}, rules find nothing", asked, [head.chances(lesson) for lesson in asked])
        print_changes(path.name, gold, [head.chances(lesson) for lesson in gold])
    if chosen.out:
        head.save(chosen.out)


if __name__ == "__main__":
    main()
