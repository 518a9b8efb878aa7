"""The commands of ``python -m course_lib``, run as a learner runs them."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from course_lib import __version__
from course_lib.__main__ import has_browser

CHECKOUT = Path(__file__).resolve().parents[1]
NOTIFICATION = "@jupyterlab/apputils-extension:notification"
NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def checkout(tmp_path):
    """A checkout of its own, in a folder with a space, with two empty notebooks."""
    folder = tmp_path / "my course"
    shutil.copytree(CHECKOUT / "course_lib", folder / "course_lib")
    (folder / "notebooks").mkdir()
    for name in ("00_start_here", "04_tomek_links"):
        (folder / "notebooks" / f"{name}.ipynb").write_text(json.dumps(NOTEBOOK))
    return folder


def course_lib(checkout, *arguments):
    """Run one command there to its end."""
    command = [sys.executable, "-m", "course_lib", *arguments]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True)


def wait_for(address):
    """Wait until the server answers: it prints its address a moment before."""
    for _ in range(300):
        try:
            return urllib.request.urlopen(address).close()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture
def server(checkout, tmp_path):
    """``lab`` in a terminal, for a user whose own JupyterLab shows news, and its address."""
    pty = pytest.importorskip("pty", reason="no terminal to imitate")
    settings = tmp_path / "home/.jupyter/lab/user-settings" / NOTIFICATION.replace(":", "/")
    settings.parent.mkdir(parents=True)
    settings.with_suffix(".jupyterlab-settings").write_text('{"fetchNews": "true"}')
    terminal = pty.openpty()
    command = [sys.executable, "-m", "course_lib", "lab", "--no-browser", "--port", "0"]
    process = subprocess.Popen(
        command,
        cwd=checkout,
        env=os.environ | {"HOME": str(tmp_path / "home")},
        stdin=terminal[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = ""
    while not (address := re.search(r"http://localhost:\S+", printed)):
        line = process.stdout.readline()
        assert line, f"the server ended: {printed}"
        printed += line
    wait_for(address[0])
    yield process, address[0]
    process.kill()
    process.wait()
    process.stdout.close()
    for end in terminal:
        os.close(end)


def test_every_command_explains_itself():
    """``--help`` names every command, and every command has a help text."""
    text = course_lib(CHECKOUT, "--help").stdout
    for command in ("lab", "reset"):
        assert command in text
        assert (
            f"usage: python -m course_lib {command}"
            in course_lib(CHECKOUT, command, "--help").stdout
        )


def test_the_version_is_printed():
    """``--version`` prints the version of the package."""
    assert course_lib(CHECKOUT, "--version").stdout == f"course_lib {__version__}\n"


def test_without_a_command_the_commands_are_listed():
    """No command is a usage error."""
    answer = course_lib(CHECKOUT)
    assert answer.returncode == 2
    assert "usage: python -m course_lib" in answer.stderr


def test_reset_says_where_the_old_copy_went(checkout):
    """``reset`` restores a lesson and names the backup, relative to the course's folder."""
    course_lib(checkout, "lab", "--prepare-only")
    answer = course_lib(checkout, "reset", "04")
    assert answer.returncode == 0
    assert f"{Path('workspace/04_tomek_links.ipynb')} is as new" in answer.stdout
    backup = re.search(r"kept as (.*)\.\n", answer.stdout)[1]
    assert (checkout / backup).exists()


def test_reset_of_an_unknown_lesson_is_a_usage_error(checkout):
    """``reset 99`` ends with code 2 and one sentence that names the choices."""
    answer = course_lib(checkout, "reset", "99")
    assert answer.returncode == 2
    assert answer.stderr == "There is no notebook '99': choose one of 00, 04.\n"


def test_a_missing_course_is_one_sentence(checkout):
    """``lab`` without notebooks ends with code 1 and a sentence, not with a traceback."""
    shutil.rmtree(checkout / "notebooks")
    answer = course_lib(checkout, "lab")
    assert answer.returncode == 1
    assert re.fullmatch("There are no notebooks in .*\n", answer.stderr)


def test_lab_serves_the_workspace_on_localhost_to_holders_of_the_token(server):
    """The address opens notebook 00 of the workspace; without its token there is no access."""
    _, address = server
    assert "/lab/tree/00_start_here.ipynb?token=" in address
    base, token = re.fullmatch(r"(.*)/lab/tree/.*\?token=(\w+)", address).groups()
    contents = json.load(urllib.request.urlopen(f"{base}/api/contents?token={token}"))
    names = {item["name"] for item in contents["content"]}
    assert names == {"00_start_here.ipynb", "04_tomek_links.ipynb"}
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{base}/api/contents")


def test_lab_asks_for_no_news_and_looks_for_no_update(server):
    """News, updates and extension downloads are off, whatever the user's own settings say."""
    base, token = re.fullmatch(r"(.*)/lab/tree/.*\?token=(\w+)", server[1]).groups()
    address = f"{base}/lab/api/settings/{NOTIFICATION}?token={token}"
    answer = json.load(urllib.request.urlopen(address))
    assert answer["settings"] == {}
    defaults = answer["schema"]["properties"]
    assert defaults["fetchNews"]["default"] == "false"
    assert defaults["checkForUpdates"]["default"] is False
    page = urllib.request.urlopen(server[1]).read().decode()
    assert re.search(r'"extensionManager": \{[^}]*"can_install": false', page)


def test_ctrl_c_stops_lab(server):
    """One Ctrl-C ends the server with code 0, asking nothing."""
    process, _ = server
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    assert time.monotonic() - started < 20
    assert "Traceback" not in process.stdout.read()


def test_a_terminal_without_a_display_gets_the_address_only():
    """On Linux a browser is opened only where there is a display to open it on."""
    assert not has_browser("posix", "linux", {})
    assert has_browser("posix", "linux", {"DISPLAY": ":0"})
    assert has_browser("posix", "darwin", {})
    assert has_browser("nt", "win32", {})
