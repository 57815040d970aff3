"""Tests of kalends.spark on a cluster of this machine; `make test-spark` runs them."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import kalends
import kalends.spark
import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import BinaryType, StringType, StructField, StructType

COUNT = int(os.environ.get("KALENDS_CALENDARS", "5000"))
HOME = Path(__import__("pyspark").__file__).parent
PORT = 17077


def calendar(number: int) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Europe/Berlin:202601{number % 28 + 1:02}T090000", f"RRULE:FREQ=WEEKLY;COUNT={number % 5 + 1}",
        f"SUMMARY:Meeting {number}", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines).encode()


def process(*arguments: str) -> subprocess.Popen[bytes]:
    command = [str(HOME / "bin" / "spark-class"), *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def worker() -> subprocess.Popen[bytes]:
    """A worker with one core; in a session of its own, so that it can be killed with its executors."""
    return process("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "-c", "1", "-m", "1g", f"spark://127.0.0.1:{PORT}")


def end(one: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(one.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    one.wait()


@pytest.fixture(scope="module")
def cluster() -> Iterator[list[subprocess.Popen[bytes]]]:
    """A master and two workers."""
    os.environ |= {
        "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
        "SPARK_WORKER_DIR": os.environ.get("TMPDIR", "/tmp") + "/kalends-spark",
    }  # fmt: skip
    started = [process("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(PORT), "--webui-port", "17080")]
    time.sleep(3)
    started += [worker(), worker()]
    yield started
    for one in started:
        end(one)


@pytest.fixture(scope="module")
def spark(cluster: list[subprocess.Popen[bytes]]) -> Iterator[SparkSession]:
    builder: Any = SparkSession.builder
    session: SparkSession = (
        builder.master(f"spark://127.0.0.1:{PORT}")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "900m")
        .config("spark.executorEnv.PYTHONPATH", str(Path(kalends.__file__).parent.parent))
        .config("spark.executorEnv.KALENDS_LIBRARY", os.environ.get("KALENDS_LIBRARY", ""))
        .getOrCreate()
    )
    yield session
    session.stop()


def table(spark: SparkSession, rows: list[tuple[str, bytes]], partitions: int) -> DataFrame:
    schema = StructType([StructField("path", StringType()), StructField("content", BinaryType())])
    return spark.createDataFrame(rows, schema).repartition(partitions)


def digest(rows: list[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for path, output in sorted(rows):
        whole.update(path.encode() + b"\0" + output)
    return whole.hexdigest()


@pytest.fixture(scope="module")
def calendars() -> list[tuple[str, bytes]]:
    return [(f"/calendars/{number:06}.ics", calendar(number)) for number in range(COUNT)]


@pytest.fixture(scope="module")
def expected(calendars: list[tuple[str, bytes]]) -> str:
    results = kalends.convert_many([content for _, content in calendars], to="xcal")
    return digest([(path, result.content) for (path, _), result in zip(calendars, results) if isinstance(result, kalends.Conversion)])


@pytest.mark.parametrize("partitions", [1, 7, 32])
def test_any_partitioning_gives_the_same(spark: SparkSession, calendars: Any, expected: str, partitions: int) -> None:
    rows = kalends.spark.convert(table(spark, calendars, partitions), to="xcal").select("path", "output").collect()
    assert len(rows) == COUNT and digest([(row.path, bytes(row.output)) for row in rows]) == expected


def test_a_killed_worker_changes_nothing(
    spark: SparkSession, cluster: list[subprocess.Popen[bytes]], calendars: Any, expected: str
) -> None:
    frame = table(spark, calendars, 64)

    def kill() -> None:
        end(cluster[1])
        cluster.append(worker())

    timer = threading.Timer(1, kill)
    timer.start()
    rows = kalends.spark.convert(frame, to="xcal").select("path", "output").collect()
    timer.join()
    assert digest([(row.path, bytes(row.output)) for row in rows]) == expected


def test_a_broken_input_is_a_row(spark: SparkSession) -> None:
    frame = table(spark, [("a", calendar(1)), ("b", b"no calendar"), ("c", calendar(2) * 100)], 2)
    rows = {row.path: row for row in kalends.spark.convert(frame, to="jcal", limits={"input-size": 1000}).collect()}
    assert rows["a"].error is None and rows["a"].output and rows["a"].part == 0
    assert rows["b"].error.id == "not-a-calendar" and rows["b"].output is None
    assert "input-size" in rows["c"].error.message


def test_findings_and_occurrences_are_those_of_one_process(spark: SparkSession, calendars: Any) -> None:
    some = calendars[:50]
    found = {row.path: [one.rule for one in row.findings] for row in kalends.spark.validate(table(spark, some, 3)).collect()}
    assert found == {path: [one.rule for one in kalends.validate(content)] for path, content in some}
    window = (date(2026, 1, 1), date(2026, 2, 1))
    listed = [(row.path, row.start) for row in kalends.spark.expand(table(spark, some, 3), *window).collect()]
    alone = [(path, one.start.isoformat()) for path, content in some for one in kalends.expand(content, *window)]
    assert sorted(listed) == sorted(alone)


def test_outputs_become_files(spark: SparkSession, tmp_path: Path) -> None:
    several = calendar(3).replace(b"END:VCALENDAR\r\n", b"") + calendar(4).split(b"PRODID:x\r\n")[1]
    source = tmp_path / "in" / "deep"
    source.mkdir(parents=True)
    (source / "one.ics").write_bytes(calendar(1))
    (source.parent / "two.ics").write_bytes(several)
    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(str(source.parent))
    converted = kalends.spark.convert(files, to="kolab-2.1")
    for _ in range(2):
        saved = kalends.spark.save(converted, str(tmp_path / "out"), extension=".xml", root=str(source.parent)).collect()
        written = sorted(str(file.relative_to(tmp_path / "out")) for file in (tmp_path / "out").rglob("*") if file.is_file())
        assert written == ["deep/one.xml", "two.xml/0.xml", "two.xml/1.xml"] and len(saved) == 3
    assert (tmp_path / "out/deep/one.xml").read_bytes() == kalends.convert(calendar(1), to="kolab-2.1").content
