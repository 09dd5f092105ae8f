# Every command of the project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup browser build run test lint bench bench-all constraints

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
DATA ?=
INDEX ?=

help:  ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.ready  ## create .venv and install the project with pinned versions

# A Debian python3 comes without ensurepip until python3-venv is there.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(SUDO) apt-get update -qq; \
	  $(SUDO) apt-get install -y -qq python3-venv; $(PYTHON) -m venv $(VENV); }

$(VENV)/.ready: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,models,bench]'
	@touch $@

browser:  ## install Chromium for the tests of the pages, where there is none
	@command -v chromium google-chrome >/dev/null || { $(SUDO) apt-get update -qq; \
	  $(SUDO) apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; }

build: setup  ## ingest docs_corpus, import the embedded encoder, build the index
	$(BIN)/zhaoqi ingest
	$(BIN)/zhaoqi model import
	$(BIN)/zhaoqi build

run: build  ## set up, ingest, build, serve on 127.0.0.1:8000 until Ctrl-C
	$(BIN)/zhaoqi documents
	$(BIN)/zhaoqi serve

# A file of tests is run by one process, which makes its indexes once; each computes on one core.
test: setup browser  ## set up and run the tests
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: setup  ## ruff, mypy strict, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

CORPUS = $(if $(DATA),--data $(DATA)) $(if $(INDEX),--index $(INDEX))

bench: build  ## time ingest, search and publishing; on DATA=<BEIR folder> also the usual peers
	$(BIN)/zhaoqi-eval bench ingest $(if $(DATA),--data $(DATA))
	$(BIN)/zhaoqi-eval bench search $(CORPUS)
	$(if $(DATA),$(BIN)/zhaoqi-eval bench peers $(CORPUS) $(PEERS))

bench-all: PEERS = --all
bench-all: bench  ## the same with Haystack, LlamaIndex and Milvus Lite
