"""Names used as numbers: found where they are, not found where they are not, and how often."""

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris, load_wine

from course_lib.datasets import insurance_claims, overlapping_clouds, overlapping_moons
from course_lib.evaluation.diagnose import nominal_columns
from course_lib.evaluation.diagnose.column_kinds import column_kinds
from course_lib.evaluation.mixed_columns import as_codes, as_one_hot

X, y = insurance_claims()


def coded(X, drop=()):
    """Return the claims with whole numbers in place of names."""
    codes = {name: X[name].cat.codes for name in X.columns[2:]}
    return X.assign(**codes).drop(columns=list(drop))


def counts(seed):
    """Return three numbers and three counts that follow them and the label."""
    rng = np.random.default_rng(seed)
    hidden = rng.normal(size=(600, 3))
    numbers = rng.poisson(np.exp(0.7 + 0.3 * hidden))
    label = rng.uniform(size=600) < 1 / (1 + np.exp(3 - 0.5 * numbers.sum(axis=1)))
    return np.hstack([hidden + rng.normal(size=(600, 3)), numbers]), label.astype(int)


def ratings(seed):
    """Return a rating from 1 to 10 that follows a number, and one that follows nothing."""
    rng = np.random.default_rng(seed)
    hidden = rng.normal(size=600)
    rating = np.clip(np.rint(5 + 2 * hidden + rng.normal(size=600)), 1, 10)
    label = rng.uniform(size=600) < 1 / (1 + np.exp(1.5 - hidden))
    columns = [rng.normal(size=600), hidden + rng.normal(size=600), rating, rng.integers(1, 8, 600)]
    return np.column_stack(columns), label.astype(int)


def clean_data():
    """Yield 26 data sets without names: numbers, counts, ratings."""
    for seed in range(6):
        yield from (counts(seed), ratings(seed), overlapping_clouds(random_state=seed))
    for seed in range(4):
        yield overlapping_moons(random_state=seed)
    for load in (load_breast_cancer, load_wine, load_iris):
        yield load(return_X_y=True)
    diabetes, progress = load_diabetes(return_X_y=True)
    yield diabetes, (progress > 140).astype(int)


class TestHowOften:
    def test_silent_on_clean_data(self):
        """On 26 data sets without names at most one in twenty is reported."""
        found = [nominal_columns(*data).status == "found" for data in clean_data()]
        assert len(found) == 26
        assert np.mean(found) <= 0.05

    def test_fires_on_claims(self):
        """On 10 draws of the claims names are found as text always, as codes nearly always."""
        draws = [insurance_claims(random_state=seed) for seed in range(10)]
        as_text = [nominal_columns(*draw).status == "found" for draw in draws]
        as_numbers = [nominal_columns(coded(X), y).status == "found" for X, y in draws]
        assert np.mean(as_text) == 1
        assert np.mean(as_numbers) >= 0.9


class TestKinds:
    def test_text_codes_and_what_cannot_be_told(self):
        """Text is text; a code of twelve cities is found; three covers may be counts."""
        assert column_kinds(X, y).text == ["city", "garage", "cover", "fault"]
        kinds = column_kinds(coded(X), y)
        assert kinds.codes == ["city", "garage"]
        assert kinds.undecided == ["cover"]

    def test_standardised_codes_are_codes(self):
        """Standardising whole numbers does not hide them."""
        assert column_kinds(as_codes(X), y).codes == ["city", "garage"]

    def test_scales_are_no_codes(self):
        """Counts and ratings that follow something are numbers."""
        for data in (counts(0), ratings(0)):
            assert column_kinds(pd.DataFrame(data[0]), data[1]).codes == []

    @pytest.mark.parametrize("standardised", [False, True])
    def test_one_hot_groups(self, standardised):
        """Columns of which one is on in every row are one group each, scaled or not."""
        table = as_one_hot(X, standardised=standardised)
        assert [len(group) for group in column_kinds(table, y).one_hot] == [12, 24, 3]


