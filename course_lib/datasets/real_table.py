"""What is known about a real table that the repository does not ship."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RealTable:
    """What is known about one real table; its last column is the class, or the loader says which.

    Attributes
    ----------
    path : str
        File below ``COURSE_DATA``, without the ``.gz`` that it may carry there.
    sha256 : str
        Checksum of the uncompressed bytes, or of the content.
    address : str or None
        Where `fetch` downloads it; None if it has to be brought by hand.
    by_hand : str
        Where and how to get it without `fetch`, as the end of a sentence.
    minority_label : int or str
        The label in the file that becomes 1.
    citation : str
        What to cite.
    licence : str
        Terms of use as far as they were verified.
    features : tuple of str
        Names of the features; empty if the source gives none.
    has_header : bool
        Whether the first line names the columns.
    of_content : bool
        Whether `sha256` is what `content_digest` returns for the table read: a file that readers
        put together themselves cannot repeat every byte.
    """

    path: str
    sha256: str
    address: str | None
    by_hand: str
    minority_label: int | str
    citation: str
    licence: str = "licence not verified"
    features: tuple = ()
    has_header: bool = False
    of_content: bool = False
