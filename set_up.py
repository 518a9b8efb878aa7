"""Make or update the course's virtual environment: ``python3 set_up.py lessons``.

``lessons`` installs requirements.lock, ``development`` requirements-dev.lock, and both install the
package itself; ``find 3.12`` prints the path of a Python 3.12 that runs. What is up to date is left
alone, so that a second run starts no pip and needs no network.

Standard library only. The file has to parse on Python 2.7 too, or an old Python could not say that
a newer one is needed: no f-strings, no annotations.
"""

from __future__ import print_function

import argparse
import glob
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

CHECKOUT = os.path.dirname(os.path.abspath(__file__))
OLDEST = (3, 11)
TESTED = ("3.13", "3.12", "3.11")
LOCKS = {"lessons": "requirements.lock", "development": "requirements-dev.lock"}
# Measured on Linux, rounded up: the finished environment, then what pip downloads beside it.
ENVIRONMENT_MB = 1000
DOWNLOADS_MB = 300
# What pip says before it first touches the environment; until then a failure leaves no damage.
PIP_INSTALLS = "Installing collected packages"
PROBE = "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"
VENV_PROBE = PROBE + "; import pip, sysconfig; print(sysconfig.get_path('purelib'))"


class Stop(Exception):
    """The set-up cannot go on; the message is the one sentence the user reads."""


def answers(command):
    """The lines a command prints, or None where it is missing or fails (as pyenv's shims do)."""
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        output = process.communicate()[0]
    except OSError:
        return None
    return output.decode("utf-8", "replace").splitlines() if process.returncode == 0 else None


def find(version):
    """The path of a Python of this version ("3.12") on PATH or in pyenv, or None."""
    candidates = ["python" + version]
    names = [name for name in answers(["pyenv", "versions", "--bare"]) or [] if "/" not in name]
    for name in reversed(names):
        if name == version or name.startswith(version + "."):
            prefix = answers(["pyenv", "prefix", name]) or [""]
            candidates.append(os.path.join(prefix[0], "bin", "python" + version))
    for candidate in candidates:
        found = answers([candidate, "-c", PROBE])
        if found and found[0] == version:
            return found[1]
    return None


def as_numbers(version):
    """(3, 12) for "3.12"."""
    return tuple(int(part) for part in version.split("."))


def python_of(folder):
    """The path of the Python in an environment."""
    return os.path.join(
        folder, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python"))
    )


def choose(asked, folder):
    """The interpreter to build with: the one asked for, else this one, else the newest found.

    Where all of them are too old, the environment in `folder` may still hold one that serves.
    """
    if asked:
        asked = os.path.expanduser(asked)
        named = re.match(r"python(3\.\d+)$", asked)
        path = find(named.group(1)) if named else None
        found = answers([path or asked, "-c", PROBE])
        if not found:
            raise Stop("PYTHON={}: no such Python runs here; give the path of one.".format(asked))
        if as_numbers(found[0]) < OLDEST:
            raise Stop(
                "PYTHON={} is Python {}: the course needs Python 3.11 or newer, so name a newer "
                "one, or none.".format(asked, found[0])
            )
        return found[1]
    if sys.version_info >= OLDEST:
        return sys.executable
    for version in TESTED:
        path = find(version)
        if path:
            return path
    found = answers([python_of(os.path.join(CHECKOUT, folder)), "-c", PROBE])
    if found and as_numbers(found[0]) >= OLDEST:
        return found[1]
    raise Stop(
        "The course needs Python 3.11 or newer and this is {}.{}: install one from "
        "https://www.python.org/downloads/ or with your package manager, then run the same "
        "command again.".format(*sys.version_info[:2])
    )


def digest(*parts):
    """The SHA-256 of files (given by path inside the checkout) and other strings."""
    result = hashlib.sha256()
    for part in parts:
        path = os.path.join(CHECKOUT, part)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                result.update(file.read())
        else:
            result.update(part.encode("utf-8", "surrogateescape"))
    return result.hexdigest()


