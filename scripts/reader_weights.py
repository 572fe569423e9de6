"""The weights of a reader's ONNX file, put back into the network that `reader_model.py` describes.

The file holds int8 matrices with a scale and a zero for each column; what comes back is what onnxruntime
multiplies with, up to the rounding of its inputs.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from reader_model import LAYERS, Reader

_HEADS = (
    *("label_dependent", "label_head", "names", "parts"),
    *("arc_head", "arc_dependent", "arc_weight", "arc_bias"),
    *("deed_inner", "deeds", "count_inner", "counts"),
)
_MATRICES = (
    *(f"blocks.{n}.{part}" for n in range(LAYERS) for part in "query key value output inner outer".split()),
    *_HEADS,
)
"""Linear layers in the order in which the network uses them."""


def load_weights(model: Reader, path: Path) -> None:
    """Fill a network from an ONNX file; a file without a head for deeds or counts leaves that head as it is.

    Raises:
        ValueError: If a matrix of the file has another shape than its layer.
    """
    graph = onnx.load(str(path)).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    state: dict[str, torch.Tensor] = {
        name: torch.from_numpy(stored[name].copy())
        for name in model.state_dict()
        if name in stored and stored[name].dtype == np.float32
    }
    for table in ("words.weight", "places.weight", "types.weight"):
        state[table] = torch.from_numpy(_plain(stored, table))
    used = (node.input[1] for node in graph.node if node.op_type == "MatMulInteger")
    for layer, name in zip(_MATRICES, sorted(used, key=_number), strict=False):
        state[f"{layer}.weight"] = torch.from_numpy(_plain(stored, name.removesuffix("_quantized")).T.copy())
    shapes = model.state_dict()
    for name, weight in state.items():
        if weight.shape != shapes[name].shape:
            raise ValueError(
                f"{path}: {name} is {tuple(weight.shape)}, not {tuple(shapes[name].shape)}."
                " Expected a file that scripts/train_reader.py wrote."
            )
    model.load_state_dict(state, strict=False)


def _number(name: str) -> int:
    """The number that the exporter gave a matrix; they count in the order of use."""
    return int(re.sub(r"\D", "", name))


def _plain(stored: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """A quantized matrix as floating-point numbers."""
    whole = stored[f"{name}_quantized"].astype(np.float32)
    zero, scale = stored[f"{name}_zero_point"].astype(np.float32), stored[f"{name}_scale"]
    return (whole - zero) * scale  # type: ignore[no-any-return]
