"""A model registry in one folder: MLflow's tables in a SQLite file, and a folder per version.

Everything is written to a copy of the database; one rename makes the copy the database. A run that
is killed before it has changed nothing that anybody reads.
"""

import contextlib
import logging
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple

from course_lib.config import read
from course_lib.config.retraining import RetrainingConfiguration

NAME, SERVING = "classifier", "champion"  # of the registered model, of the alias of who serves


class Locked(RuntimeError):
    """Another run works on this registry."""


class Version(NamedTuple):
    """One registered model.

    Attributes
    ----------
    number : int
    tags : dict of str to str
        As given to :meth:`Registry.add`, and ``key``.
    metrics : dict of str to float
    folder : Path
        Holds the model, ``configuration.yaml`` and ``model_card.md``.
    """

    number: int
    tags: dict
    metrics: dict
    folder: Path

    def model(self):
        """Return the fitted model. It is a pickle: load none from a registry you do not trust."""
        return _mlflow().sklearn.load_model(str(self.folder))

    def configuration(self):
        """Return the configuration that made the model."""
        return read(self.folder / "configuration.yaml", RetrainingConfiguration)

    def card(self):
        """Return the model card, as Markdown."""
        return (self.folder / "model_card.md").read_text(encoding="utf-8")


class Registry:
    """Registered versions, of which at most one serves.

    Parameters
    ----------
    folder : str or Path
        Made by the first :meth:`locked`. MLflow's own tools open it as
        ``sqlite:///<folder>/registry.db``; only they need the folder to stay where it is.
    """

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.database = self.folder / "registry.db"

    @contextlib.contextmanager
    def locked(self):
        """Keep other runs out; raises `Locked` where one is in. The lock ends with the process."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # SQLite's own lock on an empty file: on every system, and gone with whoever holds it.
        lock = sqlite3.connect(self.folder / "lock.db", timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield self
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise Locked(
                f"Another run works on {self.folder}; try again when it is done."
            ) from None
        finally:
            lock.close()

    def versions(self):
        """Return every `Version`, the oldest first."""
        if not self.database.exists():
            return []
        client = _client(self.database)
        found = client.search_model_versions(f"name='{NAME}'", max_results=10_000)
        return sorted((self._version(client, each) for each in found), key=lambda each: each.number)

    def serving(self):
        """Return the `Version` that serves, or None."""
        if not self.database.exists():
            return None
        client = _client(self.database)
        return self._version(client, client.get_model_version_by_alias(NAME, SERVING))

    def add(self, key, describe, *, model, configuration_yaml, tags, metrics, promote):
        """Register a version, all of it or nothing; call it under :meth:`locked`.

        Parameters
        ----------
        key : str
            Names the version's folder; the same input has the same key.
        describe : callable
            ``describe(number)`` returns the model card.
        model : fitted scikit-learn estimator
        configuration_yaml : str
        tags : dict of str to str
        metrics : dict of str to float
        promote : bool
            Whether it serves from now on.

        Returns
        -------
        version : Version
        """
        for left in self.folder.glob(".new-*"):  # by a run that was killed
            shutil.rmtree(left)
        staged = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        files, database, place = staged / "model", staged / "registry.db", self._place(key)
        _save(model, files)
        if self.database.exists():
            shutil.copyfile(self.database, database)
        client = _client(database)
        number = self._write(client, place, tags | {"key": key}, metrics, promote)
        (files / "configuration.yaml").write_text(configuration_yaml, encoding="utf-8")
        (files / "model_card.md").write_text(describe(number), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)  # no version names it yet
        place.parent.mkdir(exist_ok=True)
        os.replace(files, place)
        os.replace(database, self.database)  # until here nothing has happened
        shutil.rmtree(staged)
        return Version(number, tags | {"key": key}, metrics, place)

    def _write(self, client, place, tags, metrics, promote):
        if not client.search_registered_models(f"name='{NAME}'"):
            client.create_registered_model(NAME)
            client.create_experiment(NAME, artifact_location=(self.folder / "runs").as_uri())
        run = client.create_run(client.get_experiment_by_name(NAME).experiment_id)
        for name, value in metrics.items():
            client.log_metric(run.info.run_id, name, value)
        client.set_terminated(run.info.run_id)
        source = dict(source=place.as_uri(), run_id=run.info.run_id)
        version = client.create_model_version(NAME, tags=tags, **source)
        if promote:
            client.set_registered_model_alias(NAME, SERVING, version.version)
        return int(version.version)

    def _version(self, client, found):
        metrics = client.get_run(found.run_id).data.metrics
        return Version(int(found.version), found.tags, metrics, self._place(found.tags["key"]))

    def _place(self, key):
        return self.folder / "models" / key[:16]


def _mlflow():
    """Import MLflow, which takes seconds; it sends nothing and says nothing."""
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = os.environ["DO_NOT_TRACK"] = "true"
    # Without a pool no connection outlives its use: the file behind it may be replaced.
    os.environ["MLFLOW_SQLALCHEMYSTORE_POOLCLASS"] = "NullPool"
    import mlflow.sklearn

    logging.getLogger("mlflow").setLevel(logging.ERROR)
    logging.getLogger("alembic").setLevel(logging.ERROR)
    return mlflow


def _client(database):
    address = f"sqlite:///{database.as_posix()}"
    return _mlflow().MlflowClient(tracking_uri=address, registry_uri=address)


def _save(model, folder):
    """Save a model in MLflow's format; naming what it needs spares a search of many seconds."""
    import sklearn

    needs = [f"scikit-learn=={sklearn.__version__}"]
    _mlflow().sklearn.save_model(
        model, str(folder), serialization_format="pickle", pip_requirements=needs
    )
