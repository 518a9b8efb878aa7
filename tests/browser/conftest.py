"""A JupyterLab of its own and a headless Chromium, for tests that touch the course as a reader."""

import ast
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from jupyter_client import BlockingKernelClient
from playwright.sync_api import TimeoutError, sync_playwright

from course_lib.__main__ import SETTINGS

CHECKOUT = Path(__file__).resolve().parents[2]
SCREENSHOTS = CHECKOUT / ".ci" / "logs" / "browser"
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
TOKEN = "course"
PATIENCE, ASK_AGAIN = 120, 40  # seconds until something counts as stuck, and until asked again


def chromium_path():
    """Return where a Chromium is installed, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Lab:
    """A running JupyterLab that serves copies of the notebooks."""

    def __init__(self, folder):
        self.folder, self.runtime = folder, folder / "runtime"
        self.address = f"http://localhost:{free_port()}"
        for path in sorted((CHECKOUT / "notebooks").glob("*.ipynb")):
            shutil.copy(path, folder)
        environment = {
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_RUNTIME_DIR": str(self.runtime),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": str(folder / "ipython"),
            "COURSE_PROGRESS": str(folder / "progress.jsonl"),
        }
        arguments = [
            f"--ServerApp.root_dir={folder}",
            f"--port={self.address.rpartition(':')[2]}",
            f"--IdentityProvider.token={TOKEN}",
            "--no-browser",
            "--allow-root",
        ]
        self.log = (folder / "lab.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *SETTINGS, *arguments],
            cwd=CHECKOUT, env=os.environ | environment, stdout=self.log, stderr=self.log,
        )  # fmt: skip

    def wait(self):
        """Return when the server answers."""
        for _ in range(PATIENCE * 4):
            try:
                return urllib.request.urlopen(f"{self.address}/api?token={TOKEN}").read()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        raise RuntimeError((self.folder / "lab.log").read_text()[-2000:])

    def page_of(self, name):
        """Return the address of a notebook, in a workspace without other tabs."""
        return f"{self.address}/lab/tree/{name}?token={TOKEN}&reset"

    def end_kernels(self):
        """End every kernel: a notebook that is opened again would show what its last one left."""
        sessions = f"{self.address}/api/sessions"
        for session in json.load(urllib.request.urlopen(f"{sessions}?token={TOKEN}")):
            address = f"{sessions}/{session['id']}?token={TOKEN}"
            urllib.request.urlopen(urllib.request.Request(address, method="DELETE")).close()

    def ask(self, code):
        """Return what an expression is worth in the kernel that was started last."""
        newest = max(self.runtime.glob("kernel-*.json"), key=lambda path: path.stat().st_mtime)
        client = BlockingKernelClient(connection_file=str(newest))
        client.load_connection_file()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=PATIENCE)
            reply = client.execute_interactive(
                "", user_expressions={"asked": f"__import__('json').dumps({code})"},
                timeout=PATIENCE, store_history=False,
            )  # fmt: skip
        finally:
            client.stop_channels()
        found = reply["content"]["user_expressions"]["asked"]
        return json.loads(ast.literal_eval(found["data"]["text/plain"]))


def run_all(page, lab, name):
    """Open a notebook, run it, and return its planes once the first has its samples.

    On a busy machine the menu can be there before the notebook listens to it, so it is asked again.
    """
    lab.end_kernels()
    page.goto(lab.page_of(name))
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    for _ in range(PATIENCE // ASK_AGAIN):
        page.locator("[data-status=idle]").first.wait_for()
        page.locator(".jp-Notebook .jp-Cell").first.click()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(TimeoutError):
            page.locator(".course-plane svg").first.wait_for(timeout=1000 * ASK_AGAIN)
            return page.locator(".course-plane")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "stuck.png")
    raise AssertionError(f"{name} shows no plane; see {SCREENSHOTS / 'stuck.png'}")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Return a JupyterLab that runs until the last test."""
    lab = Lab(tmp_path_factory.mktemp("lab"))
    lab.wait()
    yield lab
    lab.process.terminate()
    lab.process.wait(PATIENCE)
    lab.log.close()


@pytest.fixture(scope="session")
def chromium():
    """Return a headless Chromium."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium was found: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Watched:
    """What a page says on its console and whom it asks, while it is looked at."""

    def __init__(self, page):
        self.errors, self.hosts = [], set()
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2].split(":")[0]))


@pytest.fixture
def page(chromium):
    """Return an empty page with an eye kept on its console and requests."""
    page = chromium.new_page(viewport={"width": 1200, "height": 1000})
    page.set_default_timeout(PATIENCE * 1000)
    page.watched = Watched(page)
    yield page
    page.close()
