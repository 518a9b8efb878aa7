"""What the tests share: a seeded generator, and examples that are the same in every run."""

import signal

import hypothesis
import numpy as np
import pytest

hypothesis.settings.register_profile("course", deadline=None, derandomize=True)
hypothesis.settings.load_profile("course")

# What a shell starts in its background is deaf to Ctrl-C, and so are its children; tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def rng():
    """Return a fresh random generator with a fixed seed."""
    return np.random.default_rng(0)
