# `make run` opens the map of the sample story, `make test` runs the tests; both build their own .venv first.
PYTHON ?= python3
BIN := .venv/bin
# What the sample stories must reach; raise these when they reach more.
SEED_FLOORS := --recall 1 --precision 1 --places .99 --events .93 --figures .94 --guards 1

# On two cores: while one process runs the browser tests, the other one runs most of the rest.
TWO_AT_ONCE := --numprocesses 2

.PHONY: install run test check lint format data checksums clean

install: .venv/installed

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

run: install
	$(BIN)/geomap app

test: install
	$(BIN)/python -m pytest $(TWO_AT_ONCE)

check: lint test

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python scripts/check_seeds.py --quiet $(SEED_FLOORS)

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs Natural Earth as Debian's qgis-common ships it; see data/README.md.
data: install
	$(BIN)/python scripts/build_data.py

# After editing a lexicon by hand: writes rows and checksums anew into data/README.md.
checksums: install
	$(BIN)/python scripts/build_data.py --checksums

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
