# Everything runs from a virtual environment made on the first call; only Python and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

export PYTHONDONTWRITEBYTECODE := # what is compiled once is kept: three processes read the tests

.PHONY: plan test test-long app bench lint setup lock clean
.DEFAULT_GOAL := plan

plan: $(READY) ## set up, then plan the bundled real data
	$(BIN)/focus plan

test: $(READY) ## set up, then run the whole test suite
	$(BIN)/python -m pytest -n 3 --dist loadfile

test-long: $(READY) ## set up, then run what takes minutes: cold starts, kills, whole rounds, fuzzing at full size
	$(BIN)/python -m pytest -m long -n 2 --dist load

app: $(READY) ## set up, then open the app
	$(BIN)/focus app

bench: $(READY) ## measure speed and memory, each as a ratio against a named alternative
	$(BIN)/python -m benchmarks

lint: $(READY) ## formatter, linter, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(READY) ## set up only

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

lock: ## renew requirements.lock (needs uv); it records hashes and no address
	uv pip compile --universal --python 3.11 --generate-hashes --no-emit-index-url \
		--group dev --extra cluster --extra postgresql -o requirements.lock pyproject.toml

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
