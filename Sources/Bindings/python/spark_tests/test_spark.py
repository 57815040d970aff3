"""Tests of kalends.spark on a cluster of this machine; `make test-spark` runs them."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import kalends
import kalends.spark
import pytest
from conftest import COUNT, FILES, Cluster, calendar, digest, table
from pyspark.sql import SparkSession, functions

#: How many times as fast as one worker two have to be.
LEAST = 1.7


def hashes(frame: Any) -> dict[str, str]:
    converted = kalends.spark.convert(frame, to="xcal")
    rows = converted.select("path", functions.sha2("output", 256).alias("hash")).toArrow().to_pylist()
    assert len(rows) == COUNT
    return {row["path"]: row["hash"] for row in rows}


@pytest.mark.parametrize("partitions", [1, 7, 64])
def test_any_partitioning_gives_the_same(spark: SparkSession, folder: Path, expected: str, partitions: int) -> None:
    assert digest(hashes(spark.read.parquet(str(folder)).repartition(partitions))) == expected


def test_a_killed_worker_changes_nothing(
    cluster: Cluster, spark: SparkSession, folder: Path, expected: str, during_a_job: Any
) -> None:
    tracker = spark.sparkContext.statusTracker()

    def is_half_done() -> bool:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        return any(stage and stage.numTasks == 64 and 8 <= stage.numCompletedTasks <= 48 for stage in stages)

    found = during_a_job(
        lambda: hashes(spark.read.parquet(str(folder)).repartition(64)), cluster.replace_a_worker, is_half_done
    )
    assert digest(found) == expected


@pytest.mark.skipif(COUNT < 200_000, reason="a measurement of 200,000 calendars, for a machine that does nothing else")
def test_two_workers_are_faster_than_one(cluster: Cluster, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def seconds(cores: int) -> float:
        if active := SparkSession.getActiveSession():
            active.stop()
        spark = cluster.session(cores)
        # Each file is a task.
        spark.conf.set("spark.sql.files.minPartitionNum", str(FILES))
        frame = kalends.spark.convert(spark.read.parquet(str(folder)), to="xcal")
        times = []
        # The first one starts the processes.
        for _ in range(2):
            start = time.monotonic()
            frame.write.format("noop").mode("overwrite").save()
            times.append(time.monotonic() - start)
        spark.stop()
        return min(times[1:])

    one, two = seconds(1), seconds(2)
    with capsys.disabled():
        print(f"\n{COUNT} calendars: {one:.1f} s with one worker, {two:.1f} s with two, {one / two:.2f} times as fast")
    assert one / two >= LEAST


def test_a_broken_input_is_a_row(spark: SparkSession) -> None:
    inputs = [("a", calendar(1)), ("b", b"no calendar"), ("c", calendar(2) * 100), ("d", None), ("e", b""), ("f", bytes(range(256)))]
    for to in ("jcal", "kolab-2.1"):
        rows = {row.path: row for row in kalends.spark.convert(table(spark, inputs, 2), to=to, limits={"input-size": 1000}).collect()}
        assert rows["a"].error is None and rows["a"].output and rows["a"].part == 0
        assert rows["c"].output is None and "input-size" in rows["c"].error.message
        for path in "bdef":
            assert rows[path].error.id == "not-a-calendar" and rows[path].output is None
    for work in (kalends.spark.expand, kalends.spark.anonymize):
        rows = {row.path: row for row in work(table(spark, inputs, 2), limits={"input-size": 1000}).collect()}
        assert rows["a"].error is None and all(rows[path].error for path in "bcdef")
    findings = {row.path: row for row in kalends.spark.validate(table(spark, inputs, 2), limits={"input-size": 1000}).collect()}
    assert all(findings[path].error or findings[path].findings for path in "bcdef")


def test_what_each_work_gives_is_that_of_one_process(spark: SparkSession) -> None:
    some: Any = [(f"{number}.ics", calendar(number)) for number in range(50)]
    found = {row.path: [one.rule for one in row.findings] for row in kalends.spark.validate(table(spark, some, 3)).collect()}
    assert found == {path: [one.rule for one in kalends.validate(content)] for path, content in some}
    window = (date(2026, 1, 1), date(2026, 2, 1))
    listed = [(row.path, row.start) for row in kalends.spark.expand(table(spark, some, 3), *window).collect()]
    alone = [(path, one.start.isoformat()) for path, content in some for one in kalends.expand(content, *window)]
    assert sorted(listed) == sorted(alone)
    shown = {row.path: bytes(row.output) for row in kalends.spark.anonymize(table(spark, some, 3)).collect()}
    assert shown == {path: kalends.anonymize(content).content for path, content in some}


def test_parts_of_a_series_come_together(spark: SparkSession) -> None:
    override = calendar(1, "RECURRENCE-ID;TZID=Europe/Berlin:20260109T090000", "LOCATION:Elsewhere")
    master = calendar(1, "RRULE:FREQ=WEEKLY;COUNT=3")
    several = kalends.merge([calendar(2), override, calendar(3)]).content
    inputs: Any = [("b", master), ("a", several), ("c", calendar(4)), ("d", calendar(2)), ("e", b"no calendar")]
    whole = {
        output.uid: output.content for output in kalends.merge([content for _, content in inputs[:4]], to="kolab-2.1").outputs
    }
    assert b"Elsewhere" in whole["1"] and b"<recurrence" in whole["1"]
    for partitions in (1, 5):
        rows = kalends.spark.convert(table(spark, inputs, partitions), to="kolab-2.1").collect()
        assert {row.uid: bytes(row.output) for row in rows if row.output} == whole
        assert sorted((row.path, row.part, row.uid, row.sources) for row in rows) == [
            ("a", 0, "2", ["a", "d"]), ("a", 1, "1", ["a", "b"]), ("a", 2, "3", None), ("c", 0, "4", None), ("e", None, None, None),
        ]  # fmt: skip
    apart = kalends.spark.convert(table(spark, inputs, 2), to="kolab-2.1", together=False).collect()
    assert sum(row.output is not None for row in apart) == 6
    assert sum(row.output is not None for row in kalends.spark.convert(table(spark, inputs, 2), to="jcal").collect()) == 4


def test_outputs_become_files(spark: SparkSession, tmp_path: Path) -> None:
    several = kalends.merge([calendar(3), calendar(4)]).content
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
