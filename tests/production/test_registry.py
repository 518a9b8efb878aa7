"""A registry holds versions with their cards; a run that dies has changed nothing."""

import os
import shutil
import socket

import pytest
from sklearn.linear_model import LogisticRegression

from course_lib.production import Locked, Registry, registry


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A registry with one version that serves; its tables take seconds to make."""
    found = Registry(tmp_path_factory.mktemp("template") / "registry")
    with found.locked():
        add(found, "first", promote=True)
    return found.folder


@pytest.fixture
def store(tmp_path, template):
    """A copy of it, to be changed."""
    return Registry(shutil.copytree(template, tmp_path / "registry"))


def add(found, key, promote):
    """Register a small model under `key`."""
    model = LogisticRegression().fit([[0.0], [1.0], [2.0]], [0, int(key == "first"), 1])
    return found.add(
        key,
        lambda number: f"card {number}",
        model=model,
        configuration_yaml="scaler: none\n",
        tags={"outcome": "promoted"},
        metrics={"average precision": 0.5},
        promote=promote,
    )


def content(found):
    """What anybody reads of a registry."""
    return [(each.number, each.tags["key"], each.card()) for each in found.versions()], (
        found.serving().number,
        found.serving().model().coef_.tolist(),
    )


def test_an_empty_registry_has_no_version_and_nobody_serves(tmp_path):
    """Looking makes nothing."""
    found = Registry(tmp_path / "none")
    assert (found.versions(), found.serving()) == ([], None)
    assert not (tmp_path / "none").exists()


def test_a_version_comes_back_with_card_model_and_numbers(store):
    """What was registered is read back, and the alias names who serves."""
    version = store.serving()
    assert (version.number, version.tags["key"], version.card()) == (1, "first", "card 1")
    assert version.metrics == {"average precision": 0.5}
    assert version.model().predict([[5.0]]).tolist() == [1]


def test_only_a_promoted_version_serves(store):
    """A version that is not promoted is registered; the serving one stays."""
    with store.locked():
        add(store, "second", promote=False)
    assert [each.number for each in store.versions()] == [1, 2]
    assert store.serving().number == 1
    with store.locked():
        add(store, "third", promote=True)
    assert store.serving().number == 3


def test_a_moved_registry_still_serves(store, tmp_path):
    """No path in it has to hold: the folder may be copied elsewhere."""
    store.folder.rename(tmp_path / "moved")
    assert Registry(tmp_path / "moved").serving().model().predict([[5.0]]).tolist() == [1]


def test_a_second_run_is_locked_out_until_the_first_is_done(store):
    """Two runs on one registry: the second is refused at once, and later may go."""
    with store.locked():
        with pytest.raises(Locked, match="Another run works on"):
            with store.locked():
                pass
    with store.locked():
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill a process at a step")
@pytest.mark.parametrize(
    "step", ["_save", "create_run", "create_model_version", "set_registered_model_alias",
             "replace the model", "replace the database"]
)  # fmt: skip
def test_a_run_killed_at_any_step_leaves_the_registry_as_it_was(store, step):
    """After the kill it reads as before, nobody holds the lock, and the same run succeeds."""
    before, database = content(store), store.database.read_bytes()
    child = os.fork()
    if child == 0:
        _die_at(step)
        with store.locked():
            add(store, "second", promote=True)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (content(store), store.database.read_bytes()) == (before, database)
    with store.locked():
        add(store, "second", promote=True)
    assert [each.tags["key"] for each in store.versions()] == ["first", "second"]
    assert not list(store.folder.glob(".new-*"))


def _die_at(step):
    """Have this process die, with exit code 9, when it comes to a step."""
    import mlflow

    def die(*arguments, **options):
        os._exit(9)

    if step == "_save":
        registry._save = die
    elif step.startswith("replace"):
        own, replace = "model" if "model" in step else "registry.db", os.replace
        os.replace = lambda old, new: die() if old.name == own else replace(old, new)
    else:
        setattr(mlflow.MlflowClient, step, die)


def test_no_connection_is_opened(tmp_path, monkeypatch):
    """MLflow asks nobody and tells nobody anything."""
    asked = []
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, lambda self, *to: asked.append(to))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *to, **options: asked.append(to))
    found = Registry(tmp_path / "registry")
    with found.locked():
        add(found, "first", promote=True)
    assert found.serving().number == 1
    assert asked == []


def test_nothing_is_printed(tmp_path, capfd):
    """Neither MLflow's greetings nor its advice reach a terminal."""
    found = Registry(tmp_path / "registry")
    with found.locked():
        add(found, "first", promote=True)
    found.serving().model()
    assert capfd.readouterr() == ("", "")
