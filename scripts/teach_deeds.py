"""Teach the reader which words tell of deeds, and keep what it says of names and trees.

    python scripts/teach_deeds.py CORPORA [--reader data/reader] [--out data/reader] [--epochs 3] [--seed 1]

Starts from the weights of the reader in ``--reader`` and trains all but its word vectors: three batches of
sentences with marked deeds (`scripts/training_text`), then one of trees or of named sentences from CORPORA
(see `train_reader.py`). On every batch it is held to what it said before of names, parts, heads and labels
(distillation: the divergence of its answers from the earlier ones is part of the loss), so that whatever is
tuned to its trees stays so. Needs the extra ``train``. One text in five (by a hash of file and line) is never
taught: these are scored at the end and by `benchmarks/deeds.py`.

The shipped reader was taught in two rounds. The first began with what `train_reader.py` had written, without
courts, force, fronts, leads, plain, relations, seams, stances, towns and unrest; the second had all files,
``--epochs 2.4``, and began with the reader of the first.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from deed_data import DEEDS, UNKNOWN, DeedSentence, deed_sentences, is_left_out, read_deed_texts
from reader_model import Reader
from reader_weights import load_weights
from torch import Tensor, nn
from train_reader import Data, export, name_loss, new_network, pad, tensors, tree_loss, tree_scores

from geomap.constants import EventType
from geomap.events.tree.sentences import read_sentence
from geomap.events.triggers.find import find_rows
from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document
from geomap.places.recognize import open_reader
from geomap.reader.encode import MAX_WORDS, Batch, encode_batch, load_tokenizer
from geomap.reader.reading import SentenceReading

BATCH = 24
RATE, HEAD_RATE = 2e-4, 1.2e-3
WARM_UP = 60
OTHERS = 4
"""Every fourth batch is one of trees or of names."""

MARKED = 1.5
"""How much a marked deed counts against a word that tells none."""

SHARES = {"deeds": 1.0, "trees": 0.3, "names": 0.5}
"""How much the loss of gold counts against that of differing from earlier answers."""

Encode = Callable[[Sequence[Sequence[str]]], Batch]


def read_sentences() -> list[DeedSentence]:
    """All our marked sentences, with parts of speech and rows as the reader in use gives them."""
    reader = open_reader(open_gazetteer())
    found: list[DeedSentence] = []
    for number, one in enumerate(read_deed_texts(Path(__file__).with_name("training_text"))):
        read = reader.read(Document(document_id=str(number), text=one.text))
        found += deed_sentences(one, read.sentences, _rows_of)
    return [sentence for sentence in found if len(sentence.words) <= MAX_WORDS]


def _rows_of(reading: SentenceReading) -> list[tuple[int, EventType]]:
    """The head and the type of every trigger that rows of the lexicon find."""
    matches = find_rows(read_sentence(reading))
    return [(one.head, one.trigger.meaning.event_type) for one in matches]


def deed_loss(scores: Tensor, batch: Sequence[DeedSentence]) -> Tensor:
    """Cross-entropy; of the words of a marked deed only the one that tells it best counts."""
    logs = scores.float().log_softmax(-1)
    targets = pad([one.targets for one in batch], scores.shape[1], UNKNOWN)
    loss = nn.functional.nll_loss(
        logs.flatten(0, 1), targets.flatten(), reduction="sum", ignore_index=UNKNOWN
    )
    for row, one in enumerate(batch):
        for tokens, kinds in one.told:
            loss = loss - MARKED * logs[row, list(tokens)][:, list(kinds)].logsumexp(-1).max()
    return loss / len(batch)


def divergence(scores: Tensor, earlier: Tensor, is_word: Tensor) -> Tensor:
    """Kullback-Leibler divergence of the earlier probabilities from the present ones, by word."""
    now, before = scores.float().log_softmax(-1), earlier.float().softmax(-1)
    apart = (before * (before.clamp_min(1e-9).log() - now)).sum(-1)
    return (apart * is_word).sum() / is_word.sum()


def difference(
    model: Reader, earlier: Reader, words: Tensor, before: Tensor, counts: Sequence[int]
) -> Tensor:
    """How far the answers on names, parts, heads and labels differ from the earlier reader's."""
    lengths = torch.tensor(counts)
    order = torch.arange(words.shape[1])
    is_word = (order[None, :-1] < lengths[:, None]).float()
    is_padding = (order[None, :] > lengths[:, None])[:, None, :]
    dependent, head = model.label_vectors(words)
    arcs = model.arcs(words)[:, 1:].float().masked_fill(is_padding, -1e4)
    with torch.no_grad():
        old_dependent, old_head = earlier.label_vectors(before)
        old_arcs = earlier.arcs(before)[:, 1:].float().masked_fill(is_padding, -1e4)
        index = old_arcs.argmax(-1)[:, :, None].expand(-1, -1, head.shape[-1])
        old_labels = earlier.labels_of(old_dependent[:, 1:], torch.gather(old_head, 1, index))
        names, parts = earlier.names(before[:, 1:]), earlier.parts(before[:, 1:])
    labels = model.labels_of(dependent[:, 1:], torch.gather(head, 1, index))
    return (
        2 * divergence(model.names(words[:, 1:]), names, is_word)
        + divergence(arcs, old_arcs, is_word)
        + divergence(labels, old_labels, is_word)
        + 0.3 * divergence(model.parts(words[:, 1:]), parts, is_word)
    )


