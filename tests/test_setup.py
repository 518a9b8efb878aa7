"""What is asked for, what is locked and what set_up.py does with it agree."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import course_lib
import set_up

CHECKOUT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
ENVIRONMENT = yaml.safe_load((CHECKOUT / "environment.yml").read_text())
LOCKS = {"lessons": "requirements.lock", "development": "requirements-dev.lock"}
PYTHONS = ("3.11", "3.12", "3.13")


def locked(lock):
    """Every requirement of a lock, one per entry, markers included."""
    text = (CHECKOUT / LOCKS[lock]).read_text()
    return [Requirement(line.rstrip("\\ ")) for line in re.findall(r"(?m)^[^\s#].*", text)]


def versions(lock):
    """Locked version by name."""
    return {canonicalize_name(pin.name): pin.specifier for pin in locked(lock)}


def asked(*extras):
    """The requirements of pyproject.toml and of some of its extras."""
    project = PYPROJECT["project"]
    lines = project["dependencies"] + PYPROJECT["build-system"]["requires"]
    for extra in extras:
        lines = lines + project["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


# The locks


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_one_version_of_each_package(lock):
    """No package stands twice in a lock, under whatever markers, and each has one exact version."""
    pins = locked(lock)
    assert len(pins) == len({canonicalize_name(pin.name) for pin in pins})
    assert all(re.fullmatch(r"==[^,*]+", str(pin.specifier)) for pin in pins)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_no_file_names_an_index(lock):
    """Every entry of a lock carries hashes, and no lock holds an address."""
    text = (CHECKOUT / LOCKS[lock]).read_text()
    entries = re.split(r"(?m)^(?=[^\s#])", text)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize(("lock", "extras"), [("lessons", ()), ("development", ("dev",))])
def test_a_lock_satisfies_the_ranges_of_pyproject(lock, extras):
    """Every range of pyproject.toml, the build backend's too, contains the locked version."""
    pins = versions(lock)
    for requirement in asked(*extras):
        (pin,) = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin.version), requirement


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_what_a_locked_package_needs_is_locked(lock, python):
    """For each Python, everything that an installed package needs is in the lock, in range."""
    from importlib.metadata import PackageNotFoundError, metadata

    environment = {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    pins = {
        canonicalize_name(pin.name): pin
        for pin in locked(lock)
        if pin.marker is None or pin.marker.evaluate(environment)
    }
    for name in pins:
        try:
            needs = metadata(name).get_all("Requires-Dist") or []
        except PackageNotFoundError:  # for another Python than this one
            continue
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate(environment):
                (pin,) = pins[canonicalize_name(need.name)].specifier
                assert need.specifier.contains(pin.version), f"{name} needs {need}"


def test_the_development_lock_is_the_lessons_lock_and_more():
    """Everything of the lessons' lock stands in the development lock with the same version."""
    assert versions("lessons").items() <= versions("development").items()


def test_the_lessons_lock_has_no_development_tool():
    """No package of the dev extra, and nothing that only such a package needs, is a learner's."""
    lessons = versions("lessons")
    only_for_tools = {canonicalize_name(need.name) for need in asked("dev")} - {"pyyaml"}
    for name in only_for_tools - {canonicalize_name(need.name) for need in asked()}:
        assert name not in lessons
    for name in ("coverage", "execnet", "iniconfig", "pluggy", "sortedcontainers"):
        assert name not in lessons


# The other files


def test_conda_installs_the_package_itself_within_its_ranges():
    """environment.yml takes Python and pip from conda-forge, everything else by ``-e .``."""
    assert ENVIRONMENT["channels"][0] == "conda-forge"
    *conda, pip = ENVIRONMENT["dependencies"]
    assert [Requirement(line).name for line in conda] == ["python", "pip"]
    assert pip == {"pip": ["-e ."]}


def test_every_file_asks_for_the_same_python():
    """environment.yml, pyproject.toml, ruff and set_up.py agree on the oldest Python."""
    wanted = SpecifierSet(PYPROJECT["project"]["requires-python"])
    assert Requirement(ENVIRONMENT["dependencies"][0]).specifier == wanted
    assert wanted == SpecifierSet(">={}.{}".format(*set_up.OLDEST))
    assert PYPROJECT["tool"]["ruff"]["target-version"] == "py{}{}".format(*set_up.OLDEST)
    assert sorted(set_up.TESTED) == sorted(PYTHONS)
    assert all(wanted.contains(python) for python in PYTHONS)


def test_every_file_names_the_same_version():
    """pyproject.toml, the package and CITATION.cff agree on the version."""
    citation = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text())
    assert PYPROJECT["project"]["version"] == course_lib.__version__ == citation["version"]


