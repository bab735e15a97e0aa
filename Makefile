# The commands of CONTRIBUTING.md. Everything lives in .venv; nothing is needed but Python 3.11, make and the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
SECONDEN ?= 600

.PHONY: run install test test-snel check fuzz bench bench-crash bench-lezers clean

run: install
	@$(BIN)/python -m dashboard serve --port $(PORT)

install: $(VENV)/.installed

test: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n auto --dist loadgroup

test-snel: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto -m "not browser and not traag"

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench-crash: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.crash

bench-lezers: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.readers

fuzz: $(VENV)/.installed-fuzz
	$(BIN)/python -m tests.fuzz --seconden $(SECONDEN)

# DELEN: which parts (see `python -m benchmarks --help`), METING: other options; nothing else should run on the machine.
bench: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.chromium
	$(BIN)/python -m benchmarks $(DELEN) $(METING)

$(VENV)/.installed: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Pakketten installeren (dit duurt een minuut) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Pakketten voor de tests installeren ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/.installed-fuzz: $(VENV)/.installed-dev requirements-fuzz.txt
	@echo "Pakketten voor het fuzzen installeren ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
