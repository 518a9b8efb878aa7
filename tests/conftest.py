"""What the tests share: a seeded generator, and examples that are the same in every run."""

import hypothesis
import numpy as np
import pytest

hypothesis.settings.register_profile("course", deadline=None, derandomize=True)
hypothesis.settings.load_profile("course")


@pytest.fixture
def rng():
    """Return a fresh random generator with a fixed seed."""
    return np.random.default_rng(0)
