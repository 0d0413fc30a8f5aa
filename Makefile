# Everything a person does with the project. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
SETUP = @command -v $(PYTHON) >/dev/null || { echo "setup: no $(PYTHON) here: apt-get install python3 python3-venv" >&2; exit 1; }; \
	$(PYTHON) include/dropwire/local/bootstrap.py
LOCAL := $(BIN)/python -m dropwire.local
JUDGE = $(if $(KEEP),--keep) $(if $(STRICT),--strict)
UV = $(shell command -v uv || echo $(BIN)/uv)
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

export DROPS
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: audit test-faults fuzz help setup setup-dev run backfill up down status airflow doctor backup restore psql secrets trial test lint eval cost bench bench-airflow bench-processes bench-day bench-profile bench-scale bench-replay bench-months bench-duplicates bench-pages bench-backfill bench-fleet gazetteer docs screenshots lock clean clean-all

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## Create .venv from the locked requirements (other commands do it by themselves)
	$(SETUP)

setup-dev:
	$(SETUP) --dev

run: setup  ## Load the sample drops through Airflow, or DROPS=folder; shows progress and a summary
	@$(LOCAL) run

up: setup  ## Start PostgreSQL and Airflow and leave them running; prints the address of the UI
	@$(LOCAL) up

down:  ## Stop what `make up` started
	@if [ -x $(BIN)/python ]; then $(LOCAL) down; fi

backfill: setup  ## Load past days: make backfill FROM=2017-11-01 TO=2017-11-30; more with ARGS=--help
	@$(LOCAL) backfill $(if $(FROM),--from $(FROM)) $(if $(TO),--to $(TO)) $(ARGS)

status: setup  ## What is running, and where
	@$(LOCAL) status || true

airflow: setup  ## Airflow's own command on this stack: make airflow ARGS="dags list"
	@$(LOCAL) airflow $(ARGS)

doctor: setup  ## Look over this installation: what is well, what is not, what to do about it
	@$(BIN)/dropwire doctor $(ARGS)

backup: setup  ## Back up warehouse and archive: make backup TO=/mnt/backups ARGS="--keep 14"
	@$(BIN)/dropwire backup "$(or $(TO),$(error say where to: make backup TO=folder))" $(ARGS)

restore: setup  ## Restore a backup into an empty warehouse: make restore FROM=/mnt/backups; ARGS=--check only reads it
	@$(BIN)/dropwire restore "$(or $(FROM),$(error say where from: make restore FROM=folder))" $(ARGS)

psql: setup  ## A prompt in the warehouse, as the reader
	@$(LOCAL) psql $(ARGS)

secrets:  ## For the container stack: write the missing passwords and keys into .env (docs/docker.md)
	@PYTHONPATH=include $(PYTHON) docker/make_secrets.py .env

trial: setup  ## The container stack put through it: build, two workers, one killed, down and up (docs/docker.md)
	@PYTHONPATH=include $(BIN)/python docker/trial.py $(ARGS)

test: setup-dev  ## Every test, in two processes; some of them: ARGS="-n0 tests/unit"
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

audit: setup-dev  ## Known vulnerabilities of what is locked
	@$(BIN)/python .ci/supply_chain.py audit

test-faults: setup-dev  ## Break things on purpose, hostile input by the thousand (docs/reliability.md); a quarter of an hour
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m faults tests/faults $(ARGS)

fuzz: setup-dev  ## Random and damaged drops for so long: make fuzz MINUTES=60
	@$(BIN)/python tests/faults/fuzz.py $(or $(MINUTES),60)

lint: setup-dev  ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

eval: setup-dev  ## Accuracy on the labelled drops, held to its floors
	@$(BIN)/python benchmarks/eval.py $(ARGS)

bench: setup-dev  ## Speed beside other ways of doing it, and what has moved; KEEP=1 keeps it, STRICT=1 fails
	@$(BIN)/python benchmarks/throughput.py $(JUDGE) $(ARGS)

bench-airflow: setup-dev  ## A sample day through Airflow beside an empty DAG of the same shape
	@$(BIN)/python benchmarks/airflow_overhead.py $(JUDGE) $(ARGS)

bench-processes: setup-dev  ## Two processes beside one, PostgreSQL on the same two cores
	@$(BIN)/python benchmarks/processes.py $(JUDGE) $(ARGS)

bench-day: setup-dev  ## What a day costs as it grows: CPU by step, memory, disk; KEEP=1 for `make cost`
	@$(BIN)/python benchmarks/growing.py $(if $(KEEP),--keep) $(ARGS)

bench-profile: setup-dev  ## Where the seconds of a day go, by step, module and function
	@$(BIN)/python benchmarks/profiling.py $(ARGS)

cost: setup-dev  ## What days of 10,000 to 100 million articles need; ARGS="--hours 4 --articles 50000"
	@$(BIN)/python benchmarks/cost.py $(ARGS)

bench-scale: setup-dev  ## How publishing holds up to a million articles (a quarter of an hour); ARGS="--articles 100000"
	@$(BIN)/python benchmarks/scale.py $(ARGS)

bench-replay: setup-dev  ## An unchanged day loaded again beside the first time, compared row by row
	@$(BIN)/python benchmarks/replaying.py $(JUDGE) $(ARGS)

bench-months: setup-dev  ## What keeping accounts by month gains
	@$(BIN)/python benchmarks/months.py $(ARGS)

bench-duplicates: setup-dev  ## Planted near-duplicates among 100,000 articles: found, and falsely found
	@$(BIN)/python benchmarks/duplicates.py $(ARGS)

bench-pages: setup-dev  ## Every page of the control room over a million articles; ARGS="--keep FOLDER"
	@$(BIN)/python benchmarks/pages_speed.py $(ARGS)

bench-backfill: setup-dev  ## A month of past days beside one day alone, through Airflow
	@$(BIN)/python benchmarks/backfill.py $(ARGS)

bench-fleet: setup-dev  ## One process beside one Celery worker and two, over days of equal work; needs redis-server
	@$(BIN)/python benchmarks/fleet.py $(ARGS)

gazetteer: setup  ## Compile the gazetteer from GeoNames' data
	@$(BIN)/python -m dropwire.extract.places.build_gazetteer include/dropwire/lexicon

docs: setup  ## Write docs/warehouse.md from the migrations: diagram and data dictionary
	@$(LOCAL) docs

screenshots: setup-dev  ## Take the pictures of docs/images from a stack with the samples; needs Chromium
	@PYTHONPATH=include $(BIN)/python docs/screenshots.py $(ARGS)

lock: setup-dev  ## Compile requirements*.txt from requirements*.in; UPGRADE=1 takes newer versions
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) requirements-dev.in -o requirements-dev.txt

clean:  ## Stop the stack and remove the working folder: databases, archive, logs, passwords
	@if [ -x $(BIN)/python ]; then $(LOCAL) clean; fi

clean-all: clean  ## `clean`, and .venv and caches
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis include/*.egg-info
	@find dags include plugins tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
