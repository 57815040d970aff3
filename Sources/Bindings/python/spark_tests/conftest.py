"""A cluster of this machine: a master, and workers of one core that can be killed."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import kalends
import pyarrow
import pyarrow.parquet
import pytest
from pyspark.sql import DataFrame, SparkSession

#: How many calendars are converted.
COUNT = int(os.environ.get("KALENDS_CALENDARS", "5000"))
#: How many files they are in.
FILES = 32
SPEC = find_spec("pyspark")
assert SPEC and SPEC.submodule_search_locations
HOME = Path(SPEC.submodule_search_locations[0])


def calendar(number: int, *lines: str) -> bytes:
    """A calendar with a series; lines take the place of its rule."""
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Europe/Berlin:202601{number % 28 + 1:02}T090000",
        *(lines or (f"RRULE:FREQ=WEEKLY;COUNT={number % 5 + 1}",)), f"SUMMARY:Meeting {number}", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines).encode()


def generated(number: int) -> bytes:
    """A calendar with some series of its own."""
    whole, events = calendar(number), []
    start, end = whole.index(b"BEGIN:VEVENT"), whole.index(b"END:VCALENDAR")
    for event in range(6):
        people = "".join(f"ATTENDEE;CN=Person {one};PARTSTAT=ACCEPTED:mailto:person-{one}@example.com\r\n" for one in range(event))
        own = f"UID:{number}-{event}@example.com\r\nDESCRIPTION:Room {event}\\, please bring the notes of week {number}\r\n{people}"
        events.append(whole[start:end].replace(f"UID:{number}\r\n".encode(), own.encode()))
    return whole[:start] + b"".join(events) + whole[end:]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


class Cluster:
    """A master, and two workers."""

    def __init__(self, folder: Path) -> None:
        os.environ |= {
            "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
            "SPARK_WORKER_DIR": str(folder / "work"), "SPARK_LOCAL_DIRS": str(folder / "local"),
        }  # fmt: skip
        self.port = free_port()
        self.log = (folder / "log").open("wb")
        self.master = self.start("master.Master", "--host", "127.0.0.1", "--port", str(self.port), "--webui-port", str(free_port()))
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.2)
        processors = os.sched_getaffinity(0)
        self.workers = [(core, self.worker(core)) for core in (min(processors), max(processors))]

    def start(self, *arguments: str, core: int | None = None) -> subprocess.Popen[bytes]:
        command = [] if core is None else ["taskset", "--cpu-list", str(core)]
        command += [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{arguments[0]}", *arguments[1:]]
        return subprocess.Popen(command, stdout=self.log, stderr=self.log, start_new_session=True)

    def worker(self, core: int) -> subprocess.Popen[bytes]:
        """A worker with one core, whatever processes it has; in a session of its own, so that it can be killed with all of them."""
        return self.start(
            "worker.Worker", "--host", "127.0.0.1", "--webui-port", str(free_port()), "-c", "1", "-m", "1g",
            f"spark://127.0.0.1:{self.port}", core=core,
        )  # fmt: skip

    def end(self, one: subprocess.Popen[bytes]) -> None:
        try:
            os.killpg(one.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        one.wait()

    def replace_a_worker(self) -> None:
        """Kills a worker with all that it does, and starts another."""
        core, one = self.workers.pop(0)
        self.end(one)
        self.workers.append((core, self.worker(core)))

    def session(self, cores: int = 2) -> SparkSession:
        builder: Any = SparkSession.builder
        session: SparkSession = (
            builder.master(f"spark://127.0.0.1:{self.port}")
            .config("spark.ui.enabled", "false")
            .config("spark.cores.max", str(cores))
            .config("spark.executor.memory", "900m")
            .config("spark.executorEnv.PYTHONPATH", str(Path(kalends.__file__).parent.parent))
            .config("spark.executorEnv.KALENDS_LIBRARY", os.environ.get("KALENDS_LIBRARY", ""))
            .config("spark.executorEnv.KALENDS_COMMAND", os.environ.get("KALENDS_COMMAND", ""))
            .config("spark.sql.shuffle.partitions", "8")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("OFF")
        return session

    def close(self) -> None:
        for one in [self.master, *(one for _, one in self.workers)]:
            self.end(one)
        self.log.close()


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


# The cluster ends with the tests, also when they are stopped.
signal.signal(signal.SIGTERM, interrupted)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.close()


@pytest.fixture
def spark(cluster: Cluster) -> SparkSession:
    """A session, which the tests share until one stops it."""
    return cluster.session()


def table(spark: SparkSession, rows: list[tuple[str, bytes | None]], partitions: int) -> DataFrame:
    return spark.createDataFrame(rows, "path string, content binary").repartition(partitions)


def digest(hashes: dict[str, str]) -> str:
    """One hash for those of many outputs, whatever their order."""
    return hashlib.sha256("".join(f"{path} {hashes[path]}\n" for path in sorted(hashes)).encode()).hexdigest()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files with tables of generated calendars."""
    folder = tmp_path_factory.mktemp("calendars")
    schema = pyarrow.schema([("path", pyarrow.string()), ("content", pyarrow.binary())])
    for file in range(FILES):
        numbers = range(file, COUNT, FILES)
        rows = [{"path": f"/calendars/{number:06}.ics", "content": generated(number)} for number in numbers]
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema), folder / f"{file:02}.parquet")
    return folder


@pytest.fixture(scope="session")
def expected(folder: Path) -> str:
    """What one process makes of them."""
    hashes = {}
    for file in sorted(folder.iterdir()):
        rows = pyarrow.parquet.read_table(file).to_pylist()
        for row, result in zip(rows, kalends.convert_many([row["content"] for row in rows], to="xcal")):
            assert isinstance(result, kalends.Conversion)
            hashes[row["path"]] = hashlib.sha256(result.content).hexdigest()
    assert len(hashes) == COUNT
    return digest(hashes)


@pytest.fixture
def during_a_job(spark: SparkSession) -> Callable[[Callable[[], Any], Callable[[], None], Callable[[], bool]], Any]:
    """Runs a job, and does something once when a condition holds; fails if the job was over before."""
    def run(job: Callable[[], Any], action: Callable[[], None], is_time: Callable[[], bool]) -> Any:
        over, done = threading.Event(), threading.Event()

        def watch() -> None:
            while not over.wait(0.05):
                if is_time():
                    action()
                    return done.set()

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            return job()
        finally:
            over.set()
            watcher.join()
            assert done.is_set(), "the job was over before"

    return run
