"""The course's commands: ``lab``, ``reset``, ``diagnose``, ``run``, ``retrain`` and ``twin``."""

import argparse
import datetime
import os
import sys
from pathlib import Path

from course_lib import __version__, workspace

FIRST = "00_start_here.ipynb"

SETTINGS = [
    # No question about news, no look for updates or extensions on other hosts.
    f"--LabApp.app_settings_dir={Path(__file__).with_name('jupyterlab_settings')}",
    "--LabApp.extension_manager=readonly",
    # The terminal shows the address and errors; one Ctrl-C is enough.
    "--ServerApp.log_level=ERROR",
    "--LabApp.log_level=ERROR",
    "--ServerApp.answer_yes=True",
    # Else every kernel warns in the terminal that others on this computer could listen.
    "--KernelManager.transport_encryption=auto",
]


def has_browser(system=os.name, platform=sys.platform, environ=os.environ):
    """Whether a window can open: without one, a text browser would take over the terminal."""
    return (
        system == "nt"
        or platform == "darwin"
        or any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    )


def lab(options):
    """Bring the workspace up to date and serve it until Ctrl-C.

    The server listens on localhost only and asks for its token. Its settings lie in the workspace,
    so that the user's own JupyterLab settings neither apply nor change.
    """
    for sentence in workspace.prepare():
        print(sentence)
    if options.prepare_only:
        return 0
    os.environ["JUPYTER_CONFIG_DIR"] = str(workspace.WORKSPACE / ".jupyter")
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # this environment's kernel, not the user's
    arguments = [
        *SETTINGS,
        f"--ServerApp.root_dir={workspace.WORKSPACE}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        f"--ServerApp.open_browser={has_browser() and not options.no_browser}",
        # A container's root is the only user there is; Jupyter refuses to run as root unasked.
        f"--ServerApp.allow_root={getattr(os, 'geteuid', lambda: 1)() == 0}",
    ]
    if options.port is not None:
        arguments.append(f"--ServerApp.port={options.port}")
    # Imported here: the other commands must not wait for it.
    from jupyterlab.labapp import LabApp

    print("Opening the course; Ctrl-C in this window stops it.", flush=True)
    LabApp.launch_instance(arguments)
    return 0


def reset(options):
    """Restore one notebook and say where the old copy went."""
    try:
        restored, backup = workspace.reset(options.lesson)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    folder = workspace.CHECKOUT
    print(f"{restored.relative_to(folder)} is as new.")
    if backup:
        print(f"Yours is kept as {backup.relative_to(folder)}.")
        print("If it is open in JupyterLab: File > Reload Notebook from Disk.")
    return 0


def diagnose(options):
    """Look for the failure modes of lessons 10 to 15 in a file and report them."""
    # Imported here: the other commands must not wait for it.
    from course_lib.evaluation.diagnose.command import run

    return run(options)


def run_configuration(options):
    """Run a YAML configuration on a CSV file and print the report."""
    # Imported here: the other commands must not wait for it.
    from course_lib.config.command import run

    return run(options)


def retrain(options):
    """Run the retraining job once."""
    # Imported here: the other commands must not wait for it.
    from course_lib.production.command import run

    return run(options)


def twin(options):
    """Fit a synthetic twin, sample one, or compare one with its table."""
    # Imported here: the other commands must not wait for it.
    from course_lib.experiments.twin_command import run

    return run(options)


def delimiter(text):
    """The character that is meant; a tab is hard to type in a terminal."""
    return {"tab": "\t", "\\t": "\t"}.get(text, text)


def seed(text):
    """A seed that every generator takes."""
    if not text.isdecimal() or int(text) >= 2**32:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to {2**32 - 1:,}")
    return int(text)


def share(text):
    """A share above 0 and below 1."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share such as 0.05, which is 5 %")
    return value


def day(text):
    """A day of the calendar."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2024-05-31") from None


def parser():
    """The command line and its help texts."""
    result = argparse.ArgumentParser(
        prog="python -m course_lib", description="The course 'Tomek links, measured'."
    )
    result.add_argument("--version", action="version", version=f"course_lib {__version__}")
    commands = result.add_subparsers(title="commands", metavar="command", required=True)
    command = commands.add_parser(
        "lab",
        help="open the course in JupyterLab",
        description="Copy new and updated notebooks into workspace/, keep the ones you changed, "
        "and open JupyterLab there.",
    )
    command.add_argument("--no-browser", action="store_true", help="only print the address")
    command.add_argument("--port", type=int, help="port to serve on (a free one from 8888 up)")
    command.add_argument(
        "--prepare-only", action="store_true", help="bring workspace/ up to date and stop there"
    )
    command.set_defaults(run=lab)
    command = commands.add_parser(
        "reset",
        help="restore one notebook",
        description="Put the original of one notebook back into workspace/. Your copy moves to "
        "workspace/backup/; your progress stays.",
    )
    command.add_argument("lesson", help="the notebook's number, for example 04")
    command.set_defaults(run=reset)
    add_diagnose(commands)
    add_run(commands)
    add_retrain(commands)
    add_twin(commands)
    return result


def add_diagnose(commands):
    """The options of ``diagnose``."""
    command = commands.add_parser(
        "diagnose",
        help="look for six failure modes in a CSV file of your own",
        description="Look for the failure modes of lessons 10 to 15 in a CSV file: print a report "
        "with numbers and remedies, and write it as HTML with figures. The exit code is 0 whatever "
        "is found, 2 where the file or an option is at fault.",
    )
    command.add_argument(
        "file", help="CSV in UTF-8, plain or gzipped, with the column names in its first line"
    )
    command.add_argument(
        "--target", required=True, help="the column of class labels: its name, or its number from 1"
    )
    command.add_argument("--html", metavar="REPORT.html", help="also write one HTML file")
    command.add_argument(
        "--delimiter",
        type=delimiter,
        help="one character, or 'tab' (without it: comma, semicolon or tab, as the first line has)",
    )
    command.add_argument(
        "--seed", type=seed, default=0, help="seed of everything that is random (0)"
    )
    command.set_defaults(run=diagnose)


