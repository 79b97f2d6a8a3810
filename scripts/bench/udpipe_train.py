"""Trains UDPipe 1 with its authors' network and few passes: udpipe_train.py TREEBANK.conllu.gz MODEL.

Its speed is compared, not its accuracy, and speed does not depend on how long it was trained."""

import gzip
import os
import sys

from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

with gzip.open(sys.argv[1], "rt", encoding="utf8") as f:
    reader = InputFormat.newConlluInputFormat()
    reader.setText(f.read())
sentences, error = Sentences(), ProcessingError()
while True:
    sentence = Sentence()
    if not reader.nextSentence(sentence, error):
        break
    sentences.push_back(sentence)
model = Trainer.train("morphodita_parsito", sentences, Sentences(), "epochs=3", "models=2;iterations=4", "iterations=2", error)
if error.occurred():
    sys.exit(error.message)
with open(sys.argv[2] + ".new", "wb") as f:
    f.write(model if isinstance(model, bytes) else bytes(model, "latin-1"))
os.replace(sys.argv[2] + ".new", sys.argv[2])
