"""The reader's network in PyTorch: MiniLM with heads for names, parts, trees (biaffine), deeds and counts.

Encoder: BERT architecture, 6 layers of 384 dimensions, weights of all-MiniLM-L6-v2 (Apache-2.0). Trees:
deep biaffine attention (Dozat and Manning, 2017). Used for training only; geomap itself runs the ONNX file.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
TYPES = 48
ARC, LABEL, COUNT = 256, 96, 48


class Block(nn.Module):
    """One encoder layer: self-attention and a feed-forward net, each with a residual and a norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.output = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Read (sentences, pieces, width) with an additive attention bias; the same shape comes out."""
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = (query @ key.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5 + bias
        mixed = self.dropout(weights.softmax(-1)) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.output(mixed)))
        return self.norm2(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Scores of names, parts of speech, arcs, arc labels, types of deeds and of counts for every word."""

    def __init__(
        self,
        *,
        names: int,
        parts: int,
        labels: int,
        deeds: int,
        counts: int,
        vocabulary: int,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(TYPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.names, self.parts = nn.Linear(WIDTH, names), nn.Linear(WIDTH, parts)
        self.arc_head, self.arc_dependent = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc_weight, self.arc_bias = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1, bias=False)
        self.label_head, self.label_dependent = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.label_weight = nn.Parameter(torch.randn(labels, LABEL, LABEL) * 0.02)
        self.label_sum = nn.Linear(2 * LABEL, labels)
        self.deed_inner, self.deeds = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, deeds)
        self.count_inner, self.counts = nn.Linear(WIDTH, COUNT), nn.Linear(COUNT, counts)
        for last in (self.deeds, self.counts):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def encode(self, pieces: Tensor, types: Tensor, mask: Tensor, positions: Tensor) -> Tensor:
        """The vector of the root and of every word's first piece: (sentences, 1 + words, width)."""
        order = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.words(pieces) + self.places(order) + self.types(types)))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, bias)
        index = positions[:, :, None].expand(-1, -1, WIDTH)
        return torch.gather(x, 1, index)

    def arcs(self, words: Tensor) -> Tensor:
        """Arc scores (sentences, dependents, heads); row and column 0 are the root."""
        head = self.dropout(nn.functional.gelu(self.arc_head(words)))
        dependent = self.dropout(nn.functional.gelu(self.arc_dependent(words)))
        return self.arc_weight(dependent) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)

    def label_vectors(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What the label scores are made of: (sentences, 1 + words, LABEL) as dependent and as head."""
        dependent = self.dropout(nn.functional.gelu(self.label_dependent(words)))
        return dependent, self.dropout(nn.functional.gelu(self.label_head(words)))

    def labels_of(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Label scores (..., labels) of pairs of dependent and head vectors."""
        product = torch.einsum("...i,lij,...j->...l", dependent, self.label_weight, head)
        return product + self.label_sum(torch.cat((dependent, head), -1))

    def deeds_of(self, words: Tensor) -> Tensor:
        """Scores (sentences, words, deeds) of what every word tells; the root has none."""
        return self.deeds(self.dropout(nn.functional.gelu(self.deed_inner(words[:, 1:]))))

    def counts_of(self, words: Tensor) -> Tensor:
        """Scores (sentences, words, counts) of what befell those a word counts; the root has none."""
        return self.counts(self.dropout(nn.functional.gelu(self.count_inner(words[:, 1:]))))

    def forward(
        self, pieces: Tensor, types: Tensor, mask: Tensor, positions: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What the ONNX file gives: name scores, best parts, arc scores, best labels, deeds and counts."""
        words = self.encode(pieces, types, mask, positions)
        dependent, head = self.label_vectors(words)
        left = torch.einsum("bni,lij->bnlj", dependent, self.label_weight)
        pairs = torch.einsum("bnlj,bmj->bnml", left, head)
        own, other = self.label_sum.weight[:, :LABEL], self.label_sum.weight[:, LABEL:]
        pairs = pairs + (dependent @ own.T)[:, :, None, :] + (head @ other.T)[:, None, :, :]
        labels = (pairs + self.label_sum.bias).argmax(-1).to(torch.int32)
        return (
            self.names(words[:, 1:]),
            self.parts(words[:, 1:]).argmax(-1).to(torch.int32),
            self.arcs(words),
            labels,
            self.deeds_of(words),
            self.counts_of(words),
        )

    def load_minilm(self, path: Path) -> None:
        """Take the encoder's weights from MiniLM; all type rows start as its first one."""
        stored = load_file(str(path))
        take = {key.removeprefix("bert."): value for key, value in stored.items()}
        state = {
            "words.weight": take["embeddings.word_embeddings.weight"],
            "places.weight": take["embeddings.position_embeddings.weight"],
            "types.weight": take["embeddings.token_type_embeddings.weight"][:1].repeat(TYPES, 1),
            "norm.weight": take["embeddings.LayerNorm.weight"],
            "norm.bias": take["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for layer in range(LAYERS):
            for ours, theirs in names.items():
                for kind in ("weight", "bias"):
                    key = f"encoder.layer.{layer}.{theirs}.{kind}"
                    state[f"blocks.{layer}.{ours}.{kind}"] = take[key]
        missing, unexpected = self.load_state_dict(state, strict=False)
        if unexpected or any(key.startswith(("blocks", "words", "places", "norm")) for key in missing):
            raise ValueError(f"Weights do not fit: missing {missing}, unexpected {unexpected}.")
