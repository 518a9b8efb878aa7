"""The checks of everything: a package, because a locked one brings a `tests` of its own."""
