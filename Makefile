# What can be done with DPIA Wizard: `make help` lists it.

PYTHON ?= python3
export PYTHON

BIN := .venv/bin
READY := .venv/.ready
STAGES := format-check lint types contracts questions unit window e2e coverage-gate wheel

# layers that must be tested whole, and how far
GATED := dpia_wizard.domain dpia_wizard.codec dpia_wizard.store dpia_wizard.report
LEAST := 95
comma := ,
space := $(subst ,, )
GATED_FILES := $(foreach layer,$(GATED),src/$(subst .,/,$(layer))/*)

# tests see the same machine everywhere: UTF-8, no display of the user's, a private runtime folder
RUNTIME := $(CURDIR)/build/runtime
PLAIN := env -u WAYLAND_DISPLAY LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=$(RUNTIME)
OFFSCREEN := $(PLAIN) env -u DISPLAY QT_QPA_PLATFORM=offscreen

# a file of tests at a time on each processor
SPREAD := -n auto --maxprocesses=4 --dist loadfile

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run demo test format format-check lint types contracts questions unit window \
	e2e coverage coverage-gate wheel screens bench lock clean runtime test-packages

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

setup: ## install what the program needs, here and in .venv
	@packaging/system-packages run
	@$(MAKE) --no-print-directory -s $(READY)

$(READY): requirements/bootstrap.txt requirements/run.txt requirements/dev.txt pyproject.toml \
		packaging/make-venv packaging/data_folders.py
	@echo "Setting up .venv"
	@packaging/make-venv
	@touch $@

run: setup ## open the program
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display to open a window on; 'make demo' writes example records" \
			"to build/demo instead." >&2; \
		exit 1; \
	fi
	@$(BIN)/dpia-wizard

demo: setup ## write the records of the examples to build/demo
	@$(BIN)/dpia-wizard demo --out build/demo

test: test-packages setup ## everything below, up to the first failure
	@for stage in $(STAGES); do \
		printf '\n== %s\n' "$$stage"; \
		$(MAKE) --no-print-directory "$$stage" || { \
			echo "make test: stopped at '$$stage'; 'make $$stage' runs it alone." >&2; \
			exit 1; \
		}; \
	done
	@printf '\nmake test: all passed.\n'

test-packages:
	@packaging/system-packages test

format: $(READY) ## lay out the code
	@$(BIN)/ruff format .

format-check: $(READY) ## is the code laid out?
	@$(BIN)/ruff format --check .

lint: $(READY) ## the rules of ruff
	@$(BIN)/ruff check .

types: $(READY) ## mypy, strict
	@$(BIN)/mypy

contracts: $(READY) ## who may import whom
	@$(BIN)/lint-imports --no-logo

questions: $(READY) ## are the question sets sound?
	@$(BIN)/dpia-wizard questions check

runtime: $(READY)
	@mkdir -p build/coverage && mkdir -p -m 700 $(RUNTIME)

unit: runtime ## all tests that open no window
	@$(OFFSCREEN) $(BIN)/pytest tests --ignore=tests/gui --ignore=tests/e2e --cov --cov-report= \
		$(SPREAD)

window: runtime ## tests of the window, without a screen
	@$(OFFSCREEN) $(BIN)/pytest tests/gui $(SPREAD)

e2e: runtime ## tests of the whole program in a real window on a screen of their own
	@$(PLAIN) env -u QT_QPA_PLATFORM $(BIN)/pytest tests/e2e $(SPREAD)

coverage: unit coverage-gate ## do the tests go through the lower layers?

coverage-gate:
	@$(BIN)/coverage json -q -o build/coverage/report.json
	@$(BIN)/python packaging/coverage_gate.py build/coverage/report.json $(LEAST) $(GATED) || { \
		$(BIN)/coverage report --include='$(subst $(space),$(comma),$(GATED_FILES))'; exit 1; }

wheel: $(READY) ## build the wheel and start it in a clean environment
	@$(PLAIN) packaging/check-wheel

screens: runtime ## take the pictures of docs/screens
	@$(BIN)/python -m tests.tools.screens docs/screens

bench: runtime ## measure start-up, saving and rendering
	@$(BIN)/python tests/tools/bench.py

COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile -q --universal \
	--python-version 3.11 --generate-hashes

lock: ## bring the lock files in step with pyproject.toml
	@$(COMPILE) requirements/bootstrap.in -o requirements/bootstrap.txt
	@$(COMPILE) pyproject.toml -o requirements/run.txt
	@$(COMPILE) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt

clean: ## remove what was built and cached, but not .venv
	@rm -rf build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache
	@find src tests packaging -name __pycache__ -prune -exec rm -rf {} +
