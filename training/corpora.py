"""The training corpora as sentences and documents of words with labels. Nothing of them is kept in the repository."""

import gzip
import itertools
import json
import re
import subprocess
from dataclasses import dataclass, field

ROLES = ["none", "actor", "recipient", "object", "beneficiary"]


@dataclass
class Words:
    """A stretch of words with whatever labels its corpus has; an absent layer is None."""

    forms: list
    gaps: list  # indices into pieces.GAPS: 0 none, 1 space, 2 line, 3 paragraph, 4 joined
    spans: list = None  # code points into the document
    sentence: list = None  # sentence number of each word
    upos: list = None
    feats: list = None
    lemma: list = None  # lemma scripts
    head: list = None  # index of the head in these words, -1 for the root, -2 for unknown
    deprel: list = None
    mentions: list = None  # (first word, last word, type, cluster)
    attribution: list = None  # per word: 0 outside, 1/2 source B/I, 3/4 cue B/I, 5/6 content B/I
    anchor: list = None  # per word: index of its attribution's first cue word, -1
    events: list = None  # dicts: trigger, type, mode, polarity, modality, main, reciprocal, contexts, roles per word
    relation: tuple = None  # (roles per word, type) for a reading with the dyad marked
    document: int = None  # windows of one document are read together, for their coreference
    clauses: list = None  # per word: its part of speech where an annotator gives it, else "", and the verb whose subject it is, else None
    silver: bool = False  # whether the syntax is a teacher's (see `silver.py`)
    partial: bool = False  # whether people, organisations and places alone are marked as mentions

    def __len__(self):
        return len(self.forms)

    def cut(self, a, b):
        """Words a..b with their labels; links that leave the stretch are dropped."""
        s = Words(self.forms[a:b], self.gaps[a:b], document=self.document, partial=self.partial, silver=self.silver)
        for name in ("spans", "sentence", "upos", "feats", "lemma", "deprel", "attribution"):
            value = getattr(self, name)
            if value is not None:
                setattr(s, name, value[a:b])
        if self.head is not None:
            s.head = [h if h == -2 else h - a if a <= h < b else -1 for h in self.head[a:b]]
        if self.anchor is not None:
            s.anchor = [h - a if a <= h < b else -1 for h in self.anchor[a:b]]
        if self.mentions is not None:
            s.mentions = [(i - a, j - a, t, c) for i, j, t, c in self.mentions if a <= i and j < b]
        if self.events is not None:
            s.events = [dict(e, trigger=e["trigger"] - a, roles=e["roles"][a:b]) for e in self.events if a <= e["trigger"] < b]
        return s


def lemma_script(form, lemma):
    """How to make the lemma from the form: case rule, characters cut at each end, characters added (Straka 2018)."""
    low_form, low = form.lower(), lemma.lower()
    if lemma == low:
        case = "l"
    elif lemma == form:
        case = "="
    elif lemma[:1].isupper() and lemma[1:] == lemma[1:].lower():
        case = "t"
    else:
        case = "u" if lemma == lemma.upper() else "l"
    k = 0
    while k < min(len(low_form), len(low)) and low_form[k] == low[k]:
        k += 1
    if k == 0:
        return "|".join(["!", lemma])
    return "|".join([case, str(len(low_form) - k), low[k:]])


def read_conllu(path):
    """Documents of a CoNLL-U file as Words."""
    documents, rows, newpar, sentence_number = [], [], True, 0
    doc = None
    glue = False

    def finish():
        nonlocal rows, newpar, sentence_number, glue
        if not rows:
            return
        base = len(doc.forms)
        multi = {}
        for f in rows:
            if "-" in f[0]:
                a, b = map(int, f[0].split("-"))
                for k in range(a, b + 1):
                    multi[k] = (a, b, "SpaceAfter=No" in f[9])
        words = [f for f in rows if f[0].isdigit()]
        sentence_forms = []
        for f in words:
            k = int(f[0])
            first = k == 1
            if k in multi and k > multi[k][0]:
                gap = 4
            elif first and newpar:
                gap = 3
            else:
                gap = 0 if glue else 1
            doc.forms.append(f[1])
            sentence_forms.append(f[1])
            doc.gaps.append(gap)
            doc.sentence.append(sentence_number)
            doc.upos.append(f[3])
            doc.feats.append(f[5])
            doc.lemma.append(lemma_script(f[1], f[2]))
            doc.head.append(base + int(f[6]) - 1 if f[6] != "0" else -1)
            doc.deprel.append(f[7])
            if k in multi:
                glue = multi[k][2] if k == multi[k][1] else True
            else:
                glue = "SpaceAfter=No" in f[9]
        doc.mentions += gum_mentions(words, base)
        rows, newpar = [], False
        sentence_number += 1

    def new():
        return Words([], [], sentence=[], upos=[], feats=[], lemma=[], head=[], deprel=[], mentions=[])

    has_entities = False
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if doc is not None and doc.forms:
                    documents.append(doc)
                doc, newpar, glue = new(), True, False
            elif line.startswith("# newpar"):
                newpar = True
            elif line.startswith("# global.Entity"):
                has_entities = True
            elif not line:
                finish()
            elif not line.startswith("#"):
                rows.append(line.split("\t"))
    finish()
    documents.append(doc)
    if not has_entities:
        for d in documents:
            d.mentions = None
    return documents


