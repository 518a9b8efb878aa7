"""A table comes from the given folder, else the cache, else its address; never another file."""

import gzip
import hashlib
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pandas as pd
import pytest

from course_lib.datasets import TABLES, fetch, keep_file
from course_lib.datasets.content import content_digest
from course_lib.datasets.registry import RealTable

CONTENT = b"1.5,2,'-1'\n0.5,4,'1'\n"
OTHER = b"1.5,2,'-1'\n0.5,4,'-1'\n"


@pytest.fixture(autouse=True)
def no_course_data(monkeypatch):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def course_data(tmp_path, monkeypatch):
    folder = tmp_path / "course data"
    (folder / "sets").mkdir(parents=True)
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder / "sets"


@pytest.fixture
def cache(tmp_path):
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


@pytest.fixture
def register(monkeypatch):
    """Put a table called 'fake' into the registry, with the checksum of CONTENT."""

    def put(address=None):
        table = RealTable(
            path="sets/fake.csv",
            sha256=hashlib.sha256(CONTENT).hexdigest(),
            address=address,
            by_hand="fake.csv from its home",
            minority_label=1,
            citation="none",
        )
        monkeypatch.setitem(TABLES, "fake", table)

    return put


@pytest.fixture
def closed_address():
    """An address on this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/fake.csv"


@pytest.fixture
def serve():
    """Serve given bytes on this machine; the returned list records every request."""
    servers = []

    def start(content, status=200):
        requests = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                requests.append(self.path)
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/fake.csv", requests

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class TestFolder:
    @pytest.mark.parametrize(("ending", "pack"), [("", bytes), (".gz", gzip.compress)])
    def test_plain_and_gzipped(self, register, course_data, cache, ending, pack):
        """A file in the folder is taken, plain or gzipped; the checksum is of the bytes inside."""
        register()
        path = course_data / f"fake.csv{ending}"
        path.write_bytes(pack(CONTENT))
        assert fetch("fake", cache_dir=cache) == path

    def test_before_cache_and_network(self, register, course_data, cache, serve):
        """The folder comes before the cache, and nothing is requested."""
        address, requests = serve(CONTENT)
        register(address)
        for folder in (course_data, cache):
            (folder / "fake.csv").write_bytes(CONTENT)
        assert fetch("fake", cache_dir=cache).parent == course_data
        assert requests == []

    def test_wrong_checksum(self, register, course_data, cache):
        """Another file under the right name is refused, even when the cache holds the right one."""
        register()
        (course_data / "fake.csv").write_bytes(OTHER)
        (cache / "fake.csv").write_bytes(CONTENT)
        with pytest.raises(ValueError, match=r"fake\.csv is not the recorded table .*: remove it"):
            fetch("fake", cache_dir=cache)

    def test_damaged_archive(self, register, course_data, cache):
        """A truncated archive is refused like another file."""
        register()
        (course_data / "fake.csv.gz").write_bytes(gzip.compress(CONTENT)[:-6])
        with pytest.raises(ValueError, match=r"not the recorded table .* archive is damaged"):
            fetch("fake", cache_dir=cache)

    def test_no_folder(self, register, monkeypatch, cache):
        """A COURSE_DATA that is no folder is an error, not a reason to download."""
        register()
        monkeypatch.setenv("COURSE_DATA", str(cache / "nowhere"))
        with pytest.raises(FileNotFoundError, match=r"COURSE_DATA='.*nowhere' is not a folder"):
            fetch("fake", cache_dir=cache)


class TestCache:
    def test_before_network(self, register, cache, closed_address):
        """A cached file needs no network."""
        register(closed_address)
        (cache / "fake.csv").write_bytes(CONTENT)
        assert fetch("fake", cache_dir=cache) == cache / "fake.csv"

    def test_wrong_checksum(self, register, cache, serve):
        """Another file in the cache is refused, not replaced behind the user's back."""
        address, requests = serve(CONTENT)
        register(address)
        (cache / "fake.csv").write_bytes(OTHER)
        with pytest.raises(ValueError, match="not the recorded table"):
            fetch("fake", cache_dir=cache)
        assert requests == []


class TestDownload:
    def test_once(self, register, cache, serve, capsys):
        """A table is downloaded once, with a progress bar, and then comes from the cache."""
        address, requests = serve(CONTENT)
        register(address)
        assert fetch("fake", cache_dir=cache).read_bytes() == CONTENT
        assert "100%" in capsys.readouterr().out
        fetch("fake", cache_dir=cache)
        assert requests == ["/fake.csv"]

    def test_changed_at_the_source(self, register, cache, serve):
        """If the address holds something else, that is said and nothing is kept."""
        register(serve(OTHER)[0])
        with pytest.raises(ValueError, match="no longer holds the recorded table"):
            fetch("fake", cache_dir=cache)
        assert list(cache.iterdir()) == []

    @pytest.mark.parametrize("reason", ["offline", "not found"])
    def test_unreachable(self, register, cache, closed_address, serve, reason):
        """Offline or a missing page: one line, with where to get the file and where to put it."""
        register(closed_address if reason == "offline" else serve(b"", status=404)[0])
        with pytest.raises(ConnectionError, match="could not be downloaded") as refusal:
            fetch("fake", cache_dir=cache)
        message = str(refusal.value)
        assert "fake.csv from its home" in message
        assert str(cache / "fake.csv") in message
        assert "sets/fake.csv in the folder named by COURSE_DATA" in message
        assert "\n" not in message
        assert refusal.value.__suppress_context__

    def test_no_address(self, register, cache):
        """A table without an address is never downloaded; the manual route is given."""
        register(None)
        with pytest.raises(FileNotFoundError, match=r"cannot be downloaded: get fake\.csv from"):
            fetch("fake", cache_dir=cache)


