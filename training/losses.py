"""The training loss of a batch: the sum over the layers that the batch has labels for."""

import torch
import torch.nn.functional as F

from dropout import dropout
from network import distance_bucket
from pairs import KINDS

MASKED = -1e4
SILVER = 0.5  # weight of syntax that a teacher gave
# Weights of the layers, annotated or taught by others; of those not named, 1.
WEIGHT = {"sentence": 3.0, "attribution": 2.0, "trigger": 2.0, "arguments": 2.0, "mode": 0.5, "modality": 0.5, "pair": 0.5}


def drop(x, p=0.25):
    return dropout(x, p)


def syntax(net, x, batch):
    sentence, inside = batch["sentence"], batch["inside"] > 0
    out = {}
    v = drop(x, 0.2)
    for name in ("upos", "feats", "lemma"):
        target = batch[name]
        if (target >= 0).any():
            out[name] = F.cross_entropy(getattr(net, name)(v).float().flatten(0, 1), target.flatten(), ignore_index=-100)
    starts = torch.ones_like(sentence, dtype=torch.float)
    starts[:, 1:] = (sentence[:, 1:] != sentence[:, :-1]).float()
    scored = inside.clone()
    scored[:, 0] = False  # the first word of a window is a start in any case
    if scored.any():
        out["sentence"] = F.binary_cross_entropy_with_logits(net.sentence(v).float()[..., 0][scored], starts[scored])
    scores = net.heads(x, sentence, drop)
    n = sentence.shape[1]
    head = batch["head"]
    target = torch.where(head == -1, torch.full_like(head, n), head)
    out["arc"] = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-2)
    out["deprel"] = F.cross_entropy(net.relations(x, head, drop).flatten(0, 1), batch["deprel"].flatten(), ignore_index=-100)
    return out


def pairs_of(batch):
    """Which two words, the first before the second or the same, are of one sentence: [windows, words, words]."""
    sentence = batch["sentence"]
    n = sentence.shape[1]
    ordered = torch.ones(n, n, dtype=torch.bool, device=sentence.device).triu()
    return (sentence[:, :, None] == sentence[:, None, :]) & (batch["inside"][:, :, None] > 0) & ordered


def mentions(net, x, batch):
    scores, _, _ = net.span(x, drop)
    allowed = pairs_of(batch)
    gold = torch.zeros_like(scores, dtype=torch.float)
    b, i, j, kind = batch["mentions"].T
    gold[b, i, j] = 1
    words = batch["inside"].sum()
    if batch["partial"]:
        # People, organisations and places alone are marked: what looks like another mention is neither right nor wrong.
        others = [net.labels["mention"].index(k) for k in net.labels["mention"] if k not in KINDS]
        with torch.no_grad():
            u, f, l = (allowed & (scores > -2) & (gold == 0)).nonzero().T
            pair = F.gelu(net.mention_first(x))[u, f], F.gelu(net.mention_last(x))[u, l]
            guess = net.mention(torch.cat([pair[0], pair[1], pair[0] * pair[1]], 1)).argmax(1)
            skip = torch.isin(guess, torch.tensor(others, device=x.device))
            allowed[u[skip], f[skip], l[skip]] = False
    out = {"span": F.binary_cross_entropy_with_logits(scores.float()[allowed], gold[allowed], reduction="sum") / words}
    if len(b):
        f = drop(F.gelu(net.mention_first(x)))[b, i]
        l = drop(F.gelu(net.mention_last(x)))[b, j]
        out["mention"] = F.cross_entropy(net.mention(torch.cat([f, l, f * l], 1)).float(), kind)
    return out


def coreference(net, x, batch):
    """Each mention's marginal log likelihood of its antecedents, or of being new."""
    window, first, head, cluster = batch["links"].T
    scores = net.coreference(drop(net.coreference.vectors(x, window, first, head), 0.2), batch["pairs"]).float()
    allowed = batch["pairs"]["allowed"]
    right = allowed & (cluster[:, None] == cluster[None, :])
    new = ~right.any(1, keepdim=True)
    allowed, right = (torch.cat([a, b], 1) for a, b in ((torch.ones_like(new), allowed), (new, right)))
    chosen = scores.masked_fill(~right, MASKED).logsumexp(1)
    return {"coreference": (scores.masked_fill(~allowed, MASKED).logsumexp(1) - chosen).mean()}


