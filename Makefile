# What can be done from a checkout. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PYTEST := $(RUN) -m pytest --quiet
RUNNING := $(VENV)/.running-$(shell cksum < requirements.lock | cut -d ' ' -f 1)
STAMP := $(VENV)/.installed-$(shell cat requirements.lock requirements-dev.txt | cksum | cut -d ' ' -f 1)
PIP := $(RUN) -m pip --quiet --quiet --disable-pip-version-check install
BOTH := $(PYTEST) -n 2 --dist worksteal
WITH_BROWSER := $(PYTEST) -n 3 --dist worksteal
BESIDE := --no-print-directory $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
SUMS := tests/tabulation
TELLING := tests/test_house.py tests/test_tree.py tests/test_actions.py tests/test_constraints.py tests/test_guards.py \
	tests/test_wording.py tests/contests tests/scoring tests/pages/test_access.py \
	$(SUMS)/test_rulebooks.py $(SUMS)/test_vectors.py $(SUMS)/test_agreement.py
LONG := $(addprefix --ignore=tests/scoring/test_,seen.py hostile.py concurrency.py)
SEEDS ?= 20
KILLS ?= 1000
STAGE ?= live
SEED ?= 1
SPEED ?= 30
PORT ?= 8000
PLAIN ?= 0

# Each worker of the tests and each server that they start would compile every module anew
export PYTHONDONTWRITEBYTECODE =

.PHONY: help setup lock browser quick test test-telling test-sqlite test-postgresql check format demo serve venue administrator bench lighthouse storm kills mutate oracle soak pictures docs clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

setup: $(RUNNING) ## What running needs, in .venv, each package as its hash says; at once when it is there already
	@echo "Ready. Next: make demo"

$(RUNNING):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Leitai needs Python 3.11 or newer: make setup PYTHON=python3.11")'
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned packages into $(VENV)"
	@$(PIP) --require-hashes -r requirements.lock
	@$(RUN) -m config.translations
	@rm -f $(VENV)/.running-*
	@touch $@

$(STAMP): $(RUNNING)
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) -r requirements-dev.txt
	@rm -f $(VENV)/.installed-*
	@touch $@

lock: $(STAMP) ## Write requirements.lock anew, after a change of requirements.txt
	@$(PIP) -r requirements-lock.txt
	$(RUN) -m piptools compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
		--no-annotate --strip-extras --output-file requirements.lock requirements.txt

browser: ## Chromium for the tests: found, installed where that is possible, or asked for
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do command -v $$name > /dev/null && exit 0; done; \
	test "$$(id -u)" = 0 && command -v apt-get > /dev/null && echo "Installing Chromium for the browser tests" \
	&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium-headless-shell fonts-noto-cjk > /dev/null \
	|| { echo "The tests need Chromium: apt-get install chromium fonts-noto-cjk, then make test again."; exit 1; }

quick: $(STAMP) ## In a minute: make check; the sums by rule book and oracle; set-up, scoring and who may see what on SQLite
	@$(MAKE) $(BESIDE) -j 2 check test-telling

test: browser $(STAMP) ## All checks, all tests on SQLite, those with a database again on PostgreSQL
	@echo "Side by side, each shown when it ends: make check; SQLite with the browser; the sums, then PostgreSQL"
	@$(MAKE) $(BESIDE) -j 3 check test-sqlite test-postgresql

test-telling: $(STAMP) ## What tells most in the least time
	LEITAI_EXAMPLES=20 $(BOTH) $(LONG) $(TELLING)

test-sqlite: $(STAMP) ## Half of make test: all on SQLite, with a real browser
	$(WITH_BROWSER) --ignore=$(SUMS) tests

test-postgresql: $(STAMP) ## The other half: the sums, then what has a database again on PostgreSQL
	LEITAI_EXAMPLES=$${LEITAI_EXAMPLES:-25} $(BOTH) --doctest-modules --cov --cov-report=term-missing:skip-covered $(SUMS) tabulation
	$(BOTH) -p tests.postgresql -m 'django_db and not sqlite_suffices' --ignore=$(SUMS) tests

check: $(STAMP) ## Lint, types, who imports whom, size budgets
	$(RUN) -m ruff check
	$(RUN) -m mypy
	$(RUN) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-cache --no-logo
	$(PYTEST) tests/test_budget.py

format: $(STAMP) ## Lay out the code
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

demo: $(RUNNING) ## The sample district with a contest that is on: STAGE=setup|live|closed|published|rehearsal SEED=1 SPEED=30 PORT=8000
	@rm -rf var/demo
	@LEITAI_VAR=var/demo $(RUN) manage.py demo --stage $(STAGE) --seed $(SEED) --speed $(SPEED) --port $(PORT)

serve: $(RUNNING) ## In earnest, for everybody in the network: PORT=8000
	@$(RUN) manage.py serve --port $(PORT)

venue: $(RUNNING) ## The same by https with certificates of its own; PORT+1 (or PLAIN=) shows tablets how to trust them: PORT=8000
	@$(RUN) manage.py venue --port $(PORT) --plain-port $(PLAIN)

administrator: $(RUNNING) ## Enter the first administrator
	@$(RUN) manage.py migrate --verbosity 0
	@$(RUN) manage.py first_administrator

bench: browser $(STAMP) ## How long the sums take, as ratios with limits
	@$(PIP) -r requirements-bench.txt
	$(RUN) -m bench

lighthouse: browser $(STAMP) ## What Lighthouse says of tablet and public pages: performance, accessibility, best practices; needs npm
	$(RUN) -m bench.lighthouse

kills: $(STAMP) ## KILLS=1000: the server is killed again and again while robots send sheets; none acknowledged may be missing (long)
	$(RUN) -m bench.kills $(KILLS)

storm: $(STAMP) ## Fifty judges mark while the server is attacked, from this machine (four minutes)
	$(RUN) -m bench.storm

mutate: $(STAMP) ## Which changes to the sums no test notices (long)
	$(RUN) -m tests.mutation

oracle: $(STAMP) ## The sums against a second, plain implementation: 100,000 contests (long)
	$(BOTH) --hypothesis-profile=long $(SUMS)/test_agreement.py

soak: browser $(STAMP) ## Seven tablets and ten contestants over a line that fails, a run for each of SEEDS=20 (long)
	SOAK=$(SEEDS) $(BOTH) tests/browser/test_network.py

pictures: $(STAMP) ## Take the pictures of the README from the demo
	$(RUN) -m tests.pictures

docs: $(RUNNING) ## Write docs/rules.md from the registry of rules
	$(RUN) -c 'from tabulation import rules_page; print(rules_page(), end="")' > docs/rules.md

clean: ## Remove what was installed and cached; var stays
	rm -rf $(VENV) .mutation .hypothesis .coverage .pytest_cache .ruff_cache .mypy_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
