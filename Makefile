# make run      install what is needed and start Dossier
# make test     every test, the linters, the type checker and the import contracts
# make help     the other targets

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The oldest Python that is supported comes first: what passes there is the least that must pass everywhere.
VERSIONS := 3.11 3.12 3.13
works = $(1) -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
found := $(strip $(foreach name,$(PYTHON) $(VERSIONS:%=python%) python3 python,$(shell $(call works,$(name)) && echo $(name))))
python := $(firstword $(found))
VENV ?= .venv
bin := $(VENV)/bin
parallel := -n 4 --dist loadfile --no-loadscope-reorder
ready := $(VENV)/.ready

# Each of the some hundred programs that the tests start would compile Dossier anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-all check tests coverage lint format types contracts lock properties fuzz walk bench bench-large pictures measure clean python

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

python:
	@test -n "$(python)" || { \
	  echo "Dossier needs Python 3.11, 3.12 or 3.13, and finds none of them."; \
	  echo "Install one, or name it: make PYTHON=/path/to/python3.12"; exit 1; }

$(ready): requirements.lock pyproject.toml | python
	@echo "Installing into $(VENV) with $$($(python) --version); the first time this takes a minute or two."
	@$(python) -m venv --clear $(VENV)
	@$(bin)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

run: $(ready) ## Start Dossier (the console, as long as there is no DISCORD_TOKEN)
	@$(bin)/python -m bot run

test: $(ready) check tests ## Everything that must pass, with the oldest Python found

test-all: python ## The tests with each Python that is found
	@for version in $(VERSIONS); do \
	  if python$$version -c 'import venv' 2>/dev/null; then \
	    $(MAKE) --no-print-directory test PYTHON=python$$version VENV=.venv-$$version || exit 1; \
	  else echo "python$$version was not found: passed over"; fi; \
	done

check: lint types contracts

lint: $(ready) ## Ruff: rules and format
	@$(bin)/ruff check
	@$(bin)/ruff format --check --quiet

format: $(ready) ## Let ruff mend what it can
	@$(bin)/ruff check --fix
	@$(bin)/ruff format

types: $(ready) ## mypy, strict
	@$(bin)/mypy

contracts: $(ready) ## Which room may import which
	@$(bin)/lint-imports

tests: $(ready) ## The tests alone
	@$(bin)/python -m pytest $(parallel)

coverage: $(ready) ## The tests once more, with branch coverage of the program and of its child processes
	@$(bin)/coverage erase
	@$(bin)/coverage run -m pytest $(parallel)
	@$(bin)/coverage combine --quiet
	@$(bin)/coverage report

lock: $(ready) ## Make requirements.lock anew from pyproject.toml
	@$(bin)/python -m pip install --quiet uv
	@$(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
	  --no-emit-index-url --no-header --output-file requirements.lock pyproject.toml

properties: $(ready) ## The property tests on many more examples each (about half an hour)
	@$(bin)/python -m pytest $(parallel) -m hypothesis --hypothesis-profile=properties --timeout=1200

fuzz: $(ready) ## 10,000 damaged files of each kind through the reading worker (about half an hour)
	@$(bin)/python -m tests.articles.files.fuzz

walk: $(ready) ## 1,000 commands at random over 500 articles, every line held against its source (some minutes)
	@$(bin)/python -m tests.commands.walk

bench: $(ready) ## Speed and size, beside what they should be (about ten minutes)
	@$(bin)/python -m tests.benchmarks

bench-large: $(ready) ## The same look-ups at a million articles (hours, 20 GB of disk)
	@$(bin)/python -m tests.benchmarks --large

pictures: $(ready) ## Draw the README's pictures anew, from the seed articles
	@$(bin)/python -m tests.benchmarks.picture
	@$(bin)/python -m tests.benchmarks.card_picture

measure: $(ready) ## What is right, on gold data, where the scorers are at hand
	@if test -f ../shared/eval/measure.py; then \
	  $(bin)/python -m pip install --quiet rouge-score==0.1.2 && \
	  $(bin)/python ../shared/eval/measure.py --python $(bin)/python; \
	else echo "The gold data is not here (../shared/eval): nothing is measured."; fi

clean: ## Remove what was installed and built
	@rm -rf .venv .venv-3.* dist build .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
