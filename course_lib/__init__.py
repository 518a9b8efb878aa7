"""Companion package of the course *Tomek links, measured*."""

__version__ = "0.1.0"
