"""Data with more columns than the classes depend on: a plane hidden in noise, and counted words."""

import numpy as np
from scipy import sparse


def with_noise_columns(X, n_columns, *, random_state=0):
    """Return the samples with further columns of normal noise, which say nothing of any class.

    Parameters
    ----------
    X : array, shape (n, d)
    n_columns : int
        How many columns to add. Fewer columns are the first ones of more, for the same seed.
    random_state : int, default 0

    Returns
    -------
    X : float array, shape (n, d + n_columns)
        The given columns first; the added ones vary as much as those do on average.

    Examples
    --------
    >>> with_noise_columns([[0.0, 0.0], [2.0, 2.0]], 3).shape
    (2, 5)
    """
    X = np.asarray(X, dtype=float)
    noise = np.random.default_rng(random_state).normal(size=(n_columns, len(X))).T
    return np.hstack([X, np.sqrt(X.var(axis=0).mean()) * noise])


def mixed_columns(X, n_columns, *, noise=1.0, random_state=0):
    """Return columns of which each is a random mixture of the given ones, plus noise of its own.

    What the classes depend on is in every column and in none alone: what all columns share.

    Parameters
    ----------
    X : array, shape (n, d)
        Standardised columns.
    n_columns : int
    noise : float, default 1.0
        Standard deviation of each column's own noise; a mixture has about the square root of d.
    random_state : int, default 0

    Returns
    -------
    X : float array, shape (n, n_columns)

    Examples
    --------
    >>> mixed_columns([[0.0, 1.0], [2.0, 3.0]], 5).shape
    (2, 5)
    """
    rng = np.random.default_rng(random_state)
    mixture = np.asarray(X, dtype=float) @ rng.normal(size=(np.shape(X)[1], n_columns))
    return mixture + noise * rng.normal(size=mixture.shape)


def topic_counts(n_majority=900, n_minority=100, *, n_words=2000, n_topics=5, random_state=0):
    """Return how often each word occurs in made-up documents of two classes.

    Words are as unequal as in a language: word i has a share of 1 / (i + 1). A topic gives 40 words
    of its own a quarter of all it writes; each class has its own topics. Lengths vary from 10 words
    to several hundred, around 55.

    Parameters
    ----------
    n_majority, n_minority : int, default 900 and 100
        Documents per class.
    n_words : int, default 2000
        Size of the vocabulary.
    n_topics : int, default 5
        Topics per class.
    random_state : int, default 0

    Returns
    -------
    X : sparse array of float, shape (n_majority + n_minority, n_words)
        Counts; about one in forty is not zero.
    y : int array
        1 = minority; shuffled.

    Examples
    --------
    >>> X, y = topic_counts(90, 10)
    >>> X.shape, int(y.sum())
    ((100, 2000), 10)
    """
    rng = np.random.default_rng(random_state)
    n = n_majority + n_minority
    y = rng.permutation(np.arange(n) < n_minority).astype(int)
    shares = np.tile(1 / np.arange(1, n_words + 1), (2 * n_topics, 1))
    shares /= shares.sum(axis=1, keepdims=True)
    for topic in shares:
        topic[rng.choice(n_words, size=40, replace=False)] += 1 / 120
    shares /= shares.sum(axis=1, keepdims=True)
    topics = rng.integers(n_topics, size=n) + n_topics * y
    lengths = np.maximum(10, rng.lognormal(4, 0.6, size=n)).astype(int)
    counts = [
        rng.multinomial(length, shares[topic])
        for length, topic in zip(lengths, topics, strict=True)
    ]
    return sparse.csr_array(np.array(counts, dtype=float)), y
