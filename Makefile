# The commands of CONTRIBUTING.md. Everything lives in .venv; nothing is needed but Python 3.11, make and the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
SECONDEN ?= 600

UV := 0.13.9
COMPILE := $(VENV)/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-config --index-url https://pypi.org/simple --custom-compile-command "make lock" --quiet

.PHONY: run install test test-snel check audit sbom lock schermbeelden fuzz bench bench-crash bench-lezers clean

run: install
	@$(BIN)/python -m dashboard serve --port $(PORT)

install: $(VENV)/.installed

test: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -n auto --dist loadfile

test-snel: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto -m "not browser and not traag"

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory audit

# The pictures of docs/handleiding.md. ALLES=map: every page whole at three widths, light and dark, to look at.
schermbeelden: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.screenshots $(if $(ALLES),--alles $(ALLES))

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

# Known vulnerabilities and licences; a service that cannot be reached is said, and fails only with AUDIT_VERPLICHT=1.
audit: $(VENV)/.installed-audit
	@$(BIN)/python -m tests.audit
	@$(BIN)/pip-licenses > $(VENV)/licenties.txt
	@echo "Licenties van alle pakketten: in orde (lijst: $(VENV)/licenties.txt)"

# What runs, as CycloneDX, for who has to account for it.
sbom: $(VENV)/.installed-audit
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o sbom.json

# Writes the lock files anew after a change of requirements*.txt: for every platform, with the hashes of PyPI.
lock:
	@test -x $(VENV)/lock/bin/uv || ($(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip install --quiet uv==$(UV))
	$(COMPILE) requirements.txt -o requirements.lock
	$(COMPILE) requirements-dev.txt -c requirements.lock -o requirements-dev.lock
	$(COMPILE) requirements-audit.txt -c requirements-dev.lock -o requirements-audit.lock

$(VENV)/.installed: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Pakketten installeren (dit duurt een minuut) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo "Pakketten voor de tests installeren ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.installed-audit: $(VENV)/.installed-dev requirements-audit.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	@touch $@

$(VENV)/.installed-fuzz: $(VENV)/.installed-dev requirements-fuzz.txt
	@echo "Pakketten voor het fuzzen installeren ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
