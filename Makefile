# One command for anything; `make` lists them. Needs git, make and Python 3.11 or newer; all else is fetched by pip and npm.
UV_VERSION := 0.13.9
PY := .venv/bin/python
OGNIWO := $(PY) -m ogniwo.site.cli
FRONT := ogniwo/workbench/front
OGNIWO_PORT ?= 8000
export OGNIWO_PORT
export PATH := $(CURDIR)/.venv/bin:$(PATH)
COMPILE := .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
JOBS ?= 2
# Wings whose types hold; `python -m mypy` says what the others lack.
TYPED := ogniwo/kernel ogniwo/masterdata ogniwo/crm ogniwo/poland ogniwo/site

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test prove tidy run bench bench-quick docs fix words words-check front new-module case wheel lock browser clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: .venv/base.done front ## the demo company in the browser; Ctrl+C stops it, the data stays (OGNIWO_PORT, OGNIWO_VAR)
	@exec $(OGNIWO) demo

demo-reset: .venv/base.done front ## throw the demo company away and begin anew
	@exec $(OGNIWO) demo --fresh

run: .venv/base.done front ## the program for developers: reloads on change, shows the inside of errors
	@$(OGNIWO) postgres start && $(OGNIWO) migrate >/dev/null && $(OGNIWO) words build
	@OGNIWO_MODE=demo OGNIWO_DEBUG=yes exec $(OGNIWO) manage runserver 127.0.0.1:$(OGNIWO_PORT)

test: tidy browser ## everything the tests need, and their tier of ten minutes
	$(PY) -m pytest -m "not prove" -n $(JOBS) --dist loadscope --ignore=tests/architecture

prove: tidy browser ## all tests, hours if need be
	$(PY) -m pytest -n $(JOBS) --dist loadscope --ignore=tests/architecture

tidy: .venv/dev.done front words ## lint, types and the architecture tests
	$(PY) -m ruff check -q .
	$(PY) -m mypy --no-error-summary --follow-imports=silent $(TYPED)
	cd $(FRONT) && $(CURDIR)/bin/node node_modules/typescript/bin/tsc --noEmit
	@test ! -d tests/architecture || $(PY) -m pytest tests/architecture

bench: .venv/dev.done ## the table of speeds, each beside its limit
	@bin/later bench/__main__.py "The bench" && $(PY) -m bench

bench-quick: .venv/dev.done ## the same on a small scale
	@bin/later bench/__main__.py "The bench" && $(PY) -m bench --quick

docs: .venv/dev.done words ## write the generated reference pages
	@bin/later ogniwo/site/reference.py "The generated reference" && $(PY) -m ogniwo.site.reference

fix: .venv/dev.done ## let ruff mend what it can
	$(PY) -m ruff check -q --fix .

words: .venv/base.done ## compile the Polish words of all modules
	@$(OGNIWO) words build

words-check: .venv/base.done ## list words without Polish, and Polish that nothing uses
	@$(OGNIWO) words check

new-module: .venv/base.done ## make the rooms of a module: make new-module NAME=wing/name
	@$(PY) -m ogniwo.site.newmodule "$(NAME)"

case: .venv/base.done ## run company cases: make case FILE=cases/sale.yaml
	@$(OGNIWO) case run $(FILE)

wheel: .venv/build.done front ## build an edition as a wheel into dist: make wheel EDITION=crm
	@$(PY) -m ogniwo.site.wheel "$(EDITION)"

lock: .venv/dev.done ## resolve requirements/*.in anew, without names of hosts
	$(COMPILE) requirements/base.in -o requirements/base.txt
	$(COMPILE) -c requirements/base.txt requirements/build.in -o requirements/build.txt
	$(COMPILE) -c requirements/base.txt -c requirements/build.txt requirements/dev.in -o requirements/dev.txt

browser:
	@bin/browser

clean: ## remove what was built (not the data)
	rm -rf $(FRONT)/node_modules .ruff_cache .pytest_cache build *.egg-info

# The front end: node comes from a pip package; nothing is built where its sources did not change.
front: .venv/base.done ## build scripts, styles and icons of the workbench
	@if [ -f $(FRONT)/build.mjs ]; then $(MAKE) --no-print-directory .venv/front.done; fi

.venv/front.done: .venv/build.done .venv/npm.done $(shell find $(FRONT) ogniwo/workbench/templates -type f -not -path '*/node_modules/*' 2>/dev/null)
	@echo "Building the front end ..."
	@cd $(FRONT) && $(CURDIR)/bin/node build.mjs
	@$(PY) -m ogniwo.kernel.printing
	@touch $@

.venv/npm.done: .venv/build.done $(wildcard $(FRONT)/package-lock.json $(FRONT)/package.json)
	@cd $(FRONT) && $(CURDIR)/bin/node npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The environment: locked, with hashes; each group once per lock.
.venv/uv-$(UV_VERSION).done:
	@python="$$(bin/python)" && echo "Making the environment in .venv ..." && \
	{ test -x $(PY) || "$$python" -m venv .venv || { echo "python -m venv failed: on Debian install python3-venv." >&2; exit 1; }; } && \
	$(PY) -m pip install -q --disable-pip-version-check "uv==$(UV_VERSION)" && touch $@

.venv/base.done: requirements/base.txt pyproject.toml .venv/uv-$(UV_VERSION).done
	@$(call install,base)
	@$(PY) -c 'import sysconfig, pathlib; pathlib.Path(sysconfig.get_path("purelib"), "ogniwo.pth").write_text("$(CURDIR)\n")'
	@printf '#!%s\nfrom ogniwo.site.cli import main\n\nmain()\n' "$(CURDIR)/$(PY)" > .venv/bin/ogniwo && chmod +x .venv/bin/ogniwo
	@touch $@

.venv/build.done: requirements/build.txt .venv/base.done
	@$(call install,build)
	@touch $@

.venv/dev.done: requirements/dev.txt .venv/base.done .venv/build.done
	@$(call install,dev)
	@touch $@

install = .venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements/$(1).txt
