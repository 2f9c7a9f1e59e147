# The one place for what people run. A target calls a program; it decides nothing itself.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --warn-undefined-variables --no-builtin-rules

PYTHON ?= python3
PYTEST_ARGS ?=
PAGE ?=
# What `make regenerate PAGE=...` tests: what is said of the specs, and what is generated from them; "all" is `make test`.
TESTS ?= tests/readme tests/examples tests/vectors
PAGES ?= pages
BIN := .venv/bin
READY := .venv/.ready
# Node tools of the tests; `make generate` does without them.
TOOLS := tests/tools/node_modules/.ready
# The service's own SDKs, which the sandbox must serve; the ecosystem of OpenAPI; its generator that needs Java.
INTEROP := tests/interop/environments/.venvs/.ready
OPENAPI := tests/openapi/environments/.venvs/.ready
JAVA := tests/system/environments/.venvs/.ready

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: generate
generate: $(READY) ## Make generated/ from specs/ and templates/ (sets up .venv first)
	$(BIN)/airsmith generate

.PHONY: check
check: check-format check-types check-pyright check-typescript check-specs check-generated ## Format, types, specs, and generated/ up to date

.PHONY: test
test: $(READY) $(TOOLS) $(INTEROP) $(OPENAPI) ## Run the tests; fetches Node tools, other SDKs and OpenAPI generators the first time
	$(BIN)/pytest -n 2 -m 'not system and not prove' $(PYTEST_ARGS)

.PHONY: test-system
test-system: $(READY) $(TOOLS) $(JAVA) ## Run the tests that need Debian packages
	$(BIN)/pytest -m system $(PYTEST_ARGS)

.PHONY: prove
prove: $(READY) $(TOOLS) $(INTEROP) ## Run the full-size proofs (minutes)
	$(BIN)/pytest -m prove $(PYTEST_ARGS)

.PHONY: golden
golden: $(READY) ## Rewrite the expected files of tests/golden
	AIRSMITH_GOLDEN=update $(BIN)/pytest tests/golden $(PYTEST_ARGS)

.PHONY: bench
bench: $(READY) $(TOOLS) ## Measure speed, into docs/; nothing is judged
	$(BIN)/python tests/benchmarks/bench.py --publish

.PHONY: demo
demo: $(READY) ## One picture and one video from the sandbox, by the generated client
	@PYTHONPATH=generated/python/src $(BIN)/python docs/demo.py demo

.PHONY: site
site: $(READY) ## The site about the models, in site/; `airsmith site --serve` shows it
	$(BIN)/airsmith site

.PHONY: screenshots
screenshots: $(READY) $(TOOLS) ## Pictures of the site for the README (needs Chromium)
	$(BIN)/python tests/system/screenshots.py

.PHONY: regenerate
ifeq ($(PAGE),)
regenerate: $(READY) ## Remove generated/ and make it anew; PAGE=...: take a docs page into specs and generated/, and test (TESTS=all: everything)
	rm -rf generated && $(BIN)/airsmith generate
else
# $(call step,TITLE,COMMAND,WHAT TO DO WHERE IT FAILS): no argument may hold a comma or a quote of its own.
step = @printf '\n==> %s\n' '$(1)'; $(2) || { printf '\n==> Stopped at %s.\n    %s\n' '$(1)' '$(3)' >&2; exit 1; }
tests_of_page = $(if $(filter all,$(TESTS)),$(MAKE) test,$(BIN)/pytest -n 2 -m 'not system and not prove' $(TESTS) $(PYTEST_ARGS))
against_head := It compares with the last commit: this must be a git repository with a commit that holds specs/.

# Drift and what breaks are findings, not failures: they end with 1. Drift that could not be written fails at the end.
regenerate: $(READY) $(TOOLS)
	$(call step,1/7 drift and patch,$(BIN)/airsmith docs drift --write '$(PAGE)' || test $$? -eq 1,Nothing was written. PAGE must be the file or the address of a docs page: see docs/pages.md.)
	$(call step,2/7 lint,$(BIN)/airsmith lint,Correct the specs and run it again: nothing is written into specs with errors.)
	$(call step,3/7 generate,$(BIN)/airsmith generate,The specs are written but generated/ is as it was.)
	$(call step,4/7 diff,$(BIN)/airsmith diff HEAD specs --fail-on never,$(against_head))
	$(call step,5/7 changelog,$(BIN)/airsmith changelog HEAD specs,$(against_head))
	$(call step,6/7 test,$(tests_of_page),Specs and generated/ are written. A failure of tests/readme names lines of README.md and what is to stand there: change them and run it again. `git diff specs generated` shows what was written and `git restore specs generated` takes it back.)
	$(call step,7/7 drift that is left,$(BIN)/airsmith docs drift '$(PAGE)',All else is done. Step 1 says why this was not written: change the specs by hand and run it again.)
	@printf '\n==> Done: the specs say what the page says.\n'
endif

.PHONY: try-pages
try-pages: $(READY) ## Try drift and import on the saved pages in PAGES=DIR, and print the figures
	$(BIN)/python tests/pages/try_pages.py '$(PAGES)'

.PHONY: build
build: $(READY) $(TOOLS) ## Everything that is published, checked, in dist/: wheels, sdists, npm tarball, SBOMs
	rm -rf dist && $(BIN)/python tests/packages.py dist

.PHONY: clean
clean: ## Remove .venv, node tools, dist and every cache; generated/ stays
	rm -rf .venv tests/tools/node_modules tests/*/environments/.venvs tests/*/environments/node_modules dist build .mypy_cache .pytest_cache .hypothesis && find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: check-format check-types check-pyright check-typescript check-specs check-generated
check-format: $(READY)
	$(BIN)/black --check generator tests templates generated/python
check-types: $(READY)
	$(BIN)/mypy --strict
check-pyright: $(READY)
	$(BIN)/pyright --warnings
check-typescript: $(READY) $(TOOLS)
	$(BIN)/python tests/node.py run prettier --config tests/tools/prettier.json --check templates/typescript/runtime templates/vectors/runtime templates/site/runtime tests/editors tests/typescript tests/system
check-specs: $(READY)
	$(BIN)/airsmith lint
check-generated: $(READY)
	$(BIN)/airsmith generate --check

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,dev]' -c constraints.txt
	touch $@

# pyright brings a node and npm for machines that have none.
$(TOOLS): tests/tools/package.json tests/tools/package-lock.json tests/tools/.npmrc | $(READY)
	$(BIN)/python tests/node.py install
	touch $@

.SECONDEXPANSION:
$(INTEROP) $(OPENAPI) $(JAVA): %/.venvs/.ready: $$(wildcard $$*/*.txt $$*/*.json) | $(READY)
	$(BIN)/python tests/environments.py $*
	touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "airsmith needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; name another: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
