# `make` alone lists the targets. Needed: Python 3.11 or later (or name another: make PYTHON=python3.12 demo) and the network
# once, for the packages. Everything lands in .venv/, demo/ and briefing.html.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
STORE := demo/kg-store

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test check format tables evaluate train links bench clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: .venv/runtime  ## read data/articles/ into a new store, answer two questions, write briefing.html
	rm -rf demo briefing.html
	mkdir demo
	$(BIN)/kg ingest --store $(STORE) data/articles
	$(BIN)/kg query --store $(STORE) who-holds-what --organization "Polres Bontang"
	$(BIN)/kg query --store $(STORE) timeline
	$(BIN)/kg view --store $(STORE) -o briefing.html
	@test -s briefing.html
	@echo "The briefing, one page that opens without a network: $(CURDIR)/briefing.html"

test: .venv/dev  ## run the whole test suite
	$(BIN)/pytest

check: .venv/dev  ## format, lint, types, floors, tables, tests: what has to hold before a commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m kg.tables --check
	$(BIN)/pytest

format: .venv/dev  ## format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

tables: .venv/dev  ## compile the spellings in ontology/ to data/lexicon/
	$(BIN)/python -m kg.tables

evaluate: .venv/dev  ## measure each rule of reading on annotated articles: make evaluate GOLD=folder
	@test -n "$(GOLD)" || { echo "name the folder of annotated articles: make evaluate GOLD=folder"; exit 2; }
	$(BIN)/python -m kg.evaluation "$(GOLD)"

train: .venv/dev  ## train the tagger: make train NER=folder ARTICLES=folder TEST=folder [RAW="files"]; MEASURE=yes only measures
	$(BIN)/python -m kg.indonesian.tagger.train --ner "$(NER)" --articles "$(ARTICLES)" --test "$(TEST)" \
		$(if $(RAW),--raw $(RAW)) $(if $(MEASURE),--measure)

links: .venv/dev  ## learn anew what belongs to an event: make links ARTICLES="folder ...", beside the project's own articles
	@test -n "$(ARTICLES)" || { echo 'name the folders of annotated articles: make links ARTICLES="folder ..."'; exit 2; }
	$(BIN)/python -m kg.linking $(ARTICLES) tests/annotated

bench: .venv/dev  ## measure how fast articles are read, step by step, the tagger alone, identity, and questions: make bench [ARTICLES=file] [STORE=folder]
	$(BIN)/python tests/bench_reading.py $(if $(ARTICLES),"$(ARTICLES)")
	$(if $(ARTICLES),$(BIN)/python tests/bench_tagger.py $(ARTICLES))
	$(if $(ARTICLES),$(BIN)/python tests/bench_identity.py $(ARTICLES))
	$(if $(STORE),$(BIN)/python tests/bench_questions.py "$(STORE)")

clean:  ## remove the demo, the briefing, builds and caches (.venv/ stays)
	rm -rf demo briefing.html build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The two stamps: what `kg` needs to run, and the tools of its developers on top.
.venv/runtime: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("kabargraf needs Python 3.11 or later: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	@echo "Installing kg into .venv/ (a minute or two the first time)"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --editable .
	@touch $@

.venv/dev: .venv/runtime
	@echo "Installing the developers' tools into .venv/"
	@$(PIP) install --editable '.[dev]'
	@touch $@
