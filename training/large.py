"""A large encoder for a teacher: MPNet-base (Song et al. 2020), read through one linear layer as vectors of the small encoder's width.

So it takes the heads of a trained network as they are, and what it makes of a word can be compared with what the small encoder
makes of it. It is a teacher alone: the program has no twin of it.
"""

import math
import os

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from dropout import dropout
from network import POSITIONS, WIDTH, Encoder, Layer, attended

WIDE, LAYERS, HEADS, INNER, EPSILON = 768, 12, 12, 3072, 1e-5
BUCKETS, FARTHEST = 32, 128  # of relative positions, as MPNet has them
PARTS = (("out", "attention.attn.o"), ("norm1", "attention.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"))
LARGE = "encoder.narrow.weight"  # the weight that tells a checkpoint with this encoder
NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}  # pieces that MPNet calls otherwise than BERT


class LargeLayer(Layer):
    def __init__(self, dropout):
        super().__init__(dropout, WIDE, INNER, EPSILON)

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDE // HEADS).permute(2, 0, 3, 1, 4).contiguous()
        a = F.scaled_dot_product_attention(q, k, v, mask.to(q.dtype)) if x.is_cuda else attended(q, k, v, mask)
        a = a.transpose(1, 2).reshape(b, n, WIDE)
        x = self.norm1(x + dropout(self.out(a), self.dropout, self.training))
        return self.norm2(x + dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class LargeEncoder(Encoder):
    """MPNet with the further input embeddings of the small encoder, which it can stand in for."""

    def __init__(self, dropout=0.1):
        super().__init__(dropout, WIDE, LargeLayer, LAYERS, EPSILON)
        self.bias = nn.Embedding(BUCKETS, HEADS)
        self.narrow = nn.Linear(WIDE, WIDTH)
        order = torch.arange(POSITIONS)
        self.register_buffer("bucket", bucket(order[None, :] - order[:, None]), persistent=False)

    def load_mpnet(self, folder, vocabulary):
        """Takes the weights of a folder with `model.safetensors` and `vocab.txt`; the file `vocabulary` lists BERT's pieces, whose ids the
        network uses."""
        tensors = load_file(os.path.join(folder, "model.safetensors"))
        place = {piece: i for i, piece in enumerate(listed(os.path.join(folder, "vocab.txt")))}
        rows = [place[NAMES.get(piece, piece)] for piece in listed(vocabulary)]
        self.word.weight.data.copy_(tensors["embeddings.word_embeddings.weight"][rows])
        self.position.weight.data.copy_(tensors["embeddings.position_embeddings.weight"][2:2 + POSITIONS])
        self.bias.weight.data.copy_(tensors["encoder.relative_attention_bias.weight"])
        for part in ("weight", "bias"):
            self.norm._parameters[part].data.copy_(tensors[f"embeddings.LayerNorm.{part}"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                layer.qkv._parameters[part].data.copy_(torch.cat([tensors[f"{p}attention.attn.{x}.{part}"] for x in "qkv"]))
                for ours, theirs in PARTS:
                    getattr(layer, ours)._parameters[part].data.copy_(tensors[f"{p}{theirs}.{part}"])

    def forward(self, *pieces):
        x, outside = self.embedded(*pieces)
        n = x.shape[1]
        mask = self.bias(self.bucket[:n, :n]).permute(2, 0, 1)[None] + outside
        for layer in self.layers:
            x = layer(x, mask)
        return self.narrow(F.layer_norm(x, (WIDE,)))


def listed(path):
    with open(path, encoding="utf8") as lines:
        return [line.rstrip("\n") for line in lines]


def bucket(offset):
    """The bucket of the way from one position to another: each sign has half of them, the near ones singly, the far ones by logarithm."""
    half = BUCKETS // 2
    exact = half // 2
    far = exact + (torch.log(offset.abs().clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return torch.where(offset > 0, half, 0) + torch.where(offset.abs() < exact, offset.abs(), far.clamp(max=half - 1))