def add_run(commands):
    """The options of ``run``."""
    command = commands.add_parser(
        "run",
        help="run a YAML configuration on a CSV file of your own",
        description="Scale, resample, fit and score as a YAML file says, fold by fold, with and "
        "without the resampling, and print a report. data/configurations/smote_tomek.yaml explains "
        "every key. The exit code is 2 where a file is at fault.",
    )
    command.add_argument("configuration", help="a YAML file")
    command.add_argument(
        "--data", required=True, help="CSV in UTF-8, plain or gzipped, numbers and one target"
    )
    command.add_argument(
        "--target", required=True, help="the column of class labels: its name, or its number from 1"
    )
    command.set_defaults(run=run_configuration)


def add_retrain(commands):
    """The options of ``retrain``."""
    command = commands.add_parser(
        "retrain",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        help="retrain a model on new data, and let it serve if it is better",
        description="Split a table in time, fit as a YAML file says, compare with the model that "
        "serves on the\nsame test days, and register the result with its model card. Safe to "
        "repeat, to kill, and to\nstart twice. data/configurations/retraining.yaml explains every "
        "key.",
        epilog="exit codes:\n"
        "   0  trained and promoted: the new model serves\n"
        "  10  up to date: the same data, configuration and code made a model before; nothing new\n"
        "  11  trained and registered, but not promoted: the serving model stays\n"
        "  12  another run works on this registry; nothing done\n"
        "   2  the configuration, the data or an option is at fault; nothing done\n"
        "   1  an uncaught error, such as a full disk; the registry says what has happened\n"
        "A run that is killed ends with the signal's code; start it again. Most schedulers call\n"
        "all but 0 a failure: tell yours that 10 and 11 are none.",
    )
    command.add_argument("configuration", help="a YAML file with a section `retraining`")
    command.add_argument(
        "--data", required=True, help="CSV, or Parquet where the name ends in .parquet"
    )
    command.add_argument(
        "--registry", required=True, metavar="FOLDER", help="the registry; made if it is not there"
    )
    command.add_argument(
        "--until",
        type=day,
        metavar="DAY",
        help="the last day to be tested on (the last in the data); its label has to be known, so a "
        "run starts as many days after it as labels are late",
    )
    command.set_defaults(run=retrain)


def add_twin(commands):
    """The options of ``twin fit``, ``twin sample`` and ``twin report``."""
    command = commands.add_parser(
        "twin",
        help="make a synthetic table that resembles a real one",
        description="Fit the parameters of a synthetic twin on a table of two classes, sample the "
        "twin at any size and imbalance, or compare it with its table. The shipped twins are "
        "european_cards and providers. The exit code is 2 where a file or an option is at fault.",
    )
    command.set_defaults(run=twin)
    actions = command.add_subparsers(title="actions", metavar="action", required=True)
    add_twin_fit(actions)
    add_twin_sample(actions)
    add_twin_report(actions)


TWIN = "a file that `twin fit` wrote, or the name of a shipped twin"
TWIN_TABLE = (
    "CSV in UTF-8, plain or gzipped, numbers and one target; or the name of a shipped twin, for "
    "its real table"
)


def add_twin_fit(actions):
    """The options of ``twin fit``."""
    action = actions.add_parser(
        "fit",
        help="fit a twin on a table",
        description="Write parameters: no row and no number of a single record, but no "
        "differential privacy either. Rows with missing values and columns of one value are left "
        "out, and named.",
    )
    action.add_argument("table", help=TWIN_TABLE)
    action.add_argument("--target", required=True, help="the column of class labels")
    action.add_argument("--out", required=True, metavar="FILE.json", help="replaced if it exists")
    action.set_defaults(action="fit")


def add_twin_sample(actions):
    """The options of ``twin sample``."""
    action = actions.add_parser(
        "sample",
        help="draw rows from a twin",
        description="Write a CSV file of synthetic rows; in the target 1 is the minority.",
    )
    action.add_argument("twin", help=TWIN)
    action.add_argument("--rows", type=int, required=True, help="of both classes together")
    action.add_argument(
        "--minority-share", type=share, help="such as 0.05 (without it: the twin's own)"
    )
    action.add_argument("--seed", type=seed, default=0, help="seed of everything random (0)")
    action.add_argument("--out", required=True, metavar="FILE.csv", help="replaced if it exists")
    action.set_defaults(action="sample")


def add_twin_report(actions):
    """The options of ``twin report``."""
    action = actions.add_parser(
        "report",
        help="compare a twin with its table",
        description="Print how far marginals, correlations, Tomek links and the average precision "
        "of three models agree, and say in words where the twin falls short.",
    )
    action.add_argument("twin", help=TWIN)
    action.add_argument("table", help=TWIN_TABLE)
    action.add_argument("--target", help="the column of class labels (without it: the twin's)")
    action.set_defaults(action="report")


def main(arguments=None):
    """Run one command; returns the exit code."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            print(file=sys.stderr)  # the bar's line is not finished
        return 130
    except OSError as error:
        sentence = str(error)
        if error.filename:  # from the system, and not a sentence of ours
            sentence = (
                f"Cannot write {error.filename} ({error.strerror}): copy the course into a folder "
                "of your own and run it there."
            )
        print(sentence, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
