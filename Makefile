# Two commands: make run, make test. The work is in `portal` and in the tests.
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$one -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$one && break; done)
BIN := .venv/bin
RUN_STAMP := .venv/run-$(shell cat requirements.txt | cksum | cut -d' ' -f1)
TEST_STAMP := .venv/test-$(shell cat tests/requirements.txt tests/tools/package-lock.json | cksum | cut -d' ' -f1)
WORDS := $(wildcard translations/*/LC_MESSAGES/messages.po)

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

run: $(RUN_STAMP) $(WORDS:.po=.mo) ## serve the portal; plants the demo town if there is none
	@exec $(BIN)/portal run

test: $(TEST_STAMP) $(WORDS:.po=.mo) ## install what the tests need, then run them all
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

check: $(TEST_STAMP) $(WORDS:.po=.mo) ## style, types, house rules, translations
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/house

bench: $(TEST_STAMP) $(WORDS:.po=.mo) ## figures, as ratios within one run
	$(BIN)/python -m tests.bench

words: $(TEST_STAMP) ## bring the translation files up to date with the code
	@mkdir -p .cache
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k _l --no-location --sort-output -o .cache/messages.pot .
	for one in $(WORDS); do $(BIN)/pybabel -q update -N -i .cache/messages.pot -o $$one -l $$(echo $$one | cut -d/ -f2) --no-wrap --ignore-obsolete --ignore-pot-creation-date || exit 1; done
	$(BIN)/python -m tests.house.test_words

.venv/bin/python:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer with its venv module is needed (Debian: apt install python3-venv)'; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN_STAMP): | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(MAKE) -s portal && touch '$@'

$(TEST_STAMP): | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r tests/requirements.txt
	$(BIN)/python -m tests.tools.install
	@$(MAKE) -s portal && touch '$@' '$(RUN_STAMP)'

portal: # the project's folder on Python's path, and its command
	@$(BIN)/python -c 'import sysconfig; open(sysconfig.get_path("purelib") + "/dorfplatz.pth", "w").write("$(CURDIR)\n")'
	@printf '#!%s\nfrom webapp.cli import main\nmain()\n' '$(CURDIR)/$(BIN)/python' > $(BIN)/portal && chmod +x $(BIN)/portal

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@

.PHONY: help run test check bench words portal
