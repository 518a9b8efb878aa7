"""What is measured on each problem, and that the stored table comes out again."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.tree import DecisionTreeClassifier

from course_lib import datasets
from course_lib.experiments import batista
from course_lib.experiments.batista.measuring import labelled_table, measure
from course_lib.experiments.batista.problems import CHECKS, problem, repeats
from course_lib.results import recorded


def test_names_become_codes_and_numbers_stay():
    """A LabelledTable says which of its columns hold codes."""
    X = pd.DataFrame({"size": [1.5, 2.5], "city": pd.Categorical(["York", "Bath"])})
    table = labelled_table(X, [0, 1])
    assert table.X.tolist() == [[1.5, 1.0], [2.5, 0.0]]
    assert table.nominal.tolist() == [False, True]


def test_the_unpruned_reading_is_scikit_learns_own():
    """Without resampling the area is that of a plain tree on the same folds."""
    table = problem("patients")
    found = measure(table, batista.NO_RESAMPLING, 1)
    folds = RepeatedStratifiedKFold(n_splits=10, n_repeats=1, random_state=0)
    for seed, (train, test) in enumerate(folds.split(table.X, table.y)):
        tree = DecisionTreeClassifier(
            criterion="entropy", min_samples_leaf=2, random_state=seed
        ).fit(table.X[train], table.y[train])
        score = tree.predict_proba(table.X[test])[:, 1]
        area = roc_auc_score(table.y[test], score)
        assert found["auc"]["unpruned"][seed] == pytest.approx(area, abs=5e-5)


def test_added_and_removed_rows_balance():
    """Training rows, plus those added, less those removed, are the rows the tree learns from."""
    table = problem("claims")
    given = 0.9 * len(table.y)
    for method in ("Tomek links", "SMOTE", "SMOTE + ENN"):
        found = measure(table, method, 1)
        assert found["rows"] == pytest.approx(given + found["added"] - found["removed"], abs=0.2)
        assert (found["added"] > 0) == (method in batista.OVER)


def test_the_forest_and_class_weights_see_every_row():
    """What stands beside the ten methods resamples nothing; a forest has one reading."""
    table = problem("patients")
    table = table.take(np.r_[table.rows_of(0)[:60], table.rows_of(1)])
    for method in batista.CONTEXT:
        found = measure(table, method, 1)
        assert (found["added"], found["removed"]) == (0, 0)
    assert list(found["auc"]) == ["forest"]


def test_large_problems_are_repeated_less():
    """Five cross-validations below 2,000 rows, two below 10,000, else one, as for the checks."""
    assert [repeats("any", n) for n in (90, 1999, 2000, 9999, 10_000)] == [5, 5, 2, 2, 1]
    assert {repeats(name, 400) for name in CHECKS} == {1}


def test_everything_is_recorded():
    """Fifteen problems and two checks, thirteen methods each, ten areas per cross-validation."""
    stored = recorded("batista")
    assert set(stored["measured"]) == {*datasets.BATISTA, *CHECKS}
    assert set(stored["data_sha256"]) == set(datasets.BATISTA)
    for found in stored["measured"].values():
        assert list(found["methods"]) == [*batista.METHODS, *batista.CONTEXT]
        for method in found["methods"].values():
            assert {len(areas) for areas in method["auc"].values()} == {10 * found["repeats"]}


def test_tables_of_what_is_recorded():
    """Fifteen rows, thirteen columns, for each reading; a forest stands under every one."""
    areas = {tree: batista.mean_areas(tree) for tree in batista.TREES}
    assert {table.shape for table in areas.values()} == {(15, 13)}
    assert list(areas["pruned"].index) == list(datasets.BATISTA)
    forests = [table[batista.FOREST] for table in areas.values()]
    assert all(forest.equals(forests[0]) for forest in forests)
    assert areas["unpruned"].loc["glass", "SMOTE"] == pytest.approx(
        batista.fold_scores("glass").query("method == 'SMOTE'")["unpruned"].mean()
    )
    counts = batista.problem_counts()
    assert counts.loc["flag"].tolist() == [194, 17, 5]
    made = batista.training_counts("haberman")
    assert made.loc["SMOTE", "added"] == pytest.approx(0.9 * (306 - 2 * 81), abs=0.1)


@pytest.mark.parametrize("name", CHECKS)
def test_the_checks_come_out_again(name):
    """What everybody can recompute equals the file, to its last decimal."""
    columns = list(batista.TREES)
    live = batista.recomputed(name, batista.METHODS)
    stored = batista.fold_scores(name)
    stored = stored[stored["method"].isin(batista.METHODS)]
    assert np.abs(live[columns].to_numpy() - stored[columns].to_numpy()).max() < 2e-4


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["haberman", "glass", "post_operative"])
def test_real_problems_come_out_again(name):
    """Three of the fifteen, with three of the methods, on the real rows."""
    methods = ["NCL", "SMOTE + ENN", "OSS"]
    columns = list(batista.TREES)
    live = batista.recomputed(name, methods).set_index(["method", "split"])[columns]
    stored = batista.fold_scores(name).set_index(["method", "split"]).loc[live.index, columns]
    assert np.abs(live.to_numpy() - stored.to_numpy()).max() < 2e-4
