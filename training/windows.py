"""Documents to windows of words, windows to padded tensors."""

import itertools
import random

import numpy as np
import torch

import pairs
from pieces import shape

MASK = 103
STOPS = {".", "!", "?", "...", "…", ".''", "''", "”", '"', "’"}


def likely_ends(words):
    """Per word: may a window end after it? Sentence ends of the gold, else stops before a capital, else paragraph ends."""
    n = len(words)
    if words.sentence is not None:
        return [i + 1 == n or words.sentence[i + 1] != words.sentence[i] for i in range(n)]
    out = []
    for i in range(n):
        after = i + 1 == n or words.gaps[i + 1] in (2, 3)
        if not after and words.forms[i] in STOPS and words.gaps[i + 1] == 1:
            after = words.forms[i + 1][:1].isupper() or words.forms[i + 1][:1] in "“\"‘`'"
        out.append(after)
    return out


def numbered(ends):
    """The number of each word's sentence, given after which words one ends."""
    return list(itertools.accumulate([0] + ends[:-1]))


def divide(words, pieces, limit):
    """Cuts a document into windows of whole (likely) sentences with at most `limit` pieces each."""
    sizes = [len(pieces(f)) for f in words.forms]
    ends = likely_ends(words)
    if words.sentence is None:
        words.sentence = numbered(ends)
    out, start, used, last = [], 0, 0, None
    i = 0
    while i < len(words):
        if used + sizes[i] > limit and i > start:
            cut = last if last is not None and last > start else i
            out.append(words.cut(start, cut))
            start, last, i = cut, None, cut
            used = 0
            continue
        used += sizes[i]
        i += 1
        if ends[i - 1]:
            last = i
    if start < len(words):
        out.append(words.cut(start, len(words)))
    return out


def capitals(window):
    """The window in capitals, as headlines are set."""
    w = window.cut(0, len(window))
    w.forms = [f.upper() for f in window.forms]
    w.mentions, w.events, w.relation = window.mentions, window.events, window.relation
    w.lemma = None
    return w


def hasty(window, rng):
    """The window as hasty people write: without some of the marks that end sentences, some sentences begun with a small letter."""
    n = len(window)
    last = [i + 1 == n or window.sentence[i + 1] != window.sentence[i] for i in range(n)]
    governs = set(window.head)
    gone = {i for i in range(1, n) if last[i] and not last[i - 1] and window.forms[i] in STOPS and i not in governs and rng.random() < 0.6}
    kept = [i for i in range(n) if i not in gone]
    place = {i: k for k, i in enumerate(kept)}
    w = window.cut(0, n)
    for name in ("spans", "sentence", "upos", "feats", "lemma", "deprel", "gaps", "forms"):
        value = getattr(window, name)
        if value is not None:
            setattr(w, name, [value[i] for i in kept])
    w.head = [place.get(window.head[i], window.head[i]) for i in kept]
    for k, i in enumerate(kept):
        if (i == 0 or last[i - 1]) and window.upos[i] not in ("PROPN", "") and window.forms[i] != "I" and rng.random() < 0.5:
            w.forms[k] = window.forms[i].lower()
    return w


AFTER_HEAD = {"of", "in", "from", "for", "on", "at", "to", "by", "with", "who", "which", "that", ",", "(", "whose", "where", "and", "--"}


def head_of(window, first, last):
    """The head of a phrase: by the tree, else the last word before what usually follows a head."""
    if window.head is not None:
        inside = range(first, last + 1)
        return next((i for i in inside if window.head[i] not in inside), first)
    for i in range(first + 1, last + 1):
        if window.forms[i] in AFTER_HEAD:
            return i - 1 if window.forms[i - 1] not in ("'s", "’s") else max(first, i - 2)
    return last - 1 if last > first and window.forms[last] in ("'s", "’s", "'", "’") else last


def described(window, first, last, kind):
    """A mention as `pairs.tables` wants it."""
    head = head_of(window, first, last)
    word = window.forms[head]
    if window.upos is not None:
        form = {"PROPN": pairs.NAME, "PRON": pairs.PRONOMINAL}.get(window.upos[head], pairs.NOMINAL)
        plural = "Number=Plur" in window.feats[head]
    else:
        form = pairs.PRONOMINAL if word.lower() in pairs.PRONOUN else pairs.NAME if word[:1].isupper() else pairs.NOMINAL
        plural = word.endswith("s") and not word.endswith("ss")
    return {"form": form, "class": pairs.mention_class(form, kind, word, plural), "content": pairs.content(window.forms[first:last + 1]), "head": word.lower(),
            "start": first, "end": last, "sentence": window.sentence[head]}, head


def linked(window):
    """The mentions that coreference looks at, in text order, with what `pairs.tables` wants: those that the program keeps.
    Times and abstractions are none, nor things and events that are only described."""
    out = []
    for first, last, kind, cluster in sorted(window.mentions, key=lambda m: (m[0], -m[1])):
        mention, head = described(window, first, last, kind)
        if kind in pairs.KINDS or (kind not in ("time", "abstract") and mention["form"] != pairs.NOMINAL):
            out.append((mention, head, kind, cluster))
    return out


def label_ids(names, index):
    return [index.get(n, -100) for n in names]


def moved(batch, device):
    """A batch with its tensors on a device."""
    if isinstance(batch, dict):
        return {k: moved(v, device) for k, v in batch.items()}
    return batch.to(device) if isinstance(batch, torch.Tensor) else batch


