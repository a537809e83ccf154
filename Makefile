# The menu: everything one can do here. Needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools
NODE := node_modules/.ready
PYTEST := $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help env build build-check check-tests check-mutants check-chance check-versions check-widgets messages bench otter pictures demo demo-cluster bundle site gradescope lab lab-instructor lint format test test-fast lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

env: $(TOOLS) $(NODE)  ## make the environment in .venv from requirements.lock, with all tools for Python and JavaScript

# What builds, grades and opens the course, in the versions of the lock: enough for `make demo` and `make lab`.
# uv installs in seconds what pip installs in a minute; its version comes from the lock too. The last install
# needs hatchling and editables, as it builds the package here. The last line lets `git diff` show notebooks as text.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Building Neural Networks needs Python 3.11 or newer, and this is %d.%d. Name another one: make env PYTHON=python3.11" % sys.version_info[:2])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo '{}' > $(VENV)/package.json  # or Node would take JupyterLab's scripts for modules, as ours are
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^uv==' requirements.lock)"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --constraint requirements.lock \
		--extra course --requirement pyproject.toml hatchling editables
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	-@git config diff.ipynb.textconv "$(BIN)/python -m examiner.authoring.notebook_text" 2>/dev/null
	@touch $@

# The rest of the lock: what only tests, checks and pictures need. Sync also removes what has left the lock; the
# package itself is not in the lock, so it is named here, and stays.
$(TOOLS): $(READY)
	echo '--editable .' | $(BIN)/uv pip sync --quiet --python $(BIN)/python --compile-bytecode --no-build-isolation requirements.lock -
	@touch $@

# Tools for JavaScript at development time only, and a font for `make site`; no lesson needs Node, CI does.
$(NODE): package.json
	@if command -v npm >/dev/null; then npm install --silent --no-package-lock --no-audit --no-fund && touch $@; \
		else echo "Node is not installed: the checks of the JavaScript and a font for formulas are left out (apt-get install nodejs npm)."; test -z "$$CI"; fi

build: $(READY)  ## make release/ and autograder_tests/ from source/
	@$(BIN)/examiner build

build-check: $(READY)  ## fail if release/ or autograder_tests/ is not what source/ makes
	@$(BIN)/examiner build --check

check-tests: $(READY)  ## grade right and wrong answers: do the tests tell them apart?
	@$(BIN)/examiner check-tests

check-mutants: $(READY)  ## the same, and the answers of source/ changed one place at a time
	@$(BIN)/examiner check-tests --mutants

check-chance: $(READY)  ## right answers 200 times, wrong ones 50 times: does chance decide a mark?
	@$(BIN)/python -m tests.support.repeats

check-versions: $(READY)  ## right answers with the oldest and newest libraries, and on newer Pythons
	@for pair in 3.11/lowest-direct 3.11/highest 3.12/highest 3.13/highest; do \
		python=$${pair%/*}; made=build/versions/$$pair; \
		if ! $(BIN)/uv python find --quiet --no-python-downloads $$python >/dev/null 2>&1; then \
			echo "Python $$python is not installed: NOT TRIED"; continue; fi; \
		$(BIN)/uv venv --quiet --clear --no-python-downloads --python $$python $$made && \
		$(BIN)/uv pip install --quiet --python $$made/bin/python --extra course --resolution $${pair#*/} --requirement pyproject.toml && \
		PYTHONPATH=src:. OMP_NUM_THREADS=1 $$made/bin/python -m tests.support.versions || exit 1; \
	done

messages: $(READY)  ## write docs/messages.md: what students read for each typical mistake
	@$(BIN)/python -m tests.support.messages

bench: $(TOOLS)  ## measure grading beside nbgrader, into benchmarks/results.md: 15 minutes; ARGS="many" runs a part
	@$(BIN)/python -m benchmarks $(ARGS)

otter: $(READY)  ## install Otter-Grader into build/otter, for the benchmarks to compare with
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/otter
	@$(BIN)/uv pip install --quiet --python build/otter/bin/python --compile-bytecode \
		--extra course --requirement pyproject.toml otter-grader

pictures: demo $(TOOLS)  ## take the pictures of the lessons and the documents anew (needs Chromium)
	@$(BIN)/python -m tests.support.lesson_pictures
	@$(BIN)/python -m tests.support.pictures

check-widgets: $(TOOLS)  ## Run All of every notebook ten times on a page six times slower: is a widget dead?
	@$(BIN)/python -m tests.support.slow_runs

demo: build  ## build everything, grade a sample class, print its marks
	@$(BIN)/python -m tests.support.sample_class build/demo/submitted
	@$(BIN)/examiner grade build/demo/submitted --output build/demo/report --format table,json,html --timeout-cell 2; \
		status=$$?; test $$status -eq 0 -o $$status -eq 3
	@echo "The report is build/demo/report/index.html"

demo-cluster: build $(TOOLS)  ## the same on a cluster of two workers, one of which is killed in the middle
	@$(BIN)/python -m tests.support.cluster_demo build/demo-cluster

bundle: build  ## write build/building-neural-networks.zip, which students download
	@$(BIN)/python -m nncourse.lab.bundle build

site: build $(TOOLS) $(NODE)  ## execute the lessons and write build/site, pages to read without Python
	@rm -rf build/site
	@$(BIN)/python -m nncourse.site build/site

gradescope: build  ## write build/gradescope-<task>.zip, the autograder for Gradescope; TASKS="task14" for one
	@$(BIN)/python -m nncourse.lab.gradescope $(or $(TASKS),$(notdir $(wildcard autograder_tests/*)))

lab: $(READY)  ## open JupyterLab on the course, as a student sees it
	@$(BIN)/python -m nncourse.lab

lab-instructor: $(READY)  ## the same with nbgrader's tools for making and grading tasks
	@$(BIN)/python -m nncourse.lab --instructor

lint: $(TOOLS) $(NODE)  ## ruff and mypy for Python and notebooks; biome and tsc for JavaScript
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	@test ! -e $(NODE) || { node_modules/.bin/biome check . && node_modules/.bin/tsc --project jsconfig.json; }

format: $(TOOLS) $(NODE)  ## let ruff and biome fix what they can
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@test ! -e $(NODE) || node_modules/.bin/biome check --write .

test: $(TOOLS) $(NODE)  ## all tests; ARGS="..." goes to pytest, such as ARGS="-k sigmoid -x"
	@test ! -e $(NODE) || node --test tests/javascript/*.test.js
	@$(PYTEST) $(ARGS)

test-fast: $(TOOLS)  ## the tests that need no browser and no attack, and are quick
	@$(PYTEST) -m "not browser and not sandbox and not slow" $(ARGS)

lock: $(READY)  ## renew requirements.lock from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-emit-index-url \
		--no-header --no-annotate --extra course --group dev pyproject.toml --output-file requirements.lock

clean:  ## remove the environment and everything made under build/
	rm -rf $(VENV) node_modules build
