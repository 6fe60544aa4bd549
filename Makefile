# The two commands a newcomer needs: `make demo` and `make test`. Nothing but Python 3.11+ and git is expected.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench train lock clean

demo: $(READY)  ## build a record of the bundled corpus and show it
	$(BIN)/chancery demo

test: $(READY) check  ## everything: style, types, layers, packs, tests
	$(BIN)/python -m pytest -q

check: $(READY)
	$(BIN)/ruff check src tests benchmarks maps training
	$(BIN)/ruff format --check src tests benchmarks maps training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/chancery lang check

bench: $(READY)
	$(BIN)/python benchmarks/extraction.py

train: $(READY)  ## fit the decision model on training/examples and tell how good it is
	$(BIN)/python training/fit.py

$(READY): requirements/dev.txt requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Make the locked lists anew from pyproject.toml (needs uv); no address of a registry is written into them.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
