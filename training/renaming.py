"""Other names in the same places: rare proper nouns of a document exchanged for others of their kind, so that names are
learned from what surrounds them and not by heart."""

import collections
import copy
import re

import corpora

NAMED = ("person", "organization", "place")
PLAIN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zà-ÿ]+)*$")


class Renaming:
    """Pools of names by kind, from treebank documents with mentions and from lists of further names by kind."""

    def __init__(self, documents, further=None):
        self.spread = collections.Counter()
        self.pools = {kind: set(words) for kind, words in (further or {}).items()}
        self.owner = {}
        for d in documents:
            for word, kind in self.names(d).items():
                self.spread[word] += 1
                self.pools.setdefault(kind, set()).add(word)
        for d in documents:
            for word, kind in self.names(d).items():
                if self.spread[word] > 1:
                    self.pools[kind].discard(word)
        self.pools = {kind: sorted(words) for kind, words in self.pools.items()}

    @staticmethod
    def names(document):
        """Each plain proper noun of a document with the kind of the smallest mention that it is in."""
        smallest = {}
        for first, last, kind, _ in document.mentions:
            for i in range(first, last + 1):
                if i not in smallest or last - first < smallest[i][0]:
                    smallest[i] = (last - first, kind)
        return {document.forms[i]: kind for i, (_, kind) in smallest.items()
                if document.upos[i] == "PROPN" and kind in NAMED and PLAIN.match(document.forms[i])}

    def apply(self, document, rng):
        """The document with its rare names exchanged; labels stay as they are, for words stay as many as they were."""
        change = {word: rng.choice(self.pools[kind]) for word, kind in self.names(document).items() if self.spread[word] == 1 and len(self.pools[kind]) > 50}
        out = document.cut(0, len(document))
        out.mentions = document.mentions
        out.forms = [change.get(f, f) for f in document.forms]
        out.lemma = [corpora.lemma_script(change[f], change[f]) if f in change else lemma for f, lemma in zip(document.forms, document.lemma)]
        return out


class Countries:
    """Countries of a text exchanged for others, name for name, people for people and capital for capital, so that what a
    state does is learned from the sentence and not from the state. Words stay as many as they were."""

    def __init__(self, table):
        with open(table, encoding="utf8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
        columns = rows[0]
        self.rows, self.row_of = [], {}
        for row in (dict(zip(columns, r)) for r in rows[1:]):
            words = [row["name"], *(row["demonyms"].split("|") + ["", ""])[:2], row["capital"].split("|")[0]]
            if row["status"] == "state" and all(PLAIN.match(w) for w in words) and not words[1].endswith(("ese", "sh", "ch")):
                for place, word in enumerate(words):
                    self.row_of.setdefault(word, (len(self.rows), place))
                self.rows.append(words)

    def apply(self, words, rng):
        """The words with each country that stands in them exchanged for one of the table, different ones for different ones."""
        here = sorted({self.row_of[f][0] for f in words.forms if f in self.row_of})
        if not here:
            return words
        change = dict(zip(here, rng.sample(range(len(self.rows)), len(here))))
        out = copy.copy(words)
        out.forms = [self.rows[change[self.row_of[f][0]]][self.row_of[f][1]] if f in self.row_of else f for f in words.forms]
        return out