class TestFinding:
    def test_nothing_but_numbers(self):
        """Without names there is nothing to measure."""
        finding = nominal_columns(*overlapping_clouds())
        assert finding.status == "not found"
        assert "None of 10 columns" in finding.sentence
        assert finding.figure is None

    def test_numbers_of_the_lesson(self):
        """Four in ten links hang on the numbering; the sentence and the numbers say so."""
        finding = nominal_columns(X, y)
        assert finding.numbers["links"] == 28
        assert finding.numbers["share of links lost by numbering anew"] == pytest.approx(
            0.4, abs=0.1
        )
        assert "28 links change when city, garage, cover, fault are numbered" in finding.sentence
        assert "28 links" in repr(finding.figure)

    def test_named_columns(self):
        """Columns that are named count as names, whatever they look like."""
        finding = nominal_columns(coded(X), y, categorical_features=["cover"])
        assert finding.numbers["columns of codes"] == 1
        assert "cover are numbered" in finding.sentence

    def test_what_cannot_be_told(self):
        """Whole numbers that follow nothing may be counts or codes, and links hang on it."""
        numbers = X[["amount", "age"]].assign(
            number=np.random.default_rng(0).integers(1, 13, len(X))
        )
        finding = nominal_columns(numbers, y)
        assert finding.status == "cannot tell"
        assert "number may hold counts or codes" in finding.sentence

    def test_what_need_not_be_told(self):
        """Three covers are put into another order without much harm."""
        finding = nominal_columns(coded(X, drop=["city", "garage"]), y)
        assert finding.status == "not found"

    def test_too_few_links(self):
        """Of a handful of links no share is given."""
        finding = nominal_columns(X[:100], y[:100])
        assert finding.status == "cannot tell"
        assert "too few" in finding.sentence

    def test_arrays_of_text_and_any_labels(self):
        """An object array and string labels give the same as the table."""
        labels = np.where(y == 1, "fraud", "fine")
        finding = nominal_columns(X.to_numpy(object), labels)
        assert finding.status == "found"
        assert finding.numbers["columns of text"] == 4
        assert "0" not in finding.sentence.split("when")[1].split(",")[0].replace("2", "")

    def test_names_of_any_type(self):
        """Columns may be called by numbers and words at once."""
        finding = nominal_columns(X.rename(columns={"amount": 0, "city": 1}), y)
        assert finding.numbers["columns of text"] == 4

    def test_the_input_stays(self):
        """The table is not changed, and the finding is the same every time."""
        before = X.copy(deep=True)
        first, second = nominal_columns(X, y), nominal_columns(X, y)
        assert X.equals(before)
        assert repr(first) == repr(second)


class TestRefused:
    @pytest.mark.parametrize(("value", "column"), [(np.nan, "amount"), (np.inf, "amount")])
    def test_missing_numbers(self, value, column):
        """A missing number is named with its column and row."""
        table = X.astype({"amount": float})
        table.loc[7, column] = value
        with pytest.raises(ValueError, match=f"'{column}' holds {value} in row 7"):
            nominal_columns(table, y)

    def test_missing_names(self):
        """A missing name is to get a name of its own."""
        table = X.astype({"city": object})
        table.loc[3, "city"] = None
        with pytest.raises(ValueError, match="in row 3; .* name of their own"):
            nominal_columns(table, y)

    def test_unknown_column(self):
        """A column that does not exist is named."""
        with pytest.raises(ValueError, match="'town', which is no column"):
            nominal_columns(X, y, categorical_features=["town"])

    def test_two_columns_of_one_name(self):
        """Columns are told apart by their names."""
        with pytest.raises(ValueError, match="Two columns are called 'age'"):
            nominal_columns(X.rename(columns={"amount": "age"}), y)

    def test_one_class(self):
        """One class has no links."""
        with pytest.raises(ValueError, match="class"):
            nominal_columns(X, np.zeros(len(X)))
