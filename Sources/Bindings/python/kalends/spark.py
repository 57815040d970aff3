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
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlparse

import pyarrow

from . import Conversion, Error, Finding, Moment, Occurrence, bridges
from . import anonymize_many, convert_many, expand_many, formats, merge, split_many, validate_many
from ._accounts import MIGRATED, Accounts
from ._options import Reading

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = [
    "ANONYMIZED", "CONVERTED", "EXPANDED", "MIGRATED", "VALIDATED", "anonymize", "convert", "expand", "migrate", "save", "validate",
]  # fmt: skip

LOSS = "struct<id:string,action:string,detail:string,component:string,uid:string,property:string,file:string,line:int>"
FINDING = "struct<rule:string,severity:string,message:string,line:int,column:int,component:string,uid:string,property:string>"
ERROR = "error struct<id:string,message:string,line:int>"

#: The columns of `convert`: `part` counts the outputs of an input from 0, and the first has its losses and findings. `sources` are the
#: paths of all inputs that an output is from, where it is from several.
CONVERTED = (
    f"path string, part int, uid string, output binary, losses array<{LOSS}>, findings array<{FINDING}>, sources array<string>, {ERROR}"
)
#: The columns of `validate`.
VALIDATED = f"path string, findings array<{FINDING}>, {ERROR}"
#: The columns of `expand`: times as text on their own clocks.
EXPANDED = (
    "path string, uid string, summary string, start string, end string, zone string, all_day boolean, recurrence_id string, "
    f"is_override boolean, type string, {ERROR}"
)
#: The columns of `anonymize`; a mail message has a part for each calendar that it carries.
ANONYMIZED = f"path string, part int, output binary, {ERROR}"
#: `CONVERTED` before parts of series come together: by which key, and of what.
_APART = f"{CONVERTED}, key string, piece binary"

READING = Reading.__annotations__.keys()

#: How many rows of what came together are handed on at once.
_BATCH = 1000

Row = dict[str, Any]
Rows = list[Row]
Result = TypeVar("Result")


def convert(frame: DataFrame, to: str, *, together: bool = True, **options: Any) -> DataFrame:
    """Writes each input in another format; see `kalends.convert` and `CONVERTED`.

    Args:
        together: whether components of one UID that lie in several inputs, as a series and its overrides may, become one output where
            the format holds one object, such as Kolab, which needs the whole series. It takes the place of the outputs of the inputs
            (`sources`), its path being the first of theirs.
    """

    def work(contents: list[bytes]) -> list[Conversion | Error]:
        return convert_many(contents, to, jobs=1, **options)

    if not together or not any(one.name == to and one.holds_one_object for one in formats()):
        return _mapped(frame, work, lambda path, _, result: _converted(path, result), CONVERTED)

    def pieces(path: str, content: bytes, result: Conversion) -> Rows:
        rows = _converted(path, result)
        uids = {row.get("uid") for row in rows}
        parts: dict[str | None, bytes] = {}
        if len(uids) > 1 or "input_format" in options:
            # What is needed of an input with several items is a calendar of each.
            (split,) = split_many([content], jobs=1, **_some(options, READING))
            parts = {} if isinstance(split, Error) else {output.uid: output.content for output in split.outputs}
        for row in rows:
            uid = row.get("uid")
            row["key"] = f"uid {uid}" if uid else None
            row["piece"] = parts.get(uid, content)
        return rows

    def joined(rows: Iterator[Row]) -> Iterator[Row]:
        # What has no key is not brought together with anything else.
        for _, group in groupby(rows, lambda row: (row["key"], row["key"] or row["path"])):
            yield from _joined(list(group), to, options)

    from pyspark.sql import functions

    apart = _mapped(frame, work, pieces, _APART)
    # Rows of one key come one after the other, in an order that does not depend on the partitions: what groupBy and applyInArrow do,
    # without a call for each of the many keys.
    placed = apart.repartition(functions.coalesce("key", "path")).sortWithinPartitions("key", "path", "part")
    return _streamed(placed, joined, CONVERTED)


def validate(frame: DataFrame, **options: Any) -> DataFrame:
    """Lists the findings about each input; see `kalends.validate` and `VALIDATED`."""
    return _mapped(
        frame,
        lambda contents: validate_many(contents, jobs=1, **options),
        lambda path, _, found: [{"path": path, "findings": _findings(found)}],
        VALIDATED,
    )


def expand(frame: DataFrame, start: Moment | None = None, end: Moment | None = None, **options: Any) -> DataFrame:
    """Lists the occurrences of each input; see `kalends.expand` and `EXPANDED`."""
    return _mapped(
        frame,
        lambda contents: expand_many(contents, start, end, jobs=1, **options),
        lambda path, _, found: [{"path": path, **bridges.row(one)} for one in found],
        EXPANDED,
    )


def anonymize(frame: DataFrame, **options: Any) -> DataFrame:
    """Writes each input without anything personal; see `kalends.anonymize` and `ANONYMIZED`. The paths are not changed."""
    return _mapped(
        frame,
        lambda contents: anonymize_many(contents, jobs=1, **options),
        lambda path, _, result: [
            {"path": path, "part": part, "output": output.content} for part, output in enumerate(result.outputs)
        ],
        ANONYMIZED,
    )


