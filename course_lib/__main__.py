"""The course's commands: ``lab``, ``reset``, ``diagnose`` and ``run``."""

import argparse
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


def delimiter(text):
    """The character that is meant; a tab is hard to type in a terminal."""
    return {"tab": "\t", "\\t": "\t"}.get(text, text)


def seed(text):
    """A seed that every generator takes."""
    if not text.isdecimal() or int(text) >= 2**32:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to {2**32 - 1:,}")
    return int(text)


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