@pytest.fixture
def register_content(monkeypatch):
    """Put a table called 'made' into the registry whose checksum is of what it says."""
    table = RealTable(
        path="sets/made.csv",
        sha256=content_digest(pd.DataFrame({"age": [1.5, 0.1], "sex": ["f", "NA"]})),
        of_content=True,
        address=None,
        by_hand="made.csv from its home",
        minority_label=1,
        citation="none",
    )
    monkeypatch.setitem(TABLES, "made", table)


@pytest.mark.usefixtures("register_content")
class TestContent:
    @pytest.mark.parametrize(
        "written", ["age,sex\n1.5,f\n0.1,NA\n", "sex,age\r\nf,1.50\r\nNA,1e-1\r\n"]
    )
    def test_other_spelling(self, cache, written):
        """Line ends, zeros, exponents and the order of columns make no difference."""
        (cache / "made.csv").write_bytes(written.encode())
        assert fetch("made", cache_dir=cache) == cache / "made.csv"

    @pytest.mark.parametrize(
        "written",
        [
            "age,sex\n0.1,NA\n1.5,f\n",
            "age,sex\n1.5,f\n0.10000000000000002,NA\n",
            "age,sex\n1.5,f\n0.1,na\n",
            "age,gender\n1.5,f\n0.1,NA\n",
            "age,sex\n1.5,f\n",
            "",
            "\0\xff",
        ],
        ids=["order", "number", "name", "column", "row", "empty", "noise"],
    )
    def test_other_content(self, cache, written):
        """Another order of rows, number, name or column is another table."""
        (cache / "made.csv").write_bytes(written.encode("latin1"))
        with pytest.raises(ValueError, match="is not the recorded table"):
            fetch("made", cache_dir=cache)

    def test_parquet(self, cache, monkeypatch):
        """The same table as Parquet, in narrower types, is the same; a damaged one is refused."""
        times = pd.to_datetime(["2018-07-25 00:00:29", "2018-07-26 23:59:59"])
        table = pd.DataFrame({"n": [1, 2], "time": times})
        changes = {"path": "made.parquet", "sha256": content_digest(table)}
        monkeypatch.setitem(TABLES, "made", replace(TABLES["made"], **changes))
        path = cache / "made.parquet"
        table.astype({"n": "int8", "time": "datetime64[ns]"}).to_parquet(path)
        assert fetch("made", cache_dir=cache) == path
        path.write_bytes(path.read_bytes()[:-30])
        with pytest.raises(ValueError, match="cannot be read as a table"):
            fetch("made", cache_dir=cache)


class TestKeeping:
    @pytest.mark.parametrize(("name", "pack"), [("d.csv", bytes), ("d.csv.gz", gzip.compress)])
    def test_found_afterwards(self, register, cache, tmp_path, name, pack):
        """A file brought by hand is checked, copied, and then found under its right name."""
        register()
        (tmp_path / name).write_bytes(pack(CONTENT))
        kept = keep_file("fake", tmp_path / name, cache_dir=cache / "new")
        assert fetch("fake", cache_dir=cache / "new") == kept
        assert kept.name == "fake.csv" + kept.suffix.replace(".csv", "")
        assert (tmp_path / name).exists()

    def test_wrong_file(self, register, cache, tmp_path):
        """Another file is refused and nothing is kept."""
        register()
        (tmp_path / "d.csv").write_bytes(OTHER)
        with pytest.raises(ValueError, match=r"d\.csv is not the recorded fake .*: get fake\.csv"):
            keep_file("fake", tmp_path / "d.csv", cache_dir=cache)
        assert list(cache.iterdir()) == []

    def test_no_file(self, register, cache):
        """A path that leads nowhere is named."""
        register()
        with pytest.raises(FileNotFoundError, match=r"nowhere\.csv is not a file"):
            keep_file("fake", "nowhere.csv", cache_dir=cache)


def test_unknown_name():
    """An unknown name is answered with the known ones."""
    with pytest.raises(ValueError, match="Unknown table 'cards'; choose one of adult, batista_"):
        fetch("cards")


def test_import_is_silent():
    """Importing the package opens no connection."""
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('connection on import')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "import course_lib.datasets\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
