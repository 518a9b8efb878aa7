"""The fifteen problems of Batista, Prati and Monard (2004): where their tables come from.

The study's own files are not public. These are today's copies of the same thirteen tables, with the
classes that its table of data sets names; two tables serve two problems each.
"""

from course_lib.datasets.real_table import RealTable

_STUDY = (
    "Batista, Prati and Monard (2004), A study of the behavior of several methods for balancing "
    "machine learning training data, ACM SIGKDD Explorations 6(1), 20-29"
)


def _problem(name, sha256, home, minority):
    return RealTable(
        path=f"batista15/{name}.csv",
        sha256=sha256,
        of_content=True,
        address=None,
        by_hand=f"{home}, and write it as CSV with the features named in the first line and a last "
        f"column 'target' that is 1 for {minority} and 0 otherwise",
        minority_label=1,
        citation=_STUDY,
        has_header=True,
    )


def _uci(page):
    return f"the table from https://archive.ics.uci.edu/dataset/{page}"


_LETTER = _uci("59/letter+recognition")
_SPLICE = _uci("69/molecular+biology+splice+junction+gene+sequences") + (
    ", without its 15 sequences with ambiguous letters"
)

BATISTA_TABLES = {
    f"batista_{name}": _problem(name, *known)
    for name, *known in (
        (
            "pima",
            "7a6e835a5842ef2d918d85bc02d83f83f731dbd1f66592cfd8886dc88a6c53b1",
            "the table whose address is TABLES['pima'].address",
            "diabetes",
        ),
        (
            "german",
            "9f6cde7c7a449859d459539bc4ac8b410c5942a00d2c00164fcb12a14036cc18",
            _uci("144/statlog+german+credit+data"),
            "class 2, bad risks",
        ),
        (
            "post_operative",
            "4fdacd9dcae127aab536dcd3b2e07e3c4e1a84ef291e62effbac94cbbf2e4b18",
            _uci("82/post+operative+patient"),
            "S, sent home",
        ),
        (
            "haberman",
            "da149ad0efdd04e5eac1715348c7af656705767a1d1615f6a7ec16729541392d",
            _uci("43/haberman+s+survival"),
            "class 2, died",
        ),
        (
            "splice_ie",
            "e51631548aa2bae85edd91449505d0e734100eb21964d6eebb6f5b3bcd2c0956",
            _SPLICE,
            "class IE",
        ),
        (
            "splice_ei",
            "bfd1134f686faf7e5aa8b9d69ad6cae57f1eb7405bd4c7cf55a472cacd4ef5d7",
            _SPLICE,
            "class EI",
        ),
        (
            "vehicle",
            "0591b63c3d488afed980b09cff0a63b008e7f0111250130b011085c8f7e2e7c9",
            _uci("149/statlog+vehicle+silhouettes"),
            "class van",
        ),
        (
            "letter_vowel",
            "d8f0aa0227aeba2d284a8ec4259cd33a747c2a2a243b1e4b114359f669e2233e",
            _LETTER,
            "A, E, I, O and U",
        ),
        (
            "new_thyroid",
            "d9924d797143e86cd5084e479af8855ee7983c15166850dc6194c4fe9b1c16b9",
            _uci("102/thyroid+disease"),
            "class 2 of new-thyroid",
        ),
        (
            "ecoli",
            "ac258f7159666a155f9a9972b0241535cd9217d62338431099bc4fc8e6563faa",
            _uci("39/ecoli"),
            "class imU",
        ),
        (
            "satimage",
            "7ebbd32cd0c7a0ae42df53016352ed7099545649707d9dffc685b42ce60408d0",
            _uci("146/statlog+landsat+satellite"),
            "class 4, damp grey",
        ),
        (
            "flag",
            "9f762c1811d7c022da3662662e2767ac62a387182e7a9a44ed3e0b5d2e23bcc8",
            _uci("40/flags"),
            "white in the bottom right corner",
        ),
        (
            "glass",
            "fc6ec16f5204cf1fa132eafc2ae9b4034be66a11bce810de1496c6f70d682de9",
            _uci("42/glass+identification"),
            "class 3",
        ),
        (
            "letter_a",
            "a9b5ef5abc2c076b1c8341705566c2b3cf622d4fbd60e564581e5b6ef67726ea",
            _LETTER,
            "A",
        ),
        (
            "nursery",
            "55f56c7e9bb67696eef3ba011e166c8ed3cc22750b76869fdf4f953e98e963c7",
            _uci("76/nursery"),
            "very_recom and recommend",
        ),
    )
}
