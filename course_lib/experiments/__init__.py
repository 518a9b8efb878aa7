"""One module per experiment: what it measures, how, and the command that stores the result.

``python -m course_lib.experiments.overlap`` writes ``data/results/overlap.json``, and so on;
``make results`` runs them one after the other, and `remeasure` repeats those on real tables and
compares. What several experiments share is in :mod:`course_lib.evaluation`.
"""