def gum_mentions(words, base):
    """Mentions of GUM's `Entity=` field that lie in one sentence: (first, last, type, cluster)."""
    open_, out = [], []
    for k, f in enumerate(words):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", f[9])
        if not m:
            continue
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", m.group(1)):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                open_.append((fields[0], fields[1] if len(fields) > 1 else "abstract", k))
                if part.endswith(")"):
                    cluster, kind, first = open_.pop()
                    out.append((base + first, base + k, kind, cluster))
            else:
                cluster = part.rstrip(")")
                for i in range(len(open_) - 1, -1, -1):
                    if open_[i][0] == cluster:
                        _, kind, first = open_.pop(i)
                        out.append((base + first, base + k, kind, cluster))
                        break
    return out


def split_words(documents, splitter):
    """Runs the Rust tokeniser (`cargo run --example words`) over {"id","text"} documents: id -> [(start, end, joined, gap)]."""
    payload = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in documents)
    done = subprocess.run(splitter, input=payload, capture_output=True, text=True, check=True)
    return {r["id"]: r["words"] for r in map(json.loads, done.stdout.splitlines())}


def raw_words(document, split):
    text = document["text"]
    return Words([text[s:e] for s, e, _, _ in split], [4 if j else g for _, _, j, g in split], spans=[(s, e) for s, e, _, _ in split])


