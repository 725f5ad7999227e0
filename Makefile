# make        set everything up and build the release in dist/
# make test   set everything up and run the tests
# make check  ruff and mypy
# make interop  fetch what the tests against other people's readers need (npm)
# make docs     write the reference pages of docs/ anew
# make bench  measure against the plain rdflib + pySHACL way

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TEXTS ?= $(wildcard ../shared/texts)

.PHONY: all test check interop docs bench clean

all: $(VENV)/ready
	$(BIN)/crisiskg build $(if $(TEXTS),--texts "$(TEXTS)")

test: $(VENV)/ready
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

interop:
	cd tests/interop && npm install --no-package-lock --no-audit --no-fund --ignore-scripts --silent

docs: $(VENV)/ready
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_tour.py

bench: $(VENV)/ready
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@