def attribution(net, x, batch):
    v = drop(x, 0.2)
    out = {"attribution": F.cross_entropy(net.attribution(v).float().flatten(0, 1), batch["attribution"].flatten(), ignore_index=-100)}
    linked = batch["anchor"] >= 0
    if linked.any():
        scores, _, _ = net.anchor(x, drop)
        scores = scores.float().masked_fill((batch["inside"] == 0)[:, None, :], MASKED)
        out["anchor"] = F.cross_entropy(scores[linked], batch["anchor"][linked])
    b, t, roles = quoted(batch)
    if len(b):
        scores = role_scores(x, b, t, net.quote_cue, net.quote_word, net.quote_distance, net.quote).float()
        # Most words are nothing to most cues: the sum is shared among those that are something.
        out["quote"] = F.cross_entropy(scores.flatten(0, 1), roles.flatten(), ignore_index=-100, reduction="sum") / (roles > 0).sum().clamp(min=1)
    return out


def quoted(batch):
    """The cues (batch row, first word) and what each word of their windows is to each: 0 nothing, 1 source, 2 content."""
    tags, anchor = batch["attribution"], batch["anchor"]
    b, t = ((tags == 3) & (anchor == torch.arange(tags.shape[1], device=tags.device))).nonzero().T
    roles = torch.where(anchor[b] == t[:, None], torch.tensor([0, 1, 1, 0, 0, 2, 2], device=tags.device)[tags[b].clamp(min=0)], 0)
    return b, t, roles.masked_fill(tags[b] < 0, -100)


def role_scores(x, b, t, anchor, word, distance, out):
    """Scores of every word's role to each anchor word (batch row b, word t): [anchors, words, roles]."""
    n = x.shape[1]
    far = distance(distance_bucket(torch.arange(n, device=x.device)[None, :] - t[:, None]))
    return out(F.gelu(anchor(x)[b, t][:, None, :] + word(x)[b] + far))


def events(net, x, batch):
    v = drop(x, 0.2)
    out = {"trigger": F.cross_entropy(net.trigger(v).float().flatten(0, 1), batch["trigger"].flatten(), ignore_index=-100)}
    if not len(batch["event"]):
        return out
    b, t, mode, modality, negated, main, reciprocal, kind = batch["event"].T
    e = v[b, t]
    out["mode"] = F.cross_entropy(net.mode(e).float(), mode)
    out["modality"] = F.cross_entropy(net.modality(e).float(), modality)
    out["flags"] = F.binary_cross_entropy_with_logits(net.flags(e).float(), torch.stack([negated, main, reciprocal], 1).float())
    out["contexts"] = F.binary_cross_entropy_with_logits(net.contexts(e).float(), batch["event_contexts"])
    roles = batch["event_roles"]
    scores = role_scores(drop(x, 0.2), b, t, net.argument_trigger, net.argument_word, net.argument_distance, net.argument).float()
    out["arguments"] = F.cross_entropy(scores.flatten(0, 1), roles.flatten(), ignore_index=-100)
    actor, recipient = (roles == 1).float(), (roles == 2).float()
    whole = (actor.sum(1) > 0) & (recipient.sum(1) > 0)
    if whole.any():
        k = whole.nonzero()[:, 0]
        out["pair"] = F.cross_entropy(net.relate(x[b[k]], actor[k], recipient[k], (roles[k] >= 0).float()).float(), kind[k])
    return out


def dyad_scores(net, x, batch):
    """Relation scores of the dyads that are marked, one a window."""
    return net.relate(x, batch["actor"], batch["recipient"], batch["inside"]).float()


def relation(net, x, batch):
    return {"relation": F.cross_entropy(dyad_scores(net, x, batch), batch["relation"], label_smoothing=0.05)}


def total(net, x, batch):
    """All losses of a batch by name, given the network's vectors of its words."""
    out = {}
    if "upos" in batch:
        weight = SILVER if batch["silver"] else 1.0
        out |= {name: weight * loss for name, loss in syntax(net, x, batch).items()}
    if "mentions" in batch:
        out |= mentions(net, x, batch)
        if len(batch["links"]):
            out |= coreference(net, x, batch)
    if "attribution" in batch:
        out |= attribution(net, x, batch)
    if "trigger" in batch:
        out |= events(net, x, batch)
    if "relation" in batch:
        out |= relation(net, x, batch)
    return {name: WEIGHT.get(name, 1.0) * loss for name, loss in out.items()}