# set_up.py


def test_set_up_parses_on_old_pythons():
    """set_up.py uses nothing that Python 2.7 cannot parse, so that it can say it is too old."""
    tree = ast.parse((CHECKOUT / "set_up.py").read_text())
    newer = (
        ast.AnnAssign,
        ast.AsyncFunctionDef,
        ast.JoinedStr,
        ast.NamedExpr,
        ast.Nonlocal,
        ast.Starred,
        ast.YieldFrom,
    )
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    starred = {argument for call in calls for argument in call.args[-1:]}  # f(*arguments) is old
    for node in ast.walk(tree):
        assert not isinstance(node, newer) or node in starred, ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            every = [*node.args.args, *node.args.kwonlyargs]
            assert not node.args.kwonlyargs and not node.returns
            assert not any(argument.annotation for argument in every)
        if isinstance(node, ast.Raise):
            assert node.cause is None


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_says_which_one_is_needed(monkeypatch, version):
    """Where only an older Python is found, one sentence says what to install."""
    monkeypatch.setattr(set_up.sys, "version_info", version)
    monkeypatch.setattr(set_up, "find", lambda version: None)
    with pytest.raises(
        set_up.Stop, match=r"needs Python 3.11 or newer and this is {}\.{}:".format(*version)
    ):
        set_up.choose("", "no-environment")


def test_an_old_python_hands_over_to_the_newest_that_runs(monkeypatch):
    """Where this Python is too old, the newest of the tested ones that runs is taken."""
    monkeypatch.setattr(set_up.sys, "version_info", (3, 10))
    monkeypatch.setattr(set_up, "find", {"3.11": "eleven", "3.12": "twelve", "3.13": None}.get)
    assert set_up.choose("", "no-environment") == "twelve"


def test_a_python_that_does_not_run_is_passed_over(monkeypatch, tmp_path):
    """A name on PATH that fails, as a version manager's stand-in does, is not found."""
    stand_in = tmp_path / "python3.99"
    stand_in.write_text("#!/bin/sh\nexit 127\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert set_up.find("3.99") is None
    with pytest.raises(set_up.Stop, match="PYTHON=python3.99: no such Python runs here"):
        set_up.choose("python3.99", ".venv")


def test_an_old_python_asked_for_is_refused(monkeypatch):
    """``PYTHON=`` with an old Python is refused with a sentence that names its version."""
    monkeypatch.setattr(set_up, "answers", lambda command: ["3.10", "/somewhere/python3.10"])
    with pytest.raises(set_up.Stop, match="PYTHON=old is Python 3.10: the course needs"):
        set_up.choose("old", ".venv")


def test_a_full_disk_is_said_before_anything_is_made(monkeypatch, tmp_path):
    """Too little space stops the set-up with how much is needed and how much there is."""
    monkeypatch.setattr(set_up.shutil, "disk_usage", lambda place: SimpleNamespace(free=5 * 10**6))
    environment = set_up.Environment(str(tmp_path / "venv"))
    with pytest.raises(set_up.Stop, match=r"needs about \d+ MB and 5 MB are free"):
        environment.build("")
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_names_the_package(monkeypatch, tmp_path):
    """Debian's Python without venv stops the set-up with the name of the package to install."""
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(set_up.Stop, match=r"apt install python3\.\d+-venv\)"):
        set_up.Environment(str(tmp_path / "venv")).build("")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "ran out of disk space"),
        ("ConnectionError: Max retries exceeded", "connect to the internet"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "connect to the internet"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "differs from"),
    ],
)
def test_what_pip_says_becomes_one_sentence(said, sentence):
    """What a user can mend is told in one line that says how."""
    explained = set_up.explain(said)
    assert sentence in explained
    assert "\n" not in explained


