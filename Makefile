# One command runs the demonstration, one runs the tests; the rest is what they are made of.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
TAGGER := testimony/pseudonyms/tagger
INTAKE_PORT ?= 8000
REVIEW_PORT ?= 8001
export INTAKE_PORT REVIEW_PORT

.PHONY: run setup test check lock bench evaluate evaluate-presidio train clean test-setup

run: setup
	@exec $(BIN)/aigaq demo

setup: $(STAMP)-run

test-setup: $(STAMP)-test

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP)-run: requirements-review.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-review.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(STAMP)-test: $(STAMP)-run requirements-test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

test: test-setup
	$(BIN)/python -m pytest --cov --cov-report=term --cov-report=json:.coverage.json
	$(BIN)/python tests/rules/coverage_floor.py .coverage.json

check: test-setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/rules

bench: test-setup
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/release/run.py

evaluate: test-setup
	$(BIN)/python -m tests.evaluation.evaluate

# Presidio and spaCy are compared with in a virtual environment of their own, which nothing else uses.
evaluate-presidio: .venv-presidio/.stamp
	.venv-presidio/bin/python -m tests.evaluation.beside_presidio

.venv-presidio/.stamp: requirements-presidio.txt
	$(PYTHON) -m venv .venv-presidio
	.venv-presidio/bin/python -m pip install --quiet --require-hashes -r requirements-presidio.txt
	@touch $@

# Training needs torch, which nothing else here needs: it has a virtual environment of its own. MKL is told to add in
# the same order wherever memory happens to lie, and Python to hash alike, so that two runs on one machine give the
# same weights.
train: .venv-train/.stamp
	PYTHONHASHSEED=0 MKL_CBWR=AVX2,STRICT .venv-train/bin/python -m tests.training.train --corpora ../shared/data --out $(TAGGER)/weights.npz --card $(TAGGER)/card.json

.venv-train/.stamp: requirements-train.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --require-hashes -r requirements-train.txt
	@touch $@

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --extra build --extra postgresql -o requirements-intake.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --extra build --extra review --extra postgresql -c requirements-intake.txt -o requirements-review.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --extra build --extra review --extra postgresql --extra formats --extra test -c requirements-review.txt -o requirements-test.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage*
