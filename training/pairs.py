"""What a reader sees at once of two mentions: their forms, distance and shared words. The Rust twin is `crates/tacitus/src/pairs.rs`."""

import re

import torch

PRONOUNS = [["i", "me", "my", "mine", "myself"], ["we", "us", "our", "ours", "ourselves"], ["you", "your", "yours", "yourself", "yourselves"],
            ["he", "him", "his", "himself"], ["she", "her", "hers", "herself"], ["it", "its", "itself"],
            ["they", "them", "their", "theirs", "themselves"], ["this", "that", "these", "those"], ["who", "whom", "whose", "which"]]
PRONOUN = {word: i for i, words in enumerate(PRONOUNS) for word in words}
OTHER_PRONOUN = len(PRONOUNS)
KINDS = ["person", "organization", "place"]  # and a fourth: anything else
CLASSES = OTHER_PRONOUN + 1 + 3 * (len(KINDS) + 1)  # pronouns, names, nominals of one, nominals of several
NAME, NOMINAL, PRONOMINAL, FORMS = 0, 1, 2, 3
NEAR, SENTENCES, MATCHES = 10, 8, 16
REACH = 120  # earlier mentions that are looked at
LEADING = {"the", "a", "an", "this", "that", "these", "those", "'s", "’s"}


def mention_class(form, kind, word, plural):
    """The row of a mention in the table of classes."""
    if form == PRONOMINAL:
        return PRONOUN.get(word.lower(), OTHER_PRONOUN)
    block = 0 if form == NAME else 2 if plural else 1
    return OTHER_PRONOUN + 1 + block * (len(KINDS) + 1) + (KINDS.index(kind) if kind in KINDS else len(KINDS))


def bucket(distance, most):
    """Exact to 4, then by powers of two: 0..most - 1."""
    out, bound = min(distance, 4), 4
    while distance > bound and out < most - 1:
        out, bound = out + 1, bound * 2
    return min(out, most - 1)


def content(words):
    """The words of a mention that tell, in small letters: no articles, no marks, no possessive."""
    return [w for w in (w.lower() for w in words) if w not in LEADING and re.search(r"\w", w)]


def match(a, b):
    """0..15: 1 the same words, 2 the same head, 4 the later's words are all in the earlier, 8 one lies in the other."""
    same = bool(a["content"]) and a["content"] == b["content"]
    within = bool(a["content"]) and set(a["content"]) <= set(b["content"])
    nested = b["start"] <= a["start"] and a["end"] <= b["end"]
    return same + 2 * (a["head"] == b["head"]) + 4 * within + 8 * nested


def tables(mentions):
    """Indices into the head's tables for mentions in text order (dicts: form, class, content, head, start, end, sentence)."""
    n = len(mentions)
    form = torch.tensor([m["form"] for m in mentions])
    position = torch.arange(n)
    near = torch.tensor([bucket(d, NEAR) for d in range(n + 1)])
    order = torch.tensor([m["sentence"] for m in mentions])
    far = torch.tensor([bucket(d, SENTENCES) for d in range(int(order.max() - order.min()) + 1)])
    matches = torch.zeros(n, n, dtype=torch.long)
    for i, a in enumerate(mentions):
        for j in range(max(0, i - REACH), i):
            matches[i, j] = match(a, mentions[j])
    return {"form": form, "class": torch.tensor([m["class"] for m in mentions]), "near": near[(position[:, None] - position[None, :]).clamp(min=0)],
            "sentences": far[(order[:, None] - order[None, :]).clamp(min=0)], "forms": form[:, None] * FORMS + form[None, :], "match": matches,
            "allowed": (position[:, None] > position[None, :]) & (position[:, None] - position[None, :] <= REACH)}