def read_jsonl(path):
    opened = gzip.open(path, "rt", encoding="utf8") if str(path).endswith(".gz") else open(path, encoding="utf8")
    with opened as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_jsonl(path, rows):
    with open(path, "w", encoding="utf8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def passage(stories, identity):
    """The text of a passage `story:start-end`, in code points, of the stories {id: text}; None if the id names no passage of theirs."""
    story, _, span = identity.partition(":")
    if not span or story not in stories:
        return None
    start, end = map(int, span.split("-"))
    return stories[story][start:end]


def covered(words, spans):
    return [any(s < e2 and s2 < e for s2, e2 in spans) for s, e in words.spans]


def read_attribution(path, splitter):
    """PolNeAR: each article as Words with attribution tags and cue anchors."""
    documents = read_jsonl(path)
    split = split_words(documents, splitter)
    out = []
    for d in documents:
        w = raw_words(d, split[d["id"]])
        w.attribution, w.anchor = [0] * len(w), [-1] * len(w)
        for a in d["attributions"]:
            cue = [i for i, c in enumerate(covered(w, a["cue"])) if c]
            for role, base in (("source", 1), ("cue", 3), ("content", 5)):
                for span in a[role]:
                    inside = [i for i, c in enumerate(covered(w, [span])) if c]
                    for n, i in enumerate(inside):
                        w.attribution[i] = base if n == 0 else base + 1
                        w.anchor[i] = cue[0] if cue else -1
        out.append(w)
    return out


def read_mentions(stories, annotation, splitter):
    """Stories [{"id","text"}] with stand-off mentions [{"id","mentions"}] of training/authored as Words."""
    split = split_words(stories, splitter)
    texts = {d["id"]: d for d in stories}
    out = []
    for row in annotation:
        if row["id"] not in texts:
            continue
        w = raw_words(texts[row["id"]], split[row["id"]])
        w.partial, w.mentions = True, []
        for start, end, kind, cluster in row["mentions"]:
            hit = [i for i, c in enumerate(covered(w, [(start, end)])) if c]
            if hit:
                w.mentions.append((hit[0], hit[-1], kind, str(cluster)))
        out.append(w)
    return out


def read_events(sentences, annotation, splitter):
    """Sentences [{"id","text"}] with stand-off events [{"id","events"}] of training/authored (see its README): id -> Words."""
    split = split_words(sentences, splitter)
    out = {}
    texts = {d["id"]: d for d in sentences}
    for row in annotation:
        if row["id"] not in texts:
            continue
        w = raw_words(texts[row["id"]], split[row["id"]])
        w.events = []
        for e in row["events"]:
            hit = [i for i, c in enumerate(covered(w, [e["trigger"]])) if c]
            roles = [0] * len(w)
            for name, role in (("objects", 3), ("beneficiaries", 4), ("recipients", 2), ("actors", 1)):
                for i, c in enumerate(covered(w, e[name])):
                    if c:
                        roles[i] = role
            # The longest word of a trigger that the tokeniser divided ("cease-fire") carries the event.
            w.events.append(dict(e, trigger=max(hit, key=lambda i: len(w.forms[i])), roles=roles))
        out[row["id"]] = w
    return out


def read_clauses(rows, splitter):
    """Sentences of training/authored whose verbs, with their subjects, and some other words are marked."""
    split = split_words(rows, splitter)
    out = []
    for row in rows:
        w = raw_words(row, split[row["id"]])
        at = lambda span: covered(w, [span]).index(True)
        w.clauses = [("", None)] * len(w)
        for span in row["nouns"]:
            w.clauses[at(span)] = ("NOUN", None)
        for verb, _ in row["verbs"]:
            w.clauses[at(verb)] = ("VERB", None)
        for verb, subject in row["verbs"]:
            if subject:
                w.clauses[at(subject)] = (w.clauses[at(subject)][0], at(verb))
        out.append(w)
    return out


def read_divided(rows, splitter):
    """Texts of training/authored that are divided into paragraphs and sentences."""
    texts, starts = [], []
    for row in rows:
        text, begin = "", set()
        for paragraph in row["paragraphs"]:
            text += "\n\n" if text else ""
            for k, sentence in enumerate(paragraph):
                text += " " if k else ""
                begin.add(len(text))
                text += sentence
        texts.append({"id": row["id"], "text": text})
        starts.append(begin)
    split = split_words(texts, splitter)
    out = []
    for row, begin in zip(texts, starts):
        w = raw_words(row, split[row["id"]])
        w.sentence = list(itertools.accumulate(int(i > 0 and a in begin) for i, (a, _) in enumerate(w.spans)))
        out.append(w)
    return out


def concatenate(group, rng):
    """Event sentences one after the other as one stretch, a paragraph or a space between them."""
    if len(group) == 1:
        return group[0]
    out = Words([], [], sentence=[], events=[], silver=group[0].silver)
    if out.silver:
        out.upos, out.feats, out.lemma, out.deprel, out.head = ([] for _ in range(5))
    total = sum(len(w) for w in group)
    for w in group:
        base = len(out)
        out.forms += w.forms
        out.gaps += [1 if base and rng.random() < 0.5 else 3] + w.gaps[1:]
        number = out.sentence[-1] + 1 if out.sentence else 0
        out.sentence += [number + s for s in w.sentence or [0] * len(w)]
        if out.silver:
            for name in ("upos", "feats", "lemma", "deprel"):
                getattr(out, name).extend(getattr(w, name))
            out.head += [h if h < 0 else h + base for h in w.head]
        for e in w.events:
            roles = [-100] * base + e["roles"] + [-100] * (total - base - len(w))
            out.events.append(dict(e, trigger=e["trigger"] + base, roles=roles))
    return out


def read_dyads(passages, annotation, splitter):
    """Passages [{"id","text"}] read for the relation that each row of [{"id","actors","recipients","type"}] is about."""
    split = split_words(passages, splitter)
    words = {d["id"]: raw_words(d, split[d["id"]]) for d in passages}
    return [dyad(words[row["id"]], row["actors"], row["recipients"], row["type"]) for row in annotation if row["id"] in words]


def dyad(words, actors, recipients, kind):
    """The same words read for one relation: the dyad's words marked, the type the label."""
    roles = [1 if a else 2 if r else 0 for a, r in zip(covered(words, actors), covered(words, recipients))]
    marked = Words(words.forms, words.gaps, spans=words.spans)
    marked.relation = (roles, kind)
    return marked
