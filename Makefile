# Two commands are enough: `make run` and `make test`. Both install what they need.

PORT ?= 8000
DATA ?= var
PYTHON ?= python3
SAMPLE ?= yes
OUT ?= var/look
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test test-peers look mutants check bench lock clean

run: $(VENV)/ready  ## serve the site; a sample newspaper on first start (SAMPLE=no: none)
	@$(BIN)/broadsheet --data "$(DATA)" run --port $(PORT) $(if $(filter yes,$(SAMPLE)),--sample)

test: $(VENV)/ready-to-test  ## every test, on SQLite and on PostgreSQL
	@tests/run.sh

test-peers: $(VENV)/ready-to-test  ## our protocols beside other programs: WordPress with its Akismet plugin
	@tests/peers/set-up.sh
	@$(BIN)/python -m pytest -q -rs tests/peers

look: $(VENV)/ready-to-test  ## screenshots of every page on contact sheets, into OUT
	@$(BIN)/python -m tests.contact_sheets "$(OUT)" $(LOOK)

mutants: $(VENV)/ready-to-test  ## which changes of the rooms that decide no test notices; hours
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r tests/mutation/requirements.txt
	@$(BIN)/python -m tests.mutation $(MUTANTS)

check: $(VENV)/ready-to-check  ## style, types, floor plan, documentation
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@$(BIN)/djade --check $$(git ls-files 'broadsheet/templates/*.html')
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/house

bench: $(VENV)/ready-to-test  ## every promise with a number, beside its peers, as one table
	@benchmarks/run.sh

lock:  ## resolve the pinned packages anew
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-header  requirements.in -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --generate-hashes --no-annotate --no-header  requirements-dev.in -o requirements-dev.txt

$(VENV)/ready: requirements.txt pyproject.toml
	@echo "Setting up (once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-to-check: requirements-dev.txt $(VENV)/ready
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/ready-to-test: tests/set-up.sh package-lock.json $(VENV)/ready-to-check
	@tests/set-up.sh
	@touch $@

clean:  ## forget the set-up; your data stays
	@rm -rf $(VENV) node_modules
