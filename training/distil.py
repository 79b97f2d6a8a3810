"""What several networks think of a text, taught to one (Hinton, Vinyals and Dean 2015). Every head is asked of every text, also of those
that nobody annotated: trees of news, statements of treebanks, dyads of whatever the program coded. The teachers read all letters."""

import torch
import torch.nn.functional as F

from losses import MASKED, WEIGHT, drop, dyad_scores, pairs_of, role_scores

SEEN = 0.3  # least probability of a span, a cue or a trigger for its further heads to be taught
YES_OR_NO = ("sentence", "span", "flags", "contexts")  # scores of independent answers; all others are shares of one


def of_words(net, x, batch, drop):
    """Scores of the heads that are asked of every word, or of every two words, of a sentence or window."""
    v, inside = drop(x), batch["inside"] > 0
    out = {name: getattr(net, name)(v).float() for name in ("upos", "feats", "lemma", "attribution", "trigger")}
    out["sentence"] = net.sentence(v).float()[..., 0]
    out["arc"] = net.heads(x, batch["sentence"], drop)
    out["span"] = net.span(x, drop)[0].float()
    out["anchor"] = net.anchor(x, drop)[0].float().masked_fill(~inside[:, None, :], MASKED)
    return out


def of_points(net, x, points, drop):
    """Scores of the heads that are asked of what the others found: `points` has the head of each word, spans, cues and triggers."""
    out = {"deprel": net.relations(x, points["head"], drop)}
    b, i, j = points["spans"]
    f, l = drop(F.gelu(net.mention_first(x)))[b, i], drop(F.gelu(net.mention_last(x)))[b, j]
    out["mention"] = net.mention(torch.cat([f, l, f * l], 1)).float()
    v = drop(x)
    out["quote"] = role_scores(v, *points["cues"], net.quote_cue, net.quote_word, net.quote_distance, net.quote).float()
    out["arguments"] = role_scores(v, *points["triggers"], net.argument_trigger, net.argument_word, net.argument_distance, net.argument).float()
    e = v[points["triggers"]]
    return out | {name: getattr(net, name)(e).float() for name in ("mode", "modality", "flags", "contexts")}


def probabilities(scores):
    return {name: s.sigmoid() if name in YES_OR_NO else s.softmax(-1) for name, s in scores.items()}


def loss_of(name, scores, target, taught):
    """Cross entropy with the teachers' probabilities: the mean over what is taught, of spans the sum a word."""
    if name in YES_OR_NO:
        each = F.binary_cross_entropy_with_logits(scores, target, reduction="none")
    else:
        each = -(target * scores.log_softmax(-1)).sum(-1)
    mask, count = taught
    return (each * mask).sum() / count.clamp(min=1)


def unlikeness(x, target, inside):
    """How far the vectors of words are from those that they should be, as a share of the latter's mean square."""
    inside = inside[:, :, None]
    return ((x - target).float().square() * inside).sum() / (target.float().square() * inside).sum()


class Teachers:
    """Networks whose mean is taught; with a weight of `vectors` also what the first of them makes of a word, before any head reads it."""

    def __init__(self, nets, vectors=0.0):
        self.nets, self.vectors = nets, vectors

    def mean(self, read, ask):
        """The mean of the probabilities that the teachers give to what is asked of each."""
        answers = [probabilities(ask(net, x)) for net, x in read]
        return {name: sum(a[name] for a in answers) / len(answers) for name in answers[0]}

    @torch.no_grad()
    def read(self, batch):
        """Each network, and the vectors that it makes of the words of a batch, all letters shown."""
        return [(net, net.words(batch | {"ids": batch["whole"]})) for net in self.nets]

    def likeness(self, x, batch, read):
        """The loss of vectors alone."""
        return {"vectors": self.vectors * unlikeness(x, read[0][1], batch["inside"])}

    @torch.no_grad()
    def answers(self, batch, read):
        """The probabilities of all heads, and the points that some of them were asked of."""
        if "actor" in batch:
            return self.mean(read, lambda net, x: {"relation": dyad_scores(net, x, batch)}), None
        same = lambda v: v
        out = self.mean(read, lambda net, x: of_words(net, x, batch, same))
        n = batch["inside"].shape[1]
        head = out["arc"].argmax(-1)
        likely = lambda p: ((p > SEEN) & (batch["inside"] > 0)).nonzero().unbind(1)
        points = {"head": torch.where(head == n, -1, head), "spans": ((out["span"] > SEEN) & pairs_of(batch)).nonzero().unbind(1),
                  "cues": likely(out["attribution"][..., 3]), "triggers": likely(1 - out["trigger"][..., 0])}
        return out | self.mean(read, lambda net, x: of_points(net, x, points, same)), points

    def losses(self, net, x, batch):
        """The losses of `net`, whose vectors of the batch's words are `x`, by name."""
        read = self.read(batch)
        target, points = self.answers(batch, read)
        if points is None:
            scores = {"relation": dyad_scores(net, x, batch)}
            taught = {"relation": (1.0, torch.tensor(len(x), device=x.device))}
        else:
            scores = of_words(net, x, batch, lambda v: drop(v, 0.2)) | of_points(net, x, points, lambda v: drop(v, 0.2))
            taught = what_is_taught(scores, target, points, batch)
        out = {f"{name} as taught": WEIGHT.get(name, 1.0) * loss_of(name, scores[name], target[name], taught[name]) for name in scores}
        return out | self.likeness(x, batch, read) if self.vectors else out


def what_is_taught(scores, target, points, batch):
    """Of each head a mask of what is taught and the number that the sum is shared among."""
    inside = batch["inside"]
    later = inside.clone()
    later[:, 0] = 0  # the first word of a window is a start in any case
    told = inside * (target["attribution"][..., 0] < 1 - SEEN)
    out = {name: (inside, inside.sum()) for name in ("upos", "feats", "lemma", "attribution", "trigger", "arc", "deprel")}
    out |= {"sentence": (later, later.sum()), "span": (pairs_of(batch), inside.sum()), "anchor": (told, told.sum())}
    for name in ("mention", "mode", "modality", "flags", "contexts"):
        out[name] = 1.0, torch.tensor(scores[name].numel() if name in YES_OR_NO else len(scores[name]), device=inside.device)
    words = inside[points["triggers"][0]]
    out["arguments"] = words, words.sum()
    words = inside[points["cues"][0]]
    out["quote"] = words, (words * (1 - target["quote"][..., 0])).sum()  # most words are nothing to most cues
    return out
