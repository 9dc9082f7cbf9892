# make demo   prove and check two things about a real map, and two about a network (needs Python 3.11 and make)
# make test   lint, types, layers, and the tests (up to ten minutes on two cores)
# make long   the comparisons that take some seconds each, which make test leaves out
# make soak   compare 20,000 random maps with brute force, by both algorithms (some minutes)
# make soak-large   the same for many knots, long numbers and large k (some minutes)
# make coq    the Coq library, its examples and the checkers outside Coq (some minutes; needs Coq: proofs/coq/README.md)
# make pyz    the checker as one file, exactpl-check.pyz
# make clean  remove what the others made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types layers tests long soak soak-large coq pyz clean

demo: $(VENV)/.installed
	mkdir -p build/demo
	$(BIN)/exactpl show examples/scrambling.json
	$(BIN)/exactpl period examples/scrambling.json 3 --output build/demo/period3.json
	$(BIN)/exactpl count examples/scrambling.json -k 1000 --output build/demo/count1000.json
	$(BIN)/exactpl segments examples/notebook_relu_network.json --output build/demo/segments.json
	$(BIN)/exactpl same examples/notebook_relu_network.json examples/notebook_network.json --output build/demo/same.json
	@echo "Now the checker alone: the standard library and its own folder, nothing of exactpl."
	$(PYTHON) -I -S exactpl/checker/__main__.py build/demo/period3.json
	$(PYTHON) -I -S exactpl/checker/__main__.py build/demo/count1000.json
	$(PYTHON) -I -S exactpl/checker/__main__.py build/demo/segments.json
	$(PYTHON) -I -S exactpl/checker/__main__.py build/demo/same.json

test: lint types layers tests

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

layers: $(VENV)/.developing
	$(BIN)/lint-imports

tests: $(VENV)/.developing
	$(BIN)/pytest -n auto -m "not long"

long: $(VENV)/.developing
	$(BIN)/pytest -n auto -m long

soak: $(VENV)/.developing
	$(BIN)/python -m tests.soak

soak-large: $(VENV)/.developing
	$(BIN)/python -m tests.soak_large

coq:
	$(MAKE) -C proofs/coq all examples extraction

pyz: $(VENV)/.installed
	$(BIN)/python tools/build_pyz.py exactpl-check.pyz

# The pip of Python 3.11.7 knows no --group: it is upgraded first. The demo installs no development tools.
$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

$(VENV)/.installed: $(VENV)/.pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

clean:
	rm -rf $(VENV) build dist exactpl-check.pyz