class Environment(object):
    """A virtual environment and the record, inside it, of what was installed from what."""

    def __init__(self, folder):
        self.shown = folder
        self.folder = os.path.realpath(os.path.join(CHECKOUT, folder))
        self.python = python_of(self.folder)
        self.record_file = os.path.join(self.folder, "set-up.json")
        self.log = os.path.join(self.folder, "set-up.log")
        try:
            with open(self.record_file) as file:
                self.record = json.load(file)
        except (OSError, ValueError):
            self.record = {}

    def save(self):
        """Write the record in one step, so that no interruption leaves half of it."""
        with open(self.record_file + ".new", "w") as file:
            json.dump(self.record, file, indent=1, sort_keys=True)
        os.replace(self.record_file + ".new", self.record_file)

    def fault(self, wanted):
        """Why the environment has to be built anew, or None; `wanted` is a version or None."""
        if not os.path.exists(self.folder) or not os.listdir(self.folder):
            return ""
        if not os.path.exists(os.path.join(self.folder, "pyvenv.cfg")) and not self.record:
            raise Stop(
                "VENV={} exists and is not a virtual environment: choose another folder.".format(
                    self.shown
                )
            )
        if self.record.get("unfinished"):
            return "its last installation was interrupted"
        found = answers([self.python, "-c", VENV_PROBE])
        if not found:
            return "its Python or its pip does not run"
        if wanted and found[0] != wanted:
            return "it holds Python {} and PYTHON asks for {}".format(found[0], wanted)
        if as_numbers(found[0]) < OLDEST:
            return "it holds Python {}".format(found[0])
        return None

    def build(self, reason):
        """Remove what is there and make an empty environment with the Python that runs this."""
        from importlib.util import find_spec  # missing in the Pythons that only have to parse this

        if not (find_spec("venv") and find_spec("ensurepip")):
            raise Stop(
                "This Python {0}.{1} comes without venv: install it (on Debian and Ubuntu: sudo "
                "apt install python{0}.{1}-venv), then run the same command again.".format(
                    *sys.version_info[:2]
                )
            )
        check_space(self.folder, ENVIRONMENT_MB)
        say(
            "{} {} with Python {}.{}{}.".format(
                "Rebuilding" if reason else "Making",
                self.shown,
                sys.version_info[0],
                sys.version_info[1],
                ": " + reason if reason else "",
            )
        )
        if os.path.exists(self.folder):
            shutil.rmtree(self.folder)
        os.makedirs(self.folder)
        self.record = {"unfinished": True}
        self.save()
        base = getattr(sys, "_base_executable", None) or sys.executable
        with open(self.log, "w") as log:
            code = subprocess.call([base, "-m", "venv", self.folder], stdout=log, stderr=log)
        if code:
            raise Stop("Python could not make {}: {}.".format(self.shown, self.last_line()))
        self.record = {}
        self.save()

    def last_line(self):
        """The last line of the log that says anything, for an error nobody foresaw."""
        with open(self.log, "rb") as file:
            lines = file.read().decode("utf-8", "replace").splitlines()
        telling = [line.strip() for line in lines if line.strip()]
        errors = [line for line in telling if line.startswith("ERROR")]
        return (errors or telling or ["it said nothing"])[-1].rstrip(".")

    def pip(self, what, arguments, total=0):
        """Run ``pip install`` with its output in the log and a short progress line instead."""
        self.record["unfinished"] = True
        self.save()
        command = [self.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        # PIP_USER: a user's own pip configuration may ask for --user, which fails here.
        surroundings = dict(os.environ, PYTHONUNBUFFERED="1", PIP_USER="0")
        with open(self.log, "wb") as log:
            process = subprocess.Popen(
                command + ["--progress-bar", "off"] + arguments,
                cwd=CHECKOUT,
                env=surroundings,
                stdout=log,
                stderr=log,
            )
            try:
                self.watch(process, what, total)
            finally:
                try:
                    process.wait(5)  # Ctrl-C reached pip too: let it remove what it unpacked
                except subprocess.TimeoutExpired:
                    process.terminate()
                    process.wait()
        with open(self.log, "rb") as file:
            text = file.read().decode("utf-8", "replace")
        if process.returncode == 0 or PIP_INSTALLS not in text:
            del self.record["unfinished"]
            self.save()
        if process.returncode:
            raise Stop(
                explain(text)
                or "pip failed: {}; all it said is in {}.".format(
                    self.last_line(), os.path.join(self.shown, "set-up.log")
                )
            )

    def watch(self, process, what, total):
        """Say how far pip is until it ends: one line rewritten on a terminal, else few lines."""
        say("Installing {}.".format(what))
        site_packages = answers([self.python, "-c", VENV_PROBE])[-1] if total else None
        started = last_said = time.time()
        terminal = sys.stdout.isatty()
        while process.poll() is None:
            time.sleep(0.2)
            if not total or time.time() - last_said < (0.5 if terminal else 30):
                continue
            last_said = time.time()
            with open(self.log, "rb") as file:
                text = file.read().decode("utf-8", "replace")
            if PIP_INSTALLS in text:
                done = len(glob.glob(os.path.join(glob.escape(site_packages), "*.dist-info")))
                step = "installed"
            else:
                done = len(re.findall(r"(?m)^(?:Collecting|Processing) ", text))
                step = "downloaded"
            line = "  {} {} of about {} packages, {:.0f} s".format(
                step, min(done, total), total, last_said - started
            )
            say("\r" + line.ljust(60) if terminal else line, end="" if terminal else "\n")
        if total and terminal:
            say("\r" + " " * 60 + "\r", end="")

    def install(self, target):
        """Bring the environment up to the lock of `target`, then to the package itself."""
        wanted = digest(LOCKS[target])
        if self.record.get(target) != wanted:
            with open(os.path.join(CHECKOUT, LOCKS[target])) as file:
                total = len(re.findall(r"(?m)^[^\s#-][^\s]*==", file.read()))
            self.pip(
                "the {} packages from {} (a few minutes the first time)".format(
                    total, LOCKS[target]
                ),
                ["--require-hashes", "-r", LOCKS[target]],
                total,
            )
            self.record[target] = wanted
            if target == "development":  # its lock contains the lessons' one, version by version
                self.record["lessons"] = digest(LOCKS["lessons"])
            self.save()
        wanted = digest("pyproject.toml", CHECKOUT)
        if self.record.get("package") != wanted:
            self.pip("course_lib", ["--no-deps", "--no-build-isolation", "-e", "."])
            self.record["package"] = wanted
            self.save()


def explain(text):
    """The sentence for a pip failure that a user can mend, or None."""
    if "No space left on device" in text or "Errno 28" in text:
        return (
            "pip ran out of disk space: free about {} MB here and {} MB in {}, then run the same "
            "command again.".format(ENVIRONMENT_MB, DOWNLOADS_MB, tempfile.gettempdir())
        )
    if "DO NOT MATCH THE HASHES" in text:
        return (
            "A downloaded package differs from the one in the lock, so nothing was installed: run "
            "the same command again, and if this repeats ask whoever runs your package mirror."
        )
    if re.search("connection|timed out|No matching distribution|SSLError|ProxyError", text, re.I):
        return (
            "pip could not download the packages: connect to the internet (or set the proxy your "
            "network needs), then run the same command again."
        )
    return None


def check_space(folder, megabytes):
    """Stop where the disk of `folder`, or the one pip downloads to, is too small."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    needs = {folder: megabytes, tempfile.gettempdir(): DOWNLOADS_MB}
    if os.stat(folder).st_dev == os.stat(tempfile.gettempdir()).st_dev:
        needs = {folder: megabytes + DOWNLOADS_MB}
    for place, need in sorted(needs.items()):
        free = shutil.disk_usage(place).free // 10**6
        if free < need:
            raise Stop(
                "Not enough disk space in {}: the set-up needs about {} MB and {} MB are free, so "
                "free some and run the same command again.".format(place, need, free)
            )


def say(text, end="\n"):
    """Print at once, whatever stands behind the standard output."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def run(options):
    """Do what the command line asks; returns the exit code."""
    if options.command == "find":
        found = find(options.version)
        print(found or "", end="\n" if found else "")
        return 0 if found else 1
    python = choose(options.python, options.venv)
    if os.path.realpath(python) != os.path.realpath(sys.executable):
        # From here on the Python that runs is the one the environment is built with.
        command = [python, os.path.abspath(__file__), options.command, "--venv", options.venv]
        return subprocess.call(command + (["--python", python] if options.python else []))
    environment = Environment(options.venv)
    reason = environment.fault("{}.{}".format(*sys.version_info[:2]) if options.python else None)
    if reason is not None:
        environment.build(reason)
    environment.install(options.command)
    return 0


def interrupt(signal_number, frame):
    """Treat a polite kill like Ctrl-C, so that pip is stopped too."""
    raise KeyboardInterrupt


def main():
    """Read the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", metavar="command")
    for name, text in (
        ("lessons", "what the notebooks need"),
        ("development", "the same and what the tests need"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--venv", default=".venv", help="the folder to make (.venv)")
        command.add_argument("--python", default="", help="the Python to build with")
    command = commands.add_parser("find", help="print the path of a Python of one version")
    command.add_argument("version", help="for example 3.12")
    options = parser.parse_args()
    if not options.command:
        parser.error("say what to set up: lessons or development")
    signal.signal(signal.SIGTERM, interrupt)
    try:
        return run(options)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nInterrupted: run the same command again to go on.", file=sys.stderr)
        return 130
    except (IOError, OSError) as error:
        print(
            "Cannot write in {} ({}): make room or copy the course into a folder of your own, then "
            "run the same command there.".format(
                getattr(error, "filename", None) or CHECKOUT, error.strerror
            ),
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.exit(main())
