"""Blend the weights of a reader with those of the one it was taught from, to keep most of the old trees.

    python scripts/blend_readers.py CORPORA OLD NEW [--share 0.7] [--out data/reader]

Every weight is ``--share`` of the new reader's and the rest of the old one's, but for the head of counts,
which is the new one's alone. Needs the extra ``train``; CORPORA as in `train_reader.py`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from reader_model import Reader
from reader_weights import load_weights
from train_reader import Data, export, new_network

from geomap.reader.encode import encode_batch, load_tokenizer


def blend(old: Reader, new: Reader, share: float) -> None:
    """Turn the old network into the blend of both."""
    taught = new.state_dict()
    mixed = {
        name: taught[name] if name.startswith("count") else (1 - share) * weight + share * taught[name]
        for name, weight in old.state_dict().items()
    }
    old.load_state_dict(mixed)


def main() -> None:
    """Read both readers, blend, export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--out", type=Path, default=Path("data/reader"))
    options = parser.parse_args()
    tags = json.loads((options.new / "tags.json").read_text(encoding="utf-8"))
    tokenizer = load_tokenizer(str(options.new / "tokenizer.json"))
    data = Data(options.corpora, 1)
    data.parts, data.labels = tags["parts"], tags["labels"]
    old, new = new_network(data, tokenizer), new_network(data, tokenizer)
    load_weights(old, options.old / "reader.onnx")
    load_weights(new, options.new / "reader.onnx")
    blend(old, new, options.share)
    example = encode_batch(tokenizer, [tree.words for tree in data.dev["ud_gum_dev"][:3]], data.classify)
    options.out.mkdir(parents=True, exist_ok=True)
    export(old, example, options.out / "reader.onnx")
    for name in ("tags.json", "tokenizer.json"):
        if options.out != options.new:
            shutil.copyfile(options.new / name, options.out / name)


if __name__ == "__main__":
    main()
