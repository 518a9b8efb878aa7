"""What lesson 24 shows of drift alarms is what the experiment measures."""

import numpy as np

from course_lib.experiments import drift_alarms


def test_a_watched_model_is_as_recorded():
    """One kind of drift and one seed, measured again."""
    stored = drift_alarms.watched().loc["pattern", 3]
    again = drift_alarms.watch("pattern", 3)
    np.testing.assert_allclose(stored, [again[name] for name in stored.index], atol=1e-4)
