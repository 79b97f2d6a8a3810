"""What is trained on: sources, their share of a round, and the labels of each layer."""

import collections
import glob
import json
import os
import random
import re

import corpora
from renaming import Countries, Renaming
from windows import capitals, divide, hasty, likely_ends

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
         "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict ban arrest relations rights expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture execute sexual assassinate destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control cleansing massacre unconventional",
}
MODALITIES = ["actual", "ongoing", "planned", "possible", "urged", "refused", "hypothetical"]
CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal human_rights
rights_freedoms repression human_security lgbt religion_ethnicity inequality diplomatic territory health asylum migration disasters natural_resource
environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking""".split()
FRIENDLY = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
# Passes over each source in one round.
SHARE = {"ewt": 1.0, "gum": 2.0, "stories": 1.0, "attribution": 0.5, "events": 0.9, "gold events": 2.0, "dyads": 0.7, "like dyads": 1.0,
         "gold dyads": 3.0, "news dyads": 1.0, "clauses": 2.0, "divided": 2.0, "wire": 0.5, "wire dyads": 0.5}
LIKE_GOLD = "plvlike-"  # our sentences written as PLV's are: the main dyad of each is counted as PLV counts its own
FREELY = "claim-"  # our sentences whose annotators marked recipients more freely than the data sets: what they marked is not taught
COPY = 0.4  # share of words that two sentences have in common, of those of both, for the one to be counted as a copy of the other
AS_PLV = {("SANCTION", "convict"): "ACCUSE", ("COERCE", "cyber"): "ASSAULT"}  # what PLV counts otherwise than PLOVER's codebook
# Of windows, in pieces at most; where 48 to 160 do not suit.
LENGTHS = {"attribution": (96, 160, 208), "gum": (96, 160), "stories": (96, 160), "wire": (48, 96, 160, 208)}
COUNTRIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../knowledge/countries.tsv")
SILVERED = ("attribution", "events", "gold events", "clauses", "divided")  # sources whose sentences `silver.py` gives their syntax
AUTHORED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "authored")
SPLITTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../target/release/examples/words")  # the tokeniser, built from `examples/words.rs`
MOVED = 0.3  # share of the sentences with events whose countries are exchanged
HASTY = 0.15  # share of the web texts' windows whose marks and capitals are thinned out
RENAMED = 0.4  # share of the documents with mentions whose rare names are exchanged


def authored(folder):
    """Our own texts and annotation: ({"id","text"} of sentences we wrote, events, mentions, some with the text we wrote,
    sentences with their verbs, texts that are divided into sentences, and dyads of news with their type)."""
    sentences, events, mentions, clauses, divided, related = [], [], [], [], [], []
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        for row in corpora.read_jsonl(path):
            if "events" in row:
                events.append({"id": row["id"], "events": row["events"]})
                if "text" in row:
                    sentences.append({"id": row["id"], "text": row["text"]})
            if "mentions" in row:
                mentions.append(row)
            if "verbs" in row:
                clauses.append(row)
            if "paragraphs" in row:
                divided.append(row)
            if "type" in row:
                related.append(row)
    return sentences, events, mentions, clauses, divided, related


def load(root, authored_folder, splitter):
    """All sources by name, and the dev sources by name, as lists of Words."""
    train, dev = {}, {}
    for part, out in (("train", train), ("dev", dev)):
        out["ewt"] = corpora.read_conllu(f"{root}/ud/ewt-{part}.conllu.gz")
        out["gum"] = corpora.read_conllu(f"{root}/ud/gum-{part}.conllu.gz")
        out["attribution"] = corpora.read_attribution(f"{root}/attribution/{part}.jsonl.gz", splitter)
    rows = corpora.read_jsonl(f"{root}/plover/relations-train.jsonl.gz")
    quads = corpora.read_jsonl(f"{root}/plover/actors-train.jsonl.gz")
    dev_rows = corpora.read_jsonl(f"{root}/plover/relations-dev.jsonl.gz")
    held = {d["text"] for d in dev_rows} | {d["text"] for d in corpora.read_jsonl(f"{root}/plover/actors-dev.jsonl.gz")}
    rows = [d for d in rows if d["text"] not in held]
    ours, annotation, marked, verbs, divided, related = authored(authored_folder)
    sentences = [{"id": d["id"], "text": d["text"]} for d in rows + quads if d["text"] not in held] + ours
    stories = {d["id"]: d["text"] for d in corpora.read_jsonl(f"{root}/news/wire-silver-times.jsonl.gz")}
    sentences += passages(stories, annotation)
    own = {row["id"]: row["text"] for row in marked if "text" in row}
    whole = [{"id": row["id"], "text": own.get(row["id"]) or stories[row["id"]]} for row in marked if row["id"] in own or row["id"] in stories]
    train["stories"] = corpora.read_mentions(whole, marked, splitter)
    for number, d in enumerate(train["gum"] + train["stories"]):
        d.document = number
    train["clauses"] = corpora.read_clauses(verbs, splitter)
    train["divided"] = corpora.read_divided(divided, splitter)
    by_id = corpora.read_events(sentences, annotation, splitter)
    for e in (e for i, w in by_id.items() if i.startswith(FREELY) for e in w.events):
        e["roles"] = [-100 if role == corpora.ROLES.index("recipient") else role for role in e["roles"]]
    train["events"] = [w for w in by_id.values() if len(w) < 200]
    # What the data sets judged themselves is passed over again: our own sentences are more, and not drawn from the same news.
    judged = {d["id"] for d in rows + quads}
    train["gold events"] = [w for i, w in by_id.items() if i in judged]
    twins = copies(quads, rows)
    events = {row["id"]: row["events"] for row in annotation if row["id"] not in twins}
    train["gold dyads"], train["like dyads"], train["dyads"] = dyads(rows, sentences, events, splitter)
    articles = {d["id"]: d["text"] for d in corpora.read_jsonl(f"{root}/attribution/train.jsonl.gz")}
    news = passages(stories | articles, {row["id"]: row for row in related}.values())
    train["news dyads"] = corpora.read_dyads(news, related, splitter)
    dev["dyads"], _, _ = dyads(dev_rows, [{"id": d["id"], "text": d["text"]} for d in dev_rows], {}, splitter)
    return train, dev


def wire(path, splitter):
    """The texts of a record, and the dyads of its events as marked readings of their sentences, with no type."""
    rows = corpora.read_jsonl(path)
    split = corpora.split_words(rows, splitter)
    stories, dyads, taken = [], [], set()
    for row in rows:
        words = corpora.raw_words(row, split[row["id"]])
        stories.append(words)
        mentions = {e["id"]: e["mentions"] for e in row["entities"]}
        for event in row["events"]:
            sentence = row["sentences"][event["sentence"]]
            near = lambda m: abs(m["start"] - event["trigger"]["start"])
            inside = lambda m: sentence["start"] <= m["start"] and m["end"] <= sentence["end"]
            here = lambda ids: [min(found, key=near) for i in ids for found in [list(filter(inside, mentions[i]))] if found]
            actor, recipient = ([(m["start"], m["end"]) for m in here(event[role])] for role in ("actor", "recipient"))
            if actor and recipient and (row["id"], key(actor, recipient)) not in taken:
                taken.add((row["id"], key(actor, recipient)))
                dyads.append(sentence_of(corpora.dyad(words, actor, recipient, None)))
    return stories, [d for d in dyads if len(d) < 100 and {1, 2} <= set(d.relation[0])]


def copies(sentences, of):
    """The ids of those sentences that are nearly one of the others: PLV took many from the CAMEO sets, and counts some otherwise."""
    words = lambda d: set(re.findall(r"\w+", d["text"].lower()))
    others = [words(d) for d in of]
    return {d["id"] for d in sentences for own in [words(d)] if any(len(own & w) >= COPY * len(own | w) for w in others)}


def passages(stories, annotation):
    """The stretches of wire stories that were annotated: their ids are `story:start-end`, in code points."""
    texts = ((row["id"], corpora.passage(stories, row["id"])) for row in annotation)
    return [{"id": identity, "text": text} for identity, text in texts if text is not None]


def dyads(rows, sentences, events, splitter):
    """Marked readings: the gold dyads, the main ones of our sentences like them, and every further annotated dyad that reports one
    type only."""
    texts = {d["id"]: d["text"] for d in sentences}
    split = corpora.split_words(sentences, splitter)
    words = {d["id"]: corpora.raw_words(d, split[d["id"]]) for d in sentences}
    gold, like, out, taken = [], [], [], set()
    for d in rows:
        kind = d["type"]
        main = next((e["type"] for e in events.get(d["id"], []) if e["main"]), None)
        if kind == "YIELD":
            kind = main if MERGED.get(main) == "YIELD" else "RETREAT"
        taken.add((d["id"], key(d["actor"], d["recipient"])))
        gold.append(corpora.dyad(words[d["id"]], d["actor"], d["recipient"], kind))
    for i, list_ in events.items():
        if i not in texts:
            continue
        for e in list_:
            if i.startswith(LIKE_GOLD) and e["main"] and e["actors"] and e["recipients"]:
                taken.add((i, key(e["actors"], e["recipients"])))
                like.append(corpora.dyad(words[i], e["actors"], e["recipients"], e["type"]))
        kinds = collections.defaultdict(set)
        for e in list_:
            if e["actors"] and (e["recipients"] or e["reciprocal"]):
                recipients = e["recipients"] or e["actors"][1:]
                kinds[key(e["actors"] if e["recipients"] else e["actors"][:1], recipients)].add(in_dyads(e))
        for (a, r), types in kinds.items():
            kind = next(iter(types))
            if len(types) == 1 and kind and a and r and (i, (a, r)) not in taken:
                out.append(sentence_of(corpora.dyad(words[i], list(a), list(r), kind)))
    return gold, like, out


def in_dyads(e):
    """The type of an event as PLV counts it: what one means to do for another is AGREE, finding guilty is ACCUSE, cyber attacks are
    ASSAULT. None for what did not happen or only might: which type that is, PLV does not say."""
    if e["polarity"] == "-" or e["modality"] not in ("actual", "ongoing", "planned"):
        return None
    if e["modality"] == "planned":
        return "AGREE" if e["type"] in FRIENDLY | {"AGREE"} else "THREATEN" if e["type"] == "THREATEN" else None
    return AS_PLV.get((e["type"], e["mode"]), e["type"])


def sentence_of(reading):
    """Of a marked reading of several sentences, those with the dyad: from the first that has a mark to the last."""
    ends = likely_ends(reading)
    marked = [i for i, mark in enumerate(reading.relation[0]) if mark]
    start = next((i + 1 for i in range(marked[0] - 1, -1, -1) if ends[i]), 0)
    end = next((i + 1 for i in range(marked[-1], len(reading)) if ends[i]), len(reading))
    out = reading.cut(start, end)
    out.relation = (reading.relation[0][start:end], reading.relation[1])
    return out


def key(a, r):
    return tuple(map(tuple, a)), tuple(map(tuple, r))


def labels(train):
    """The label list of each layer, most frequent first; rare ones are left out and get no training signal."""
    def frequent(name, least):
        counts = collections.Counter(x for source in ("ewt", "gum") for d in train[source] for x in getattr(d, name))
        return [x for x, c in counts.most_common() if c >= least]
    modes = [f"{type}/{mode}" for type, modes in MODES.items() for mode in modes.split()]
    return {"upos": sorted(frequent("upos", 1)), "feats": frequent("feats", 4), "lemma": frequent("lemma", 3), "deprel": sorted(frequent("deprel", 4)),
            "mention": sorted({t for d in train["gum"] for _, _, t, _ in d.mentions}), "type": TYPES, "mode": ["-"] + sorted(modes),
            "modality": MODALITIES, "context": CONTEXTS}


def round_of(train, pieces, rng, size=1.0):
    """The windows of one round, by source; `size` is the part of SHARE that it has."""
    out = {}
    renaming, countries = Renaming(train["gum"]), Countries(COUNTRIES)
    for name, share in SHARE.items():
        if not train.get(name):
            continue
        windows = []
        whole, part = int(share * size), share * size % 1
        for _ in range(whole):
            windows += pass_over(name, train[name], pieces, rng, renaming, countries)
        if part:
            chosen = rng.sample(train[name], max(1, int(part * len(train[name]))))
            windows += pass_over(name, chosen, pieces, rng, renaming, countries)
        out[name] = windows
    return out


def pass_over(name, documents, pieces, rng, renaming, countries):
    if name.endswith(("dyads", "events")):
        moved = [countries.apply(d, rng) if rng.random() < MOVED else d for d in documents]
        return moved if name.endswith("dyads") else joined(moved, rng)
    windows = []
    for d in documents:
        if name == "gum" and rng.random() < RENAMED:
            d = renaming.apply(d, rng)
        windows += divide(d, pieces, rng.choice(LENGTHS.get(name, (48, 96, 160))))
    if name in ("ewt", "gum", "divided"):
        for i, w in enumerate(windows):
            # Raw text mostly has no blank lines where a treebank has paragraphs.
            keep = rng.random() < 0.25
            w.gaps = [g if g != 3 or keep else 1 for g in w.gaps]
            if rng.random() < 0.03:
                windows[i] = capitals(w)
            elif name != "gum" and rng.random() < HASTY:
                windows[i] = hasty(w, rng)
    return windows


def joined(documents, rng):
    """Event sentences as reports have them: half alone, half in the company of others, so that neighbours do not disturb."""
    order = rng.sample(documents, len(documents))
    out, group, room = [], [], 0
    for w in order:
        if group and (len(w) > room or rng.random() < 0.15):
            out.append(corpora.concatenate(group, rng))
            group = []
        if not group:
            room = rng.choice((0, 0, 60, 90, 120))
        group.append(w)
        room -= len(w)
    out.append(corpora.concatenate(group, rng))
    return out


def save_labels(path, value):
    with open(path, "w", encoding="utf8") as out:
        json.dump(value, out, ensure_ascii=False, indent=1)
