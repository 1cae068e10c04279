# Everything that people and CI do here. `make` alone lists it.
# Another Python: make site PYTHON=python3.12

PYTHON ?= python3
export PYTHON

.PHONY: help site test audit format pins nightly clean

help:
	@echo 'make site      build the site in content/ into site/'
	@echo 'make test      check the code and run the tests'
	@echo 'make audit     ask Lighthouse, pa11y and html-validate about the built pages (needs npm)'
	@echo 'make format    lay the code out and mend what ruff can mend'
	@echo 'make pins      write constraints.txt anew, with the newest versions'
	@echo 'make nightly   run the tests with 10,000 examples for each law, and the slow ones'
	@echo 'make clean     remove what was built, the environment and the caches'

site:
	@scripts/venv site
	@.venv/bin/polylex build

test:
	@scripts/venv dev
	@scripts/check

audit:
	@scripts/venv dev
	@scripts/audit

format:
	@scripts/venv dev
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

pins:
	@scripts/pins

nightly:
	@scripts/venv dev
	@HYPOTHESIS_PROFILE=nightly .venv/bin/pytest

clean:
	@rm -rf .venv .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist htmlcov .polylex-*
	@find site -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +
	@find generator tests -name __pycache__ -prune -exec rm -rf {} +