def batches_of(sentences: Sequence[DeedSentence], chance: random.Random) -> Iterator[list[DeedSentence]]:
    """Batches of sentences of like length, all drawn once before any comes twice."""
    while True:
        order = sorted(sentences, key=lambda one: len(one.words) + 8 * chance.random())
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        yield from batches


def teach(
    model: Reader, sentences: Sequence[DeedSentence], data: Data, encode: Encode, epochs: float
) -> None:
    """Train in place; prints the losses."""
    earlier = copy.deepcopy(model).eval()
    model.words.weight.requires_grad_(requires_grad=False)
    new = [p for name, p in model.named_parameters() if name.startswith("deed")]
    old = [p for name, p in model.named_parameters() if not name.startswith("deed") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": RATE}, {"params": new, "lr": HEAD_RATE}], weight_decay=0.01
    )
    steps = int(epochs * len(sentences) / BATCH * OTHERS / (OTHERS - 1))

    def rate(step: int) -> float:
        return min((step + 1) / WARM_UP, max(0.0, (steps - step) / max(1, steps - WARM_UP)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    deeds, trees = batches_of(sentences, data.random), data.tree_batches()
    started, losses = time.monotonic(), dict.fromkeys((*SHARES, "difference"), 0.0)
    for step in range(steps):
        model.train()
        optimizer.zero_grad()
        kind = "deeds" if step % OTHERS else "trees" if step // OTHERS % 2 else "names"
        batch = next(deeds) if kind == "deeds" else next(trees) if kind == "trees" else data.named_batch()
        arrays = encode([one.words for one in batch])
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                before = earlier.encode(*tensors(arrays))
            words = model.encode(*tensors(arrays))
            apart = difference(model, earlier, words, before, arrays.lengths)
            if kind == "deeds":
                gold = deed_loss(model.deeds_of(words), batch)  # type: ignore[arg-type]
            elif kind == "trees":
                gold = tree_loss(model, words, batch, data)  # type: ignore[arg-type]
            else:
                tags = pad([one.tags for one in batch], words.shape[1] - 1)  # type: ignore[union-attr]
                gold = name_loss(model.names(words[:, 1:]), tags)
        (apart + SHARES[kind] * gold).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        for key, loss in ((kind, gold), ("difference", apart)):
            losses[key] += 0.03 * (loss.item() - losses[key])
        if step % 100 == 99:
            now = "  ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
            print(f"step {step + 1}/{steps}  {now}  {time.monotonic() - started:.0f} s", flush=True)


@torch.no_grad()
def deed_scores(model: Reader, sentences: Sequence[DeedSentence], encode: Encode) -> str:
    """Recall of marked deeds and the number of false words, by how sure the network must be."""
    model.eval()
    lines = []
    answers = []
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        scores = model(*tensors(encode([one.words for one in batch])))[4].float().softmax(-1)
        answers += [(one, scores[row, : len(one.words)]) for row, one in enumerate(batch)]
    marked = sum(len(one.told) for one in sentences)
    for least in (0.5, 0.7, 0.8, 0.9, 0.95):
        right = wrong = 0
        for one, chances in answers:
            best = 1 + chances[:, 1:].argmax(-1)
            sure = chances.gather(1, best[:, None])[:, 0] >= least
            right += sum(any(sure[t] and int(best[t]) in kinds for t in tokens) for tokens, kinds in one.told)
            wrong += sum(
                bool(sure[t]) and target not in (UNKNOWN, int(best[t]))
                for t, target in enumerate(one.targets)
            )
        lines.append(f"from {least}: {right / max(1, marked):.3f} of {marked} found, {wrong} false")
    return "\n".join(lines)


@torch.no_grad()
def share_that_stayed(model: Reader, earlier: Reader, words: Sequence[Sequence[str]], encode: Encode) -> str:
    """The share of words whose head, head with label, and name tag are what they were."""
    model.eval()
    earlier.eval()
    total = heads = labels = names = 0
    for start in range(0, len(words), BATCH):
        arrays = encode(words[start : start + BATCH])
        now, before = model(*tensors(arrays)), earlier(*tensors(arrays))
        for row, count in enumerate(arrays.lengths):
            new, old = (one[2][row, 1 : count + 1, : count + 1].argmax(-1) for one in (now, before))
            like = [one[3][row, 1 : count + 1].gather(1, old[:, None])[:, 0] for one in (now, before)]
            total += count
            heads += int((new == old).sum())
            labels += int(((new == old) & (like[0] == like[1])).sum())
            names += int((now[0][row, :count].argmax(-1) == before[0][row, :count].argmax(-1)).sum())
    shares = (("heads", heads), ("with label", labels), ("name tags", names))
    return "  ".join(f"{name} {100 * right / max(1, total):.2f}" for name, right in shares)


def main() -> None:
    """Teach, score, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--reader", type=Path, default=Path("data/reader"))
    parser.add_argument("--out", type=Path, default=Path("data/reader"))
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tags = json.loads((options.reader / "tags.json").read_text(encoding="utf-8"))
    tokenizer = load_tokenizer(str(options.reader / "tokenizer.json"))
    data = Data(options.corpora, options.seed)
    data.parts, data.labels = tags["parts"], tags["labels"]

    def encode(sentences: Sequence[Sequence[str]]) -> Batch:
        return encode_batch(tokenizer, sentences, data.classify)

    model = new_network(data, tokenizer)
    load_weights(model, options.reader / "reader.onnx")
    earlier = copy.deepcopy(model)
    sentences = read_sentences()
    left_out = [one for one in sentences if is_left_out(one.source)]
    taught = [one for one in sentences if not is_left_out(one.source)]
    print(f"{len(taught)} sentences with deeds to learn from, {len(left_out)} to score", flush=True)
    teach(model, taught, data, encode, options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.out != options.reader:
        shutil.copyfile(options.reader / "tokenizer.json", options.out / "tokenizer.json")
    example = encode([tree.words for tree in data.dev["ud_gum_dev"][:3]])
    export(model, example, options.out / "reader.onnx")
    (options.out / "tags.json").write_text(
        json.dumps({**tags, "deeds": DEEDS}, indent=1) + "\n", encoding="utf-8"
    )
    print(deed_scores(model, left_out, encode), flush=True)
    print("stayed:", share_that_stayed(model, earlier, [one.words for one in left_out], encode), flush=True)
    for name, trees in data.dev.items():
        print(name, "before", tree_scores(earlier, trees, data, encode), flush=True)
        print(name, "after ", tree_scores(model, trees, data, encode), flush=True)
    print(f"{options.out / 'reader.onnx'}: {(options.out / 'reader.onnx').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