class Collator:
    """Pads windows of one source into a batch of tensors with the labels that all of them have. In training, `hidden` is the
    share of words that the network must do without: it sees their shape and not their letters (`whole` has all letters)."""

    def __init__(self, pieces, labels, hidden=0.0, device="cpu"):
        self.pieces, self.hidden, self.device = pieces, hidden, device
        self.index = {k: {name: i for i, name in enumerate(v)} for k, v in labels.items()}

    def __call__(self, windows):
        ids, shown, shapes, gaps, roles, first, last = [], [], [], [], [], [], []
        for w in windows:
            marks = w.relation[0] if w.relation else [0] * len(w)
            row = [[101], [101], [7], [3], [0]]
            f, l = [], []
            for form, gap, mark in zip(w.forms, w.gaps, marks):
                p = self.pieces(form)
                f.append(len(row[0]))
                l.append(len(row[0]) + len(p) - 1)
                row[0] += p
                row[1] += [MASK] * len(p) if self.hidden and random.random() < self.hidden else p
                row[2] += [shape(form)] * len(p)
                row[3] += [gap] + [5] * (len(p) - 1)
                row[4] += [mark] * len(p)
            for part, x in zip(row, (102, 102, 7, 3, 0)):
                part.append(x)
            for store, part in zip((ids, shown, shapes, gaps, roles), row):
                store.append(part)
            first.append(f)
            last.append(l)
        n, m = max(map(len, first)), max(map(len, ids))
        pad = lambda rows, width, value=0: torch.tensor([r + [value] * (width - len(r)) for r in rows])
        batch = {"ids": pad(shown, m), "whole": pad(ids, m), "shapes": pad(shapes, m), "gaps": pad(gaps, m), "roles": pad(roles, m), "lengths": torch.tensor([len(r) for r in ids]),
                 "first": pad(first, n), "last": pad(last, n), "count": torch.tensor([len(w) for w in windows])}
        batch["inside"] = (torch.arange(n)[None, :] < batch["count"][:, None]).float()
        if all(w.sentence is not None for w in windows):
            batch["sentence"] = pad([w.sentence for w in windows], n, -1)
        if windows[0].upos is not None:
            for name in ("upos", "feats", "lemma", "deprel"):
                rows = [label_ids(getattr(w, name), self.index[name]) if getattr(w, name) is not None else [-100] * len(w) for w in windows]
                batch[name] = pad(rows, n, -100)
            batch["head"] = pad([w.head for w in windows], n, -2)
            batch["silver"] = windows[0].silver
        if windows[0].mentions is not None:
            spans = [(b, i, j, self.index["mention"].get(t, 0)) for b, w in enumerate(windows) for i, j, t, _ in w.mentions]
            batch["mentions"] = torch.tensor(spans).reshape(-1, 4)
            batch["partial"] = windows[0].partial
            self.coreference(windows, batch)
        if windows[0].attribution is not None:
            batch["attribution"] = pad([w.attribution for w in windows], n, -100)
            batch["anchor"] = pad([w.anchor for w in windows], n, -1)
        if windows[0].events is not None:
            self.events(windows, batch, n)
        if windows[0].relation is not None:
            if windows[0].relation[1] is not None:
                batch["relation"] = torch.tensor(label_ids([w.relation[1] for w in windows], self.index["type"]))
            for name, mark in (("actor", 1), ("recipient", 2)):
                batch[name] = pad([[float(m == mark) for m in w.relation[0]] for w in windows], n, 0.0)
        return moved(batch, self.device)

    def coreference(self, windows, batch):
        rows, mentions, clusters, base = [], [], {}, 0
        for b, w in enumerate(windows):
            for mention, head, _, cluster in linked(w):
                rows.append((b, mention["start"], head, clusters.setdefault((w.document, cluster), len(clusters))))
                mentions.append(mention | {"start": mention["start"] + base, "end": mention["end"] + base})
            base += len(w)
        batch["links"] = torch.tensor(rows).reshape(-1, 4)
        if rows:
            batch["pairs"] = pairs.tables(mentions)

    def events(self, windows, batch, n):
        trigger = np.zeros((len(windows), n), dtype=np.int64)
        rows, roles, contexts = [], [], []
        for b, w in enumerate(windows):
            trigger[b, len(w):] = -100
            for e in w.events:
                trigger[b, e["trigger"]] = 1 + self.index["type"][e["type"]]
                mode = self.index["mode"].get(f"{e['type']}/{e['mode']}", 0) if e["mode"] != "-" else 0
                rows.append((b, e["trigger"], mode, self.index["modality"][e["modality"]], int(e["polarity"] == "-"), int(e["main"]), int(e["reciprocal"]), self.index["type"][e["type"]]))
                roles.append(e["roles"] + [-100] * (n - len(w)))  # other sentences have no say, as when the program reads
                contexts.append([float(c in e["contexts"]) for c in self.index["context"]])
        batch["trigger"] = torch.from_numpy(trigger)
        batch["event"] = torch.tensor(rows).reshape(-1, 8)
        batch["event_roles"] = torch.tensor(roles).reshape(-1, n)
        batch["event_contexts"] = torch.tensor(contexts).reshape(-1, len(self.index["context"]))


def batches(windows, pieces, budget, rng=random):
    """Groups windows into batches of at most `budget` padded pieces, in random order: those of one document in its order,
    the others by like length."""
    order = sorted(windows, key=lambda w: sum(len(pieces(f)) for f in w.forms) + rng.random() * 12 if w.document is None else 0)
    out, group, longest = [], [], 0
    for w in order:
        size = sum(len(pieces(f)) for f in w.forms) + 2
        if group and (max(longest, size) * (len(group) + 1) > budget or w.document != group[-1].document):
            out.append(group)
            group, longest = [], 0
        group.append(w)
        longest = max(longest, size)
    if group:
        out.append(group)
    rng.shuffle(out)
    return out
