"""Who serves: the new model, or the one that does already."""

PROMOTED, REFUSED = "promoted", "refused"


def decide(low, required_gain):
    """Return whether a new model takes over.

    Parameters
    ----------
    low : float or None
        Lower end of the interval for new minus serving, on the same cases; None where nothing
        serves yet.
    required_gain : float
        Below 0: by how much it may be worse.

    Returns
    -------
    outcome : {"promoted", "refused"}

    Examples
    --------
    >>> decide(None, 0.0), decide(0.004, 0.0), decide(-0.01, 0.0), decide(-0.01, -0.02)
    ('promoted', 'promoted', 'refused', 'promoted')
    """
    return PROMOTED if low is None or low > required_gain else REFUSED
