# Every target is one readable line over a command of the program itself.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: demo test test-slow archive nightly serve export bench screenshots lint format lock clean

demo: .venv/runtime
	$(BIN)/scrapy demo

test: .venv/test .venv/browser
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

test-slow: .venv/test .venv/browser
	$(BIN)/python -m pytest -m slow

archive: .venv/runtime
	$(BIN)/scrapy crawl collective

nightly: .venv/runtime
	$(BIN)/scrapy nightly

serve: .venv/runtime
	$(BIN)/scrapy serve

export: .venv/runtime
	mkdir -p exports && $(BIN)/scrapy export exports/csv

bench: .venv/test
	$(BIN)/python -m bench

screenshots: .venv/test .venv/browser
	$(BIN)/python -m tests.browser.screenshots

lint: .venv/test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: .venv/test
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

# Needs uv; everybody else only needs the files it writes.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --upgrade -o requirements.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --extra test -c requirements.txt -o requirements-test.txt pyproject.toml
	echo "pyarrow>=20" | uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" -c requirements.txt -o requirements-parquet.txt -

clean:
	rm -rf .venv archive.db archive.db-wal archive.db-shm captures exports

# The stamp files say which lock the environment was last made from.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name one: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	$(PIP) -r requirements.txt && touch $@

.venv/test: requirements-test.txt | .venv/bin/python
	$(PIP) -r requirements-test.txt && touch $@

# A Chromium that starts: found, or installed.
.venv/browser: tests/browser/install.py | .venv/test
	$(BIN)/python -m tests.browser.install && touch $@
