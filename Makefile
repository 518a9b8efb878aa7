# The course from two commands: `make lab` and `make test`.
# set_up.py makes the environment; tests/checks.py runs the checks and sums them up.

VENV ?= .venv
PYTHON ?=
NOTEBOOKS ?=
ONLY ?=
UPGRADE ?=

in_venv = "$(VENV)/bin/python"
uv_compile = "$(VENV)/bin/uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--fork-strategy fewest --no-emit-index-url --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade)

# Any Python that runs will do to start: set_up.py itself finds the one to build with.
define set_up
@for python in "$(PYTHON)" python3 python; do \
	if "$$python" -c "" 2>/dev/null; then \
		exec "$$python" set_up.py $(1) --venv "$(VENV)" --python "$(PYTHON)"; \
	fi; \
done; \
echo "No Python runs here: install Python 3.11 or newer, then run the same command again." >&2; \
exit 1
endef

.DEFAULT_GOAL := help
.PHONY: help lab test test-browser notebooks lint format execute bench results real replicate-batista lock clean lessons development

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' Makefile
	@echo
	@echo '  PYTHON=python3.12     the Python to build with (else python3, or the newest found)'
	@echo '  VENV=folder           the environment (else .venv)'
	@echo '  NOTEBOOKS="00 04"     only these, for notebooks and execute'
	@echo '  ONLY="overlap"        only these results, for real'

lab: lessons ## set up and open the course in JupyterLab; Ctrl-C stops it
	@$(in_venv) -m course_lib lab

test: development ## set up and run every check: ruff, pytest, doctests, every notebook
	@$(in_venv) -m tests.checks

notebooks: development ## run the notebooks and compare their outputs with the stored ones
	@$(in_venv) -m tests.checks notebooks --only $(NOTEBOOKS)

test-browser: development ## try the draggable plane in a headless Chromium, where one is installed
	@$(in_venv) -m tests.checks browser

lint: development ## check the style of code and notebooks
	@$(in_venv) -m tests.checks lint

format: development ## put code and notebooks into that style
	@$(in_venv) -m ruff check --fix-only --quiet . && $(in_venv) -m ruff format .

execute: development ## run the notebooks again and store their outputs
	@$(in_venv) -m tests.execute_notebooks $(NOTEBOOKS)

bench: lessons ## time every sampler against imbalanced-learn's and store the tables (an hour)
	@$(in_venv) -m course_lib.benchmarks

results: lessons ## measure every method on every data set and store the scores (three hours; most of it goes on)
	@$(in_venv) -m course_lib.experiments.methods
	@$(in_venv) -m course_lib.experiments.cleaning_order
	@$(in_venv) -m course_lib.experiments.leakage
	@$(in_venv) -m course_lib.experiments.tuning_leak
	@$(in_venv) -m course_lib.experiments.pipeline_order
	@$(in_venv) -m course_lib.experiments.overlap
	@$(in_venv) -m course_lib.experiments.mixed_scores
	@$(in_venv) -m course_lib.experiments.class_weights
	@$(in_venv) -m course_lib.experiments.calibration
	@$(in_venv) -m course_lib.experiments.units_before_cleaning
	@$(in_venv) -m course_lib.experiments.stopping_rules
	@$(in_venv) -m course_lib.experiments.ties_and_seeds
	@$(in_venv) -m course_lib.experiments.seed_spread
	@$(in_venv) -m course_lib.experiments.real_dimensions
	@$(in_venv) -m course_lib.experiments.card_simulation
	@$(in_venv) -m course_lib.experiments.card_cleaning
	@$(in_venv) -m course_lib.experiments.european_cards
	@$(in_venv) -m course_lib.experiments.four_classifiers
	@$(in_venv) -m course_lib.experiments.payments_detection
	@$(in_venv) -m course_lib.experiments.providers
	@$(in_venv) -m course_lib.experiments.twin_fidelity
	@$(in_venv) -m course_lib.experiments.drift_alarms
	@$(in_venv) -m course_lib.experiments.weekly_retraining

real: lessons ## repeat what was recorded on real tables (COURSE_DATA) and compare (hours; ONLY="overlap")
	@$(in_venv) -m course_lib.experiments.remeasure $(ONLY)

replicate-batista: lessons ## run the study of 2004 again on its fifteen problems (COURSE_DATA; half an hour)
	@$(in_venv) -m course_lib.experiments.batista

lock: development ## renew the locks from pyproject.toml (UPGRADE=1: newest versions)
	$(uv_compile) pyproject.toml -o requirements.lock
	$(uv_compile) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## remove the environments and caches; workspace/ stays
	rm -rf "$(VENV)" .ci/venv-* .ci/logs .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lessons development:
	$(call set_up,$@)
