"""``python -m course_lib retrain CONFIG --data FILE --registry FOLDER``, for any scheduler."""

import sys

from course_lib.config import read
from course_lib.config.retraining import RetrainingConfiguration
from course_lib.production.job import UP_TO_DATE, retrain
from course_lib.production.promotion import PROMOTED, REFUSED
from course_lib.production.registry import Locked

BAD_INPUT, LOCKED = "bad input", "locked by another run"
CODES = {PROMOTED: 0, UP_TO_DATE: 10, REFUSED: 11, LOCKED: 12, BAD_INPUT: 2}


def run(options):
    """Run the job once and say in one sentence how it ended.

    Parameters
    ----------
    options : argparse.Namespace
        ``configuration``, ``data``, ``registry`` and ``until``.

    Returns
    -------
    code : {0, 2, 10, 11, 12}
        Promoted, bad input, up to date, refused, locked by another run.
    """
    try:
        configuration = read(options.configuration, RetrainingConfiguration)
        report = retrain(configuration, options.data, options.registry, options.until)
    except (ValueError, Locked) as error:
        print(error, file=sys.stderr)
        return CODES[LOCKED if isinstance(error, Locked) else BAD_INPUT]
    print(report.sentence)
    return CODES[report.outcome]
