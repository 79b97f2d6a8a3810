"""UDPipe over the texts on standard input: udpipe_peer.py JOBS MODEL."""

import sys

from ufal.udpipe import Model, Pipeline, ProcessingError

from texts import shared

model = Model.load(sys.argv[2])


def parse(texts):
    pipeline = Pipeline(model, "tokenize", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
    return sum(len(pipeline.process(t, ProcessingError())) for t in texts)


print(shared(int(sys.argv[1]), parse))
