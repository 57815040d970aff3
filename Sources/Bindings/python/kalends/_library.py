"""The shared library behind the package; see kalends.h. ctypes gives up the interpreter's lock during its calls."""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Union

from ._types import Error

#: A calendar: its bytes, or text that is encoded in UTF-8.
Data = Union[bytes, bytearray, memoryview, str]

#: What came of a call: the output, and the report.
Answer = tuple[bytes, dict[str, Any]]

DONE, UNREADABLE, MISUNDERSTOOD, INCOMPLETE = range(4)
WORKS = {
    "convert": 0, "validate": 1, "expand": 2, "restore": 3, "diff": 4, "formats": 5, "anonymize": 6, "split": 7, "merge": 8,
}  # fmt: skip


class Input(ctypes.Structure):
    _fields_ = [("bytes", ctypes.c_char_p), ("length", ctypes.c_size_t)]


class Result(ctypes.Structure):
    _fields_ = [
        ("status", ctypes.c_int32),
        ("output", ctypes.c_void_p),
        ("output_length", ctypes.c_size_t),
        ("report", ctypes.c_void_p),
        ("report_length", ctypes.c_size_t),
    ]


@cache
def path() -> str:
    """The path of the library: what KALENDS_LIBRARY names, else that of the one that the wheel brought."""
    return os.environ.get("KALENDS_LIBRARY") or str(Path(__file__).parent / "lib" / "libKalendsC.so")


@cache
def library() -> ctypes.CDLL:
    """The library."""
    loaded = ctypes.CDLL(path())
    options, result = ctypes.c_char_p, ctypes.POINTER(Result)
    inputs = (ctypes.c_int32, ctypes.POINTER(Input), ctypes.c_size_t, options)
    loaded.kalends_call.argtypes = (*inputs, result)
    loaded.kalends_batch.argtypes = (*inputs, ctypes.c_uint32, result)
    loaded.kalends_version.restype = ctypes.c_char_p
    return loaded


@cache
def brief() -> ctypes.PyDLL:
    """The same library, for a function that takes less time than to give up the interpreter's lock and to get it back."""
    loaded = ctypes.PyDLL(path())
    loaded.kalends_clear.argtypes = [ctypes.POINTER(Result)]
    loaded.kalends_clear.restype = None
    return loaded


def version() -> str:
    """The version of the library."""
    text: bytes = library().kalends_version()
    return text.decode()


def encoded(data: Data) -> bytes:
    """The bytes of a calendar."""
    if isinstance(data, bytes):
        return data
    if isinstance(data, str):
        return data.encode(errors="surrogateescape")
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data)
    raise TypeError(f"a calendar is bytes or text, not {type(data).__name__}")


def several(items: Iterable[Data]) -> list[bytes]:
    """The bytes of calendars."""
    if isinstance(items, (bytes, bytearray, memoryview, str)):
        raise TypeError("calendars are a list, not one calendar")
    return [encoded(data) for data in items]


def blocks(given: Sequence[bytes]) -> ctypes.Array[Input]:
    """The places of bytes, which have to be kept meanwhile."""
    return (Input * len(given))(*[Input(data, len(data)) for data in given])


def call(work: str, inputs: Iterable[Data], options: dict[str, Any]) -> Answer:
    """Does one work.

    Raises:
        Error: the input cannot be read, or the options are wrong.
    """
    loaded = library()
    result = Result()
    given = several(inputs)
    text = json.dumps(options).encode() if options else None
    loaded.kalends_call(WORKS[work], blocks(given), len(given), text, ctypes.byref(result))
    answer = taken(result)
    if isinstance(answer, Error):
        raise answer
    return answer


def call_many(work: str, inputs: Iterable[Data], options: dict[str, Any], jobs: int) -> list[Answer | Error]:
    """Does one work on many inputs with threads of the library.

    Raises:
        Error: the options are wrong.
    """
    loaded = library()
    given = several(inputs)
    results = (Result * len(given))()
    text = json.dumps(options).encode()
    status = loaded.kalends_batch(WORKS[work], blocks(given), len(given), text, min(max(jobs, 0), 1024), results)
    answers = [taken(result) for result in results]
    if status != DONE and answers and isinstance(answers[0], Error):
        raise answers[0]
    return answers


def taken(result: Result) -> Answer | Error:
    """What a result holds, which is freed."""
    try:
        report: dict[str, Any] = json.loads(ctypes.string_at(result.report, result.report_length).decode())
        if "error" in report:
            error = report["error"]
            return Error(error["message"], id=error["id"], line=error["line"])
        return ctypes.string_at(result.output, result.output_length), report
    finally:
        brief().kalends_clear(ctypes.byref(result))
