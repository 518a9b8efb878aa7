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

# In this order, each with its own seeds; batista has a command of its own.
experiments = methods cleaning_order leakage tuning_leak pipeline_order overlap mixed_scores \
	class_weights calibration units_before_cleaning stopping_rules ties_and_seeds seed_spread \
	real_links after_smote real_dimensions card_simulation card_cleaning european_cards \
	four_classifiers payments_detection providers twin_fidelity drift_alarms weekly_retraining

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
	@missed=; for name in $(experiments); do \
		echo "$$name"; $(in_venv) -m course_lib.experiments.$$name || missed="$$missed $$name"; \
	done; \
	if [ -n "$$missed" ]; then echo "Not measured:$$missed" >&2; exit 1; fi

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