def migrate(accounts: DataFrame, folder: str, **options: Any) -> DataFrame:
    """Migrates mail stores with Kolab objects, an account in each task: survey, plan, apply, verify; see `MIGRATED`.

    The table has the columns `account`, a name, and `store`, a folder or file that the executors can read; `timezone` and `zone_map`,
    where there are such columns, are options of the account. It is collected, as it is small.

    What belongs to an account is in a folder of its name: plan, manifest and reports, and the new tree in `new`. Nothing is written to
    a store. A task that is repeated goes on from its manifest, and one that was done writes nothing.

    Args:
        folder: a folder that all executors share.
        options: those of `kalends migrate plan`: `to`, `timezone`, `zone_map`, `zones`, `join`, `root_version`, `all_clients_read_tz`,
            `annotations`.
    """
    work = Accounts(folder, options)
    names = [name for name in ("account", "store", "timezone", "zone_map") if name in accounts.columns]
    rows = [{**row.asDict(), "number": number} for number, row in enumerate(accounts.select(*names).collect())]
    repeated = len(rows) - len({row["account"] for row in rows})
    if repeated:
        raise ValueError(f"names of accounts that are not the only ones: {repeated}")
    schema = ", ".join(["number int", *(f"{name} string" for name in names)])
    numbered = accounts.sparkSession.createDataFrame(rows, schema).repartitionById(max(len(rows), 1), "number")
    return _streamed(numbered, lambda accounts: chain.from_iterable(map(work.migrated, accounts)), MIGRATED, batch=1)


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

    from pyspark.sql import Window, functions

    count = functions.count("output").over(Window.partitionBy("path"))
    return frame.select("path", "part", "output", count.alias("count")).mapInArrow(work, "path string, file string")


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


def _mapped(
    frame: DataFrame,
    work: Callable[[list[bytes]], list[Result | Error]],
    rows: Callable[[str, bytes, Result], Rows],
    schema: str,
) -> DataFrame:
    """Does work on the inputs of each batch; a result becomes rows, an error one row."""

    types = _arrow_schema(schema)

    def run(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            paths, contents = batch.column("path").to_pylist(), batch.column("content").to_pylist()
            results = work([content or b"" for content in contents])
            found: Rows = []
            for path, content, result in zip(paths, contents, results):
                found += [_failed(path, result)] if isinstance(result, Error) else rows(path, content, result)
            yield pyarrow.RecordBatch.from_pylist(found, types)

    return frame.select("path", "content").mapInArrow(run, schema)


def _streamed(
    frame: DataFrame, work: Callable[[Iterator[Row]], Iterable[Row]], schema: str, *, batch: int = _BATCH
) -> DataFrame:
    """Does work on the rows of each partition, one after the other."""

    types = _arrow_schema(schema)

    def run(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        found: Rows = []
        for row in work(row for batch in batches for row in batch.to_pylist()):
            found.append(row)
            if len(found) == batch:
                yield pyarrow.RecordBatch.from_pylist(found, types)
                found = []
        yield pyarrow.RecordBatch.from_pylist(found, types)

    return frame.mapInArrow(run, schema)


def _joined(group: Rows, to: str, options: dict[str, Any]) -> Rows:
    """The rows of one key: as they are if they are of one input, else those of what the inputs have of it."""
    sources = sorted({row["path"] for row in group})
    if len(sources) == 1:
        return group
    # An input may have several outputs of one UID, such as an event and a task.
    pieces = {(row["path"], row["piece"]): None for row in group}
    try:
        result = merge([piece for _, piece in pieces], to, **_some(options, options.keys() - {"input_format", "name"}))
    except Error as error:
        return [{**_failed(sources[0], error), "sources": sources}]
    uid = group[0]["uid"]
    # Losses of whole inputs stay; those of the parts are found again in the whole.
    losses = [loss for row in group for loss in row["losses"] or [] if loss["uid"] != uid] + [vars(loss) for loss in result.losses]
    findings = [finding for row in group for finding in row["findings"] or []]
    rows = [
        {"path": row["path"], "part": row["part"], "uid": output.uid, "output": output.content, "sources": sources}
        for row, output in zip(group, result.outputs)
    ]
    if rows:
        rows[0] |= {"losses": losses, "findings": findings}
    return rows


def _some(options: dict[str, Any], names: Set[str]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in names}


def _arrow_schema(schema: str) -> pyarrow.Schema:
    """The columns as Arrow knows them; only the driver can tell."""
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    return to_arrow_schema(StructType.fromDDL(schema))


def _failed(path: str, error: Error) -> Row:
    return {"path": path, "error": {"id": error.id, "message": str(error), "line": error.line}}


def _converted(path: str, result: Conversion) -> Rows:
    rows: Rows = [
        {"path": path, "part": part, "uid": output.uid, "output": output.content}
        for part, output in enumerate(result.outputs)
    ] or [{"path": path}]
    rows[0] |= {"losses": [vars(loss) for loss in result.losses], "findings": _findings(result.findings)}
    return rows


def _findings(findings: list[Finding]) -> Rows:
    return [vars(finding) for finding in findings]
