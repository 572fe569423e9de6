"""Blend the weights of readers that were taught from each other.

    python scripts/blend_readers.py CORPORA READER READER... --shares 0.3 0.7 [--last-counts] [--out FOLDER]

Every weight is the sum of those of the readers by their shares, which add up to 1. With ``--last-counts``
the head of counts is the last reader's alone, for others that had not learned of numbers. Needs the extra
``train``; CORPORA as in `train_reader.py`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from reader_model import Reader
from reader_weights import load_weights
from torch import Tensor
from train_reader import Data, export, new_network

from geomap.reader.encode import encode_batch, load_tokenizer


def blend(readers: Sequence[Reader], shares: Sequence[float], *, last_counts: bool) -> dict[str, Tensor]:
    """The weights of the blend, by name."""
    weights = [reader.state_dict() for reader in readers]
    return {
        name: last
        if last_counts and name.startswith("count")
        else sum((share * one[name] for share, one in zip(shares, weights, strict=True)), start=0 * last)
        for name, last in weights[-1].items()
    }


def main() -> None:
    """Read the readers, blend, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("readers", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="+", required=True)
    parser.add_argument("--last-counts", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("data/reader"))
    options = parser.parse_args()
    if len(options.shares) != len(options.readers) or abs(sum(options.shares) - 1) > 1e-6:
        parser.error(f"{len(options.readers)} readers need as many --shares that add up to 1.")
    last = options.readers[-1]
    tags = json.loads((last / "tags.json").read_text(encoding="utf-8"))
    tokenizer = load_tokenizer(str(last / "tokenizer.json"))
    data = Data(options.corpora, 1)
    data.parts, data.labels = tags["parts"], tags["labels"]
    readers = []
    for folder in options.readers:
        readers.append(new_network(data, tokenizer))
        load_weights(readers[-1], folder / "reader.onnx")
    mixed = blend(readers, options.shares, last_counts=options.last_counts)
    readers[-1].load_state_dict(mixed)
    example = encode_batch(tokenizer, [tree.words for tree in data.dev["ud_gum_dev"][:3]], data.classify)
    options.out.mkdir(parents=True, exist_ok=True)
    export(readers[-1], example, options.out / "reader.onnx")
    for name in ("tags.json", "tokenizer.json"):
        if options.out != last:
            shutil.copyfile(last / name, options.out / name)


if __name__ == "__main__":
    main()
