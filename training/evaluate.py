"""Quick figures on dev during training, on gold words: they rank checkpoints, the scorers of `make eval` judge."""

import collections

import torch

from pairs import KINDS
from recipe import MERGED
from windows import divide, linked


@torch.no_grad()
def evaluate(net, dev, pieces, collate, limit=160):
    net.eval()
    out = {}
    right, total = collections.Counter(), 0
    for w in [w for d in dev["ewt"][::4] for w in divide(d, pieces, limit)]:
        batch = collate([w])
        x = net.words(batch)
        head = net.heads(x, batch["sentence"]).argmax(2)
        head = torch.where(head == len(w), -1, head)
        rel = net.relations(x, head).argmax(2)
        coarse = lambda ids: [net.labels["deprel"][i].split(":")[0] for i in ids]
        ok = head[0] == batch["head"][0]
        total += len(w)
        right["UAS"] += int(ok.sum())
        right["LAS"] += sum(int(a) and p == g.split(":")[0] for a, p, g in zip(ok, coarse(rel[0]), w.deprel))
        for name in ("upos", "feats", "lemma"):
            right[name] += int((getattr(net, name)(x)[0].argmax(1) == batch[name][0]).sum())
    out |= {k: 100 * v / total for k, v in right.items()}
    tp, p, g = (collections.Counter() for _ in range(3))
    for w in [w for d in dev["attribution"][:20] for w in divide(d, pieces, 224)]:
        batch = collate([w])
        tags = net.attribution(net.words(batch))[0].argmax(1).tolist()
        for a, b in zip(tags, w.attribution):
            for role, pair in (("source", (1, 2)), ("cue", (3, 4)), ("content", (5, 6))):
                p[role] += a in pair
                g[role] += b in pair
                tp[role] += a in pair and b in pair
    out |= {k: 200 * tp[k] / max(1, p[k] + g[k]) for k in ("source", "cue", "content")}
    tp = p = g = 0
    for w in [w for d in dev["gum"] for w in divide(d, pieces, limit)]:
        batch = collate([w])
        x = net.words(batch)
        s = batch["sentence"][0]
        hits = (net.span(x, lambda v: v)[0][0] > 0) & (s[:, None] == s[None, :])
        found = {(i, j) for i, j in hits.triu().nonzero().tolist()}
        gold = {(i, j) for i, j, _, _ in w.mentions}
        tp, p, g = tp + len(found & gold), p + len(found), g + len(gold)
    out["spans"] = 200 * tp / max(1, p + g)
    out["links"] = links(net, dev["gum"], pieces, collate, limit)
    pairs = []
    for w in dev["dyads"]:
        batch = collate([w])
        scores = net.relate(net.words(batch), batch["actor"], batch["recipient"], batch["inside"])
        guess = net.labels["type"][int(scores.argmax())]
        pairs.append((MERGED.get(w.relation[1], w.relation[1]), MERGED.get(guess, guess)))
    f = []
    for label in {g for g, _ in pairs}:
        t = sum(g == p == label for g, p in pairs)
        f.append(200 * t / (sum(p == label for _, p in pairs) + sum(g == label for g, _ in pairs)))
    out |= {"relate": sum(f) / len(f), "relate accuracy": 100 * sum(g == p for g, p in pairs) / len(pairs)}
    net.train()
    return out


def links(net, documents, pieces, collate, limit):
    """Share of the gold mentions of people, organisations and places whose best-scored antecedent, or lack of one, is right."""
    right = total = 0
    for d in documents:
        windows = divide(d, pieces, limit)
        batch = collate(windows)
        window, first, head, cluster = batch["links"].T
        scores = net.coreference(net.coreference.vectors(net.words(batch), window, first, head), batch["pairs"])
        allowed = torch.cat([torch.ones(len(scores), 1, dtype=torch.bool, device=scores.device), batch["pairs"]["allowed"]], 1)
        best = scores.masked_fill(~allowed, -1e4).argmax(1)
        kinds = [kind for w in windows for _, _, kind, _ in linked(w)]
        for i, b in enumerate(best.tolist()):
            if kinds[i] in KINDS:
                fresh = not (cluster[:i] == cluster[i])[max(0, i - 120):].any()
                right += fresh if b == 0 else bool(cluster[b - 1] == cluster[i])
                total += 1
    return 100 * right / max(1, total)
