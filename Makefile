# One door: the same recipes for people, pre-commit and CI.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: setup check types strings test verify bench build serve

setup: ## virtual environment with everything a contributor needs, at locked versions
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -c constraints.txt -e ".[dev]"

check: ## linter and formatter's order of imports
	$(BIN)/ruff check .

types: ## static types of footprint/ and api/
	$(BIN)/mypy

strings: ## catalogues of the four languages, renewed from the code
	$(BIN)/python -m footprint.translation

test: ## all tests and doctests
	$(BIN)/python -m pytest -q

verify: ## hashes, licences, keys, signs, closure, coverage and golden values of the factors
	$(BIN)/footprint factors verify

bench: ## ratios of docs/benchmarks.md, measured in one run
	$(BIN)/python -m benchmarks

build: ## wheel and source distribution in dist/
	$(BIN)/python -m build

serve: ## the HTTP interface on 127.0.0.1:8000
	$(BIN)/footprint serve
