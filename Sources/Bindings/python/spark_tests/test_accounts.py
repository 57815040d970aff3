"""Tests of the migration of many accounts."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import kalends.spark
import pytest
from conftest import Cluster
from pyspark.sql import SparkSession

GENERATOR = Path(__file__).parents[4] / "Benchmarks" / "mail_store.py"
STEPS = ["survey", "plan", "apply", "verify"]


def tree(folder: Path) -> dict[str, str]:
    """The files of a folder with their content."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()
    }


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Accounts with their stores."""
    folder = tmp_path_factory.mktemp("stores")
    stores = {}
    for number, name in enumerate(["anna@example.org", "../bernd", "carla"]):
        stores[name] = folder / str(number) / "store"
        command = [sys.executable, str(GENERATOR), str(stores[name].parent), "--messages", "1000", "--seed", str(number)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return stores


@pytest.fixture(scope="module")
def alone(stores: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What the command makes of each."""
    trees = {}
    for name, store in stores.items():
        new = tmp_path_factory.mktemp("alone") / "new"
        command = [os.environ["KALENDS_COMMAND"], "migrate", "run", str(store), "--timezone", "Europe/Berlin", "--output", str(new), "-q"]
        assert subprocess.run(command, check=False).returncode in (0, 4)
        trees[name] = tree(new)
    return trees


def accounts(spark: SparkSession, stores: dict[str, Path]) -> Any:
    return spark.createDataFrame([(name, str(store)) for name, store in stores.items()], "account string, store string")


def place(folder: Path, name: str) -> Path:
    return folder / name.replace("../bernd", "%2E.%2Fbernd")


def test_each_account_is_migrated(spark: SparkSession, stores: dict[str, Path], alone: dict[str, Any], tmp_path: Path) -> None:
    listed = [*stores.items(), ("nobody", tmp_path / "nothing")]
    migrated = kalends.spark.migrate(accounts(spark, dict(listed)), str(tmp_path / "out"), timezone="Europe/Berlin")
    rows = migrated.collect()
    assert migrated.rdd.getNumPartitions() == len(listed)
    for name in stores:
        steps = {row.step: row for row in rows if row.account == name}
        assert list(steps) == STEPS and all(row.status in (0, 4) for row in steps.values()), steps
        assert steps["apply"].messages == steps["survey"].messages >= 1000 and json.loads(steps["plan"].report)["countsAddUp"]
        assert "messages verified" in steps["verify"].output
        assert tree(place(tmp_path / "out", name) / "new") == alone[name]
    assert [(row.step, row.status) for row in rows if row.account == "nobody"] == [("survey", 2)]
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("new/**/*")}
    again = kalends.spark.migrate(accounts(spark, stores), str(tmp_path / "out"), timezone="Europe/Berlin").collect()
    assert [(row.account, row.step, row.status) for row in again] == [
        (row.account, row.step, row.status) for row in rows if row.account != "nobody"
    ]
    assert before == {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("new/**/*")}


def test_a_killed_task_goes_on_from_its_manifest(
    cluster: Cluster, spark: SparkSession, stores: dict[str, Path], alone: dict[str, Any], tmp_path: Path, during_a_job: Any
) -> None:
    frame = kalends.spark.migrate(accounts(spark, stores), str(tmp_path), timezone="Europe/Berlin")
    manifests = [place(tmp_path, name) / "manifest.jsonl" for name in stores]

    def is_applying() -> bool:
        return any(file.exists() and file.stat().st_size > 1000 for file in manifests[:2])

    def kill_all() -> None:
        for _ in range(2):
            cluster.replace_a_worker()

    rows = during_a_job(frame.collect, kill_all, is_applying)
    for name in stores:
        assert [row.step for row in rows if row.account == name] == STEPS
        assert tree(place(tmp_path, name) / "new") == alone[name]
