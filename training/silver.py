#!/usr/bin/env python3
"""Syntax for texts that have other annotation: silver.py --corpora DIR --minilm DIR --out FILE TEACHER...

A teacher is a checkpoint of `train.py --sources ewt,gum`, which has seen treebanks alone. Without its trees the network sees the
words of events and statements without their syntax, and calls them what no treebank would ("threatened" a number). Several
teachers judge together; what they are not sure of is left open. OUT has one {"key", layers} a document (see `key`).
"""

import argparse
import hashlib
import json
import os

import torch

import recipe
from large import LARGE, LargeEncoder
from network import Network
from pieces import WordPiece
from windows import STOPS, Collator, divide, likely_ends, numbered

SURE = 0.7  # least probability of a label that is taught
LIMIT = 224  # pieces of a window
TOGETHER = 8  # windows read at a time
LAYERS = ("sentence", "upos", "feats", "lemma", "head", "deprel")
OPEN = {"upos": "", "feats": "", "lemma": "", "head": -2, "deprel": ""}  # what is not taught


def key(words):
    """What a document is known by, whatever source it comes from."""
    return hashlib.sha1("\0".join(words.forms).encode()).hexdigest()


def attach(documents, path):
    """Gives documents the layers of a silver file; those that it lacks have all of them open."""
    with open(path, encoding="utf8") as lines:
        rows = {row["key"]: row for row in map(json.loads, lines)}
    for d in documents:
        row = rows.get(key(d))
        if row is None:
            row = {name: [value] * len(d) for name, value in OPEN.items()} | {"sentence": numbered(likely_ends(d))}
        for name in LAYERS:
            setattr(d, name, row[name])
        d.silver = True
        if d.clauses:
            correct(d)


def correct(d):
    """Sets a teacher right where an annotator marked verbs and subjects. Of a sentence in which it was wrong its tree is not taught."""
    for i, (pos, verb) in enumerate(d.clauses):
        wrong = pos and d.upos[i] not in ("", pos) or verb is not None and d.head[i] not in (-2, verb)
        if wrong:
            for j, s in enumerate(d.sentence):
                if s == d.sentence[i]:
                    d.head[j], d.deprel[j] = -2, ""
            if pos and d.upos[i] != pos:
                d.feats[i], d.lemma[i] = "", ""
    for i, (pos, verb) in enumerate(d.clauses):
        d.upos[i] = pos or d.upos[i]
        if verb is not None:
            d.head[i] = verb
            if not d.deprel[i].startswith("nsubj"):
                d.deprel[i] = ""


def load(path):
    """The network of a checkpoint, to ask and not to train."""
    state = torch.load(path, map_location="cpu")
    net = Network(state["labels"], LargeEncoder() if LARGE in state["net"] else None)
    net.load_state_dict(state["net"])
    return net.eval()


def sure(probabilities, names):
    """The likeliest name of each word, open where it is not sure."""
    p, best = probabilities.max(-1)
    return [names[i] if q >= SURE else "" for q, i in zip(p.tolist(), best.tolist())]


@torch.no_grad()
def judge(teachers, collate, windows, divided, out):
    """Adds the layers of windows, one after the other, to those of the windows before them in a document; `divided` says that their
    sentences are given."""
    batch = collate(windows)
    read = [(net, net.words(batch)) for net in teachers]
    mean = lambda of: sum(of(net, x) for net, x in read) / len(read)
    starts = mean(lambda net, x: torch.sigmoid(net.sentence(x).float()[..., 0])) > 0.5
    tags = {name: mean(lambda net, x: getattr(net, name)(x).float().softmax(-1)) for name in ("upos", "feats", "lemma")}
    sentence = torch.zeros_like(starts, dtype=torch.long)
    for b, w in enumerate(windows):
        for i in range(1, len(w)):
            if divided:
                new = w.sentence[i] != w.sentence[i - 1]
            else:
                new = w.gaps[i] in (2, 3) or bool(starts[b, i]) and w.forms[i - 1] in STOPS and w.gaps[i] != 4
            sentence[b, i] = sentence[b, i - 1] + int(new)
        sentence[b, len(w):] = -1
    p, head = mean(lambda net, x: net.heads(x, sentence).softmax(-1)).max(2)
    head = torch.where(head == starts.shape[1], -1, head)
    deprel = mean(lambda net, x: net.relations(x, head).softmax(-1))
    labels = teachers[0].labels
    for b, w in enumerate(windows):
        base, size, heads = len(out["head"]), len(w), head[b, :len(w)].tolist()
        taught = [q >= SURE and not in_circle(heads, i) for i, q in enumerate(p[b, :size].tolist())]
        out["head"] += [-2 if not t else -1 if h == -1 else h + base for h, t in zip(heads, taught)]
        out["deprel"] += [name if t else "" for name, t in zip(sure(deprel[b, :size], labels["deprel"]), taught)]
        for name, of in tags.items():
            out[name] += sure(of[b, :size], labels[name])
        last = out["sentence"][-1] + 1 if out["sentence"] else 0
        out["sentence"] += [last + s for s in sentence[b, :size].tolist()]


def in_circle(heads, i):
    at = i
    for _ in range(len(heads)):
        at = heads[at]
        if at == -1:
            return False
        if at == i:
            return True
    return False


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("teachers", nargs="+")
    p.add_argument("--corpora", required=True)
    p.add_argument("--minilm", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--splitter", default=recipe.SPLITTER)
    a = p.parse_args()
    teachers = [load(path) for path in a.teachers]
    pieces = WordPiece(os.path.join(a.minilm, "vocab.txt"))
    collate = Collator(pieces, teachers[0].labels)
    train, _ = recipe.load(a.corpora, recipe.AUTHORED, a.splitter)
    done = set()
    with open(a.out + ".new", "w", encoding="utf8") as out:
        for d in [d for name in recipe.SILVERED for d in train[name]]:
            if key(d) in done:
                continue
            done.add(key(d))
            bare = d.cut(0, len(d))
            bare.events = bare.attribution = bare.mentions = None
            layers, divided = {name: [] for name in LAYERS}, d.sentence is not None
            windows = divide(bare, pieces, LIMIT)
            for k in range(0, len(windows), TOGETHER):
                judge(teachers, collate, windows[k:k + TOGETHER], divided, layers)
            out.write(json.dumps({"key": key(d), **layers}, ensure_ascii=False) + "\n")
    os.replace(a.out + ".new", a.out)
    print(f"{a.out}: {len(done)} documents")


if __name__ == "__main__":
    main()
