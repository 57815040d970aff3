"""kalends on Spark: functions over tables with the columns `path` and `content`, as the source `binaryFile` gives them.

Each gives a table with the columns of its schema: an input has a row, a conversion one for each output, an expansion one for each
occurrence. An input that cannot be read has a row with its `error` and never fails a job; the limits of the readers hold for each.

    files = spark.read.format("binaryFile").option("recursiveFileLookup", True).load("calendars")
    converted = kalends.spark.convert(files, to="xcal")
    kalends.spark.save(converted, "converted")

The options are those of the functions of `kalends`. The executors need the package `kalends`, as driver and executors need pyarrow.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlparse

import pyarrow

from . import Conversion, Error, Finding, Moment, Occurrence, bridges, convert_many, expand_many, validate_many

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LOSS = "struct<id:string,action:string,detail:string,component:string,uid:string,property:string,file:string,line:int>"
FINDING = "struct<rule:string,severity:string,message:string,line:int,column:int,component:string,uid:string,property:string>"
ERROR = "error struct<id:string,message:string,line:int>"

#: The columns of `convert`: `part` counts the outputs of an input from 0, and the first has its losses and findings.
CONVERTED = f"path string, part int, uid string, output binary, losses array<{LOSS}>, findings array<{FINDING}>, {ERROR}"
#: The columns of `validate`.
VALIDATED = f"path string, findings array<{FINDING}>, {ERROR}"
#: The columns of `expand`: times as text on their own clocks.
EXPANDED = (
    "path string, uid string, summary string, start string, end string, zone string, all_day boolean, recurrence_id string, "
    f"is_override boolean, {ERROR}"
)

Rows = list[dict[str, Any]]


def convert(frame: DataFrame, to: str, **options: Any) -> DataFrame:
    """Writes each input in another format; see `kalends.convert` and `CONVERTED`."""

    def work(paths: list[str], contents: list[bytes]) -> Rows:
        rows: Rows = []
        for path, result in zip(paths, convert_many(contents, to, jobs=1, **options)):
            rows += _failed(path, result) if isinstance(result, Error) else _converted(path, result)
        return rows

    return _mapped(frame, work, CONVERTED)


def validate(frame: DataFrame, **options: Any) -> DataFrame:
    """Lists the findings about each input; see `kalends.validate` and `VALIDATED`."""

    def work(paths: list[str], contents: list[bytes]) -> Rows:
        rows: Rows = []
        for path, result in zip(paths, validate_many(contents, jobs=1, **options)):
            rows += _failed(path, result) if isinstance(result, Error) else [{"path": path, "findings": _findings(result)}]
        return rows

    return _mapped(frame, work, VALIDATED)


def expand(frame: DataFrame, start: Moment | None = None, end: Moment | None = None, **options: Any) -> DataFrame:
    """Lists the occurrences of each input; see `kalends.expand` and `EXPANDED`."""

    def work(paths: list[str], contents: list[bytes]) -> Rows:
        rows: Rows = []
        for path, result in zip(paths, expand_many(contents, start, end, jobs=1, **options)):
            rows += _failed(path, result) if isinstance(result, Error) else _occurrences(path, result)
        return rows

    return _mapped(frame, work, EXPANDED)


def save(frame: DataFrame, folder: str, *, extension: str = "", root: str = "") -> DataFrame:
    """Writes the outputs of `convert` as files of a folder that all executors share, by their paths.

    An input with one output becomes a file of its name, with another extension if one is given; one with several becomes a folder
    of that name with numbered files. Files are complete or not there at all, so that a task may be repeated.

    Args:
        extension: such as `.xcs`.
        root: the part of the paths that is left out, such as the folder that was read.

    Returns:
        A table of the paths of inputs and the files that were written.
    """

    types = _arrow_schema("path string, file string")

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            rows = [_saved(row, folder, extension, root) for row in batch.to_pylist() if row["output"] is not None]
            yield pyarrow.RecordBatch.from_pylist(rows, types)

    counts = frame.groupBy("path").count()
    joined = frame.select("path", "part", "output").join(counts, "path")
    return joined.mapInArrow(work, "path string, file string")


def _saved(row: dict[str, Any], folder: str, extension: str, root: str) -> dict[str, str]:
    path = unquote(urlparse(row["path"]).path) if "://" in row["path"] or row["path"].startswith("file:") else row["path"]
    relative = os.path.relpath(path, root) if root else path.lstrip("/")
    file = Path(folder, *[part for part in Path(relative).parts if part not in ("..", "/")])
    if extension:
        file = file.with_suffix(extension)
    if row["count"] > 1:
        file = file / f"{row['part']}{file.suffix}"
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    unfinished.write_bytes(row["output"])
    unfinished.replace(file)
    return {"path": row["path"], "file": str(file)}


def _mapped(frame: DataFrame, work: Callable[[list[str], list[bytes]], Rows], schema: str) -> DataFrame:
    """Runs work on the inputs of each batch of rows."""

    types = _arrow_schema(schema)

    def run(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            rows = work(batch.column("path").to_pylist(), batch.column("content").to_pylist())
            yield pyarrow.RecordBatch.from_pylist(rows, types)

    return frame.select("path", "content").mapInArrow(run, schema)


def _arrow_schema(schema: str) -> pyarrow.Schema:
    """The columns as Arrow knows them; only the driver can tell."""
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    return to_arrow_schema(StructType.fromDDL(schema))


def _failed(path: str, error: Error) -> Rows:
    return [{"path": path, "error": {"id": error.id, "message": str(error), "line": error.line}}]


def _converted(path: str, result: Conversion) -> Rows:
    rows: Rows = [
        {"path": path, "part": part, "uid": output.uid, "output": output.content}
        for part, output in enumerate(result.outputs)
    ] or [{"path": path}]
    rows[0] |= {"losses": [vars(loss) for loss in result.losses], "findings": _findings(result.findings)}
    return rows


def _findings(findings: list[Finding]) -> Rows:
    return [vars(finding) for finding in findings]


def _occurrences(path: str, found: list[Occurrence]) -> Rows:
    return [{"path": path, **bridges.row(one)} for one in found]