def test_a_folder_that_is_no_environment_is_not_removed(tmp_path):
    """VENV= naming a folder with other things in it is refused; the folder stays."""
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(set_up.Stop, match="is not a virtual environment"):
        set_up.Environment(str(tmp_path)).fault(None)
    assert (tmp_path / "thesis.txt").exists()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Folder of an environment with nothing but pip in it, made once."""
    folder = tmp_path_factory.mktemp("an environment") / "venv"
    set_up.Environment(str(folder)).build("")
    return folder


class TestEnvironment:
    """What becomes of an environment from one run to the next."""

    @pytest.fixture
    def environment(self, made):
        """That environment with a fresh record."""
        result = set_up.Environment(str(made))
        result.record = {}
        result.save()
        return result

    def test_a_sound_environment_is_kept(self, environment):
        """An environment that runs is kept, whatever Python it holds, unless one is asked for."""
        version = "{}.{}".format(*sys.version_info[:2])
        assert environment.fault(None) is None
        assert environment.fault(version) is None
        assert environment.fault("3.99") == f"it holds Python {version} and PYTHON asks for 3.99"

    def test_an_old_python_keeps_a_sound_environment(self, environment, monkeypatch):
        """Where every Python on PATH is too old, the one in the environment goes on serving."""
        monkeypatch.setattr(set_up, "find", lambda version: None)
        monkeypatch.setattr(set_up.sys, "version_info", (3, 10))
        assert set_up.choose("", environment.folder) == environment.python

    def test_what_is_up_to_date_starts_no_pip(self, environment, monkeypatch):
        """Both targets call pip once for the lock and once for the package, and never again."""
        calls = []
        monkeypatch.setattr(environment, "pip", lambda what, arguments, total=0: calls.append(what))
        for target in ("development", "lessons", "development", "lessons"):
            environment.install(target)
        assert len(calls) == 2
        again = set_up.Environment(environment.folder)
        monkeypatch.setattr(again, "pip", lambda *arguments: pytest.fail("pip was called"))
        again.install("lessons")

    def test_a_new_lock_is_installed(self, environment, monkeypatch):
        """A lock that changed since it was installed is installed again."""
        calls = []
        monkeypatch.setattr(environment, "pip", lambda what, arguments, total=0: calls.append(what))
        environment.record = {"lessons": "the digest of another lock"}
        environment.install("lessons")
        assert "requirements.lock" in calls[0]

    def test_a_moved_checkout_installs_the_package_again(self, environment, monkeypatch):
        """The package is installed by its path, so a moved checkout installs it anew."""
        monkeypatch.setattr(environment, "pip", lambda what, arguments, total=0: None)
        environment.install("lessons")
        calls = []
        monkeypatch.setattr(environment, "pip", lambda what, arguments: calls.append(what))
        monkeypatch.setattr(set_up, "CHECKOUT", str(Path(set_up.CHECKOUT) / "course_lib" / ".."))
        environment.install("lessons")
        assert calls == ["course_lib"]

    def test_an_interrupted_installation_is_built_anew(self, environment, monkeypatch):
        """Killed while pip installs, the environment counts as unfinished on the next run."""

        def killed(*arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(environment, "watch", killed)
        with pytest.raises(KeyboardInterrupt):
            environment.pip("a package", ["--no-index", "no-such-package"])
        reason = set_up.Environment(environment.folder).fault(None)
        assert reason == "its last installation was interrupted"

    def test_a_failed_download_damages_nothing(self, environment):
        """Where pip fails before it installs, the sentence says so and the environment is kept."""
        with pytest.raises(set_up.Stop, match="connect to the internet"):
            environment.pip("a package", ["--no-index", "no-such-package"])
        assert set_up.Environment(environment.folder).fault(None) is None

    def test_a_failure_while_pip_installs_is_built_anew(self, environment, tmp_path):
        """Where pip fails halfway through, the environment counts as unfinished."""
        pip = tmp_path / "python"
        pip.write_text("#!/bin/sh\necho Installing collected packages: a, b\nexit 1\n")
        pip.chmod(0o755)
        environment.python = str(pip)
        with pytest.raises(set_up.Stop, match="pip failed: Installing collected packages: a, b;"):
            environment.pip("two packages", [])
        reason = set_up.Environment(environment.folder).fault(None)
        assert reason == "its last installation was interrupted"

    def test_a_broken_environment_is_built_anew(self, environment, made, tmp_path):
        """An environment whose Python is gone is built anew, not used."""
        copy = tmp_path / "copy"
        shutil.copytree(made, copy, symlinks=True)
        broken = set_up.Environment(str(copy))
        os.replace(broken.python, broken.python + ".gone")
        assert broken.fault(None) == "its Python or its pip does not run"


def test_a_read_only_folder_is_one_sentence(tmp_path):
    """Where the environment cannot be written, one sentence says what to do, without traceback."""
    (tmp_path / "file").write_text("")
    answer = subprocess.run(
        [sys.executable, "set_up.py", "lessons", "--venv", str(tmp_path / "file" / "venv")],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1
    assert re.fullmatch(r"Cannot write in .*: make room or copy the course .*\n", answer.stderr)


def test_the_record_is_json_inside_the_environment(tmp_path):
    """The record lies in the environment, so that removing the environment removes it too."""
    environment = set_up.Environment(str(tmp_path))
    environment.record = {"lessons": "digest"}
    environment.save()
    assert json.loads((tmp_path / "set-up.json").read_text()) == {"lessons": "digest"}
