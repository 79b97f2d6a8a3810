#!/usr/bin/env python3
"""Writes a trained network as the program embeds it: export.py CHECKPOINT... OUT.safetensors --minilm DIR --version V.

Of several checkpoints the mean of their weights is written, which makes sense where one went on from another.
Linear layers and the vocabulary become 8-bit integers with one scale an output (a word), everything else 16- or 32-bit
floating point. The first layers of all heads become one wide matrix, those that pass through GELU first; the
metadata's `layout` says which columns are whose. The pieces that the rows of the vocabulary stand for are written beside OUT, to
`vocabulary.txt`.
"""

import argparse
import json
import os

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from network import Network
from pieces import WordPiece

# First layers of heads, in the order of the wide matrix: (name in the program, module, whether GELU follows).
ACTIVATED = [("arc.dependent", "arc.dependent"), ("arc.head", "arc.head"), ("deprel_dependent", "deprel_dependent"), ("deprel_head", "deprel_head"),
             ("span.dependent", "span.dependent"), ("span.head", "span.head"), ("mention_first", "mention_first"), ("mention_last", "mention_last"),
             ("anchor.dependent", "anchor.dependent"), ("anchor.head", "anchor.head")]
PLAIN = [(n, n) for n in ("sentence", "upos", "feats", "lemma", "root", "attribution", "trigger", "mode", "modality", "flags", "contexts", "argument_trigger",
                          "argument_word", "quote_cue", "quote_word", "coreference.first", "coreference.head", "relation_actor", "relation_recipient", "relation_query", "relation_key", "relation_value")]


def quantise(weight):
    """Symmetric 8-bit integers with one scale a row, the scale chosen to lose least in the mean square."""
    most = weight.abs().amax(1, keepdim=True).clamp(min=1e-12)
    best, loss = most / 127, None
    for shrink in (1.0, 0.95, 0.9, 0.85, 0.8):
        scale = most * shrink / 127
        error = ((weight / scale).round().clamp(-127, 127) * scale - weight).square().sum(1, keepdim=True)
        best = scale if loss is None else torch.where(error < loss, scale, best)
        loss = error if loss is None else torch.minimum(loss, error)
    return (weight / best).round().clamp(-127, 127).to(torch.int8), best[:, 0].contiguous()


def mean(paths):
    """The first of some checkpoints with the mean of all their weights, unrounded."""
    states = [torch.load(path, map_location="cpu") for path in paths]
    net = {k: sum(s["net"][k] for s in states) / len(states) if v.is_floating_point() else v for k, v in states[0]["net"].items()}
    return states[0] | {"net": net}


def exported(path, net):
    """The weights of a file that this program wrote, for `net.load_state_dict(..., strict=False)`: all but the word embeddings,
    which training leaves as MiniLM has them, and heads that are newer than the file. The labels must be those of `net`."""
    with safe_open(path, "pt") as f:
        metadata, stored = f.metadata(), {name: f.get_tensor(name) for name in f.keys()}
    if json.loads(metadata["labels"]) != net.labels:
        raise ValueError(f"{path}: its labels are not those of the corpora")
    out = {}
    for name, value in stored.items():
        base, _, part = name.rpartition(".")
        if part == "scale" or name.startswith(("encoder.word.", "heads.")):
            continue
        out[name] = value.float() * stored[f"{base}.scale"][:, None] if value.dtype == torch.int8 else value.float()
    wide = stored["heads.weight"].float() * stored["heads.scale"][:, None]
    modules = dict(ACTIVATED + PLAIN)
    for name, start, end in json.loads(metadata["layout"]):
        out[f"{modules[name]}.weight"], out[f"{modules[name]}.bias"] = wide[start:end], stored["heads.bias"][start:end]
    own = net.state_dict()
    return {name: value for name, value in out.items() if name in own}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoints", nargs="+")
    p.add_argument("out")
    p.add_argument("--minilm", required=True, help="the folder with MiniLM's `vocab.txt`, as for train.py")
    p.add_argument("--version", required=True)
    p.add_argument("--name", default="tacitus-minilm")
    a = p.parse_args()
    state = mean(a.checkpoints)
    net = Network(state["labels"])
    net.load_state_dict(state["net"])
    net.eval()
    out, layout, weights, biases, at = {}, [], [], [], 0
    for name, path in ACTIVATED + PLAIN:
        module = net.get_submodule(path)
        layout.append((name, at, at + module.out_features))
        at += module.out_features
        weights.append(module.weight.data)
        biases.append(module.bias.data if module.bias is not None else torch.zeros(module.out_features))
        if name == ACTIVATED[-1][0]:
            activated = at
    out["heads.weight"], out["heads.scale"] = quantise(torch.cat(weights))
    out["heads.bias"] = torch.cat(biases)
    pieces = WordPiece(os.path.join(a.minilm, "vocab.txt")).ids
    out["encoder.word.weight"], out["encoder.word.scale"] = quantise(net.encoder.word.weight.data[list(pieces.values())])
    for name in ("position", "shape", "gap", "role"):
        out[f"encoder.{name}.weight"] = net.encoder.get_submodule(name).weight.data.half()
    out["encoder.norm.weight"], out["encoder.norm.bias"] = net.encoder.norm.weight.data, net.encoder.norm.bias.data
    for i, layer in enumerate(net.encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            linear = layer.get_submodule(name)
            q, s = quantise(linear.weight.data)
            out[f"encoder.layers.{i}.{name}.weight"], out[f"encoder.layers.{i}.{name}.scale"] = q, s
            out[f"encoder.layers.{i}.{name}.bias"] = linear.bias.data
        for name in ("norm1", "norm2"):
            norm = layer.get_submodule(name)
            out[f"encoder.layers.{i}.{name}.weight"], out[f"encoder.layers.{i}.{name}.bias"] = norm.weight.data, norm.bias.data
    for name in ("arc", "span", "anchor", "coreference"):
        out[f"{name}.weight"] = net.get_submodule(name).weight.data.half()
    for name in ("deprel", "mention", "argument", "quote", "relation"):
        out[f"{name}.weight"], out[f"{name}.bias"] = net.get_submodule(name).weight.data.half(), net.get_submodule(name).bias.data
    for name in ("classes", "near", "sentences", "matches", "new_class", "new.weight", "new.bias"):
        out[f"coreference.{name}"] = net.state_dict()[f"coreference.{name}"].float()
    out["deprel_root"] = net.deprel_root.data
    for name in ("argument_distance", "quote_distance"):
        out[f"{name}.weight"] = net.get_submodule(name).weight.data.half()
    metadata = {"name": a.name, "version": a.version, "labels": json.dumps(state["labels"], ensure_ascii=False), "layout": json.dumps(layout), "activated": str(activated)}
    save_file({k: v.contiguous().clone() for k, v in out.items()}, a.out + ".new", metadata)
    with open(os.path.join(os.path.dirname(a.out), "vocabulary.txt"), "w", encoding="utf8") as vocabulary:
        vocabulary.writelines(piece + "\n" for piece in pieces)
    os.replace(a.out + ".new", a.out)
    print(f"{a.out}: {os.path.getsize(a.out) / 1e6:.1f} MB, {at} columns, dev figures of the checkpoint: {state.get('figures')}")


if __name__ == "__main__":
    main()
