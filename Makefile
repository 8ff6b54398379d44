# Everything one does with this project, by name. `make` alone lists it.

PYTHON  ?= python3
UV      := $(shell command -v uv 2>/dev/null)
python  := .venv/bin/python
HASHED  := --quiet --require-hashes --only-binary :all:

# uv installs the same pinned files in a tenth of the time; pip does without it.
ifneq ($(UV),)
INSTALL := $(UV) pip install $(HASHED) --python $(python)
else
INSTALL := $(python) -m pip install $(HASHED) --no-compile --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.PHONY: help setup run test check docs bench sample example lock browser lint

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1	/' | expand -t 10

setup: .venv/test.stamp ## make .venv, with what running, testing and checking need

run: .venv/run.stamp ## serve the pages on http://127.0.0.1:8501 (WELLNESS_PORT); the first run builds the sample
	@$(python) -m wellness.publishing.first_run
	@.venv/bin/streamlit run serve.py --server.port $${WELLNESS_PORT:-8501}

test: .venv/test.stamp browser lint ## all tests, with a browser (WELLNESS_SKIP_BROWSER=1 goes without)
	@$(python) -m pytest -n 2 --durations=10 \
		$(if $(filter-out 0,$(WELLNESS_SKIP_BROWSER)),-m "not browser")

check: .venv/test.stamp lint ## style, types, direction of imports, generated documentation
	@$(python) docs/generate.py --check

docs: .venv/run.stamp ## write the generated documentation
	@$(python) docs/generate.py

bench: .venv/test.stamp ## measure, each time against a baseline run beside it
	@$(python) -m benchmarks

SCHOOLS  ?= 300
QUARTERS ?= 21
SEED     ?= 1
REACH    ?= 0.041

sample: .venv/run.stamp ## publish a sample into WELLNESS_DATA: SCHOOLS=300 QUARTERS=21 SEED=1 REACH=0.041
	@$(python) -m wellness.publishing.first_run --force \
		--schools $(SCHOOLS) --quarters $(QUARTERS) --seed $(SEED) --reach $(REACH)

example: .venv/run.stamp ## publish examples/NAME from the public files in a folder: NAME=scotland_camhs DATA=folder
	@$(python) -m wellness.publishing.examples $(if $(NAME),"$(NAME)") $(if $(DATA),"$(DATA)")

lint:
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports --no-logo

browser:
	@$(python) -m tests.browser --install

lock: .venv/pyvenv.cfg ## choose versions anew: requirements*.in -> requirements*.txt, with hashes
	@test -n "$(UV)" || $(python) -m pip install --quiet uv
	@for name in requirements requirements-dev; do \
		UV_CUSTOM_COMPILE_COMMAND="make lock" $(or $(UV),.venv/bin/uv) pip compile --quiet --upgrade \
			--universal --python-version 3.11 --generate-hashes --no-annotate \
			--no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt || exit 1; \
	done

# Stamps: a command installs only what changed since it was last needed.

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; \
	$(PYTHON) is %d.%d. Install a newer one and name it: make setup PYTHON=python3.12" % sys.version_info[:2])'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/run.stamp: requirements.txt .venv/pyvenv.cfg
	@echo "Installing what the pages need ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing what tests and checks need ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
