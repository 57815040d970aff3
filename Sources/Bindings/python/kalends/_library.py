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
WORKS = {"convert": 0, "validate": 1, "expand": 2, "restore": 3}


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
def library() -> ctypes.CDLL:
    """The library: what KALENDS_LIBRARY names, else the one that the wheel brought."""
    path = os.environ.get("KALENDS_LIBRARY") or str(Path(__file__).parent / "lib" / "libKalendsC.so")
    loaded = ctypes.CDLL(path)
    options, result = ctypes.c_char_p, ctypes.POINTER(Result)
    for work in WORKS:
        getattr(loaded, f"kalends_{work}").argtypes = [Input, options, result]
    loaded.kalends_diff.argtypes = [Input, Input, options, result]
    loaded.kalends_formats.argtypes = [result]
    loaded.kalends_batch.argtypes = [
        ctypes.c_int32, ctypes.POINTER(Input), ctypes.c_size_t, options, ctypes.c_uint32, result
    ]  # fmt: skip
    loaded.kalends_clear.argtypes = [result]
    loaded.kalends_clear.restype = None
    loaded.kalends_version.restype = ctypes.c_char_p
    return loaded


def version() -> str:
    """The version of the library."""
    text: bytes = library().kalends_version()
    return text.decode()


def encoded(data: Data) -> bytes:
    """The bytes of a calendar."""
    if isinstance(data, bytes):
        return data
    return data.encode() if isinstance(data, str) else bytes(data)


def options_text(options: dict[str, Any]) -> bytes:
    """The options that were given, as the library takes them."""
    return json.dumps({name: value for name, value in options.items() if value is not None}).encode()


def call(work: str, inputs: Sequence[Data], options: dict[str, Any]) -> Answer:
    """Does one work.

    Raises:
        Error: the input cannot be read, or the options are wrong.
    """
    loaded = library()
    result = Result()
    given = [encoded(data) for data in inputs]
    blocks = [Input(data, len(data)) for data in given]
    arguments = [options_text(options)] if blocks else []
    getattr(loaded, f"kalends_{work}")(*blocks, *arguments, ctypes.byref(result))
    answer = taken(loaded, result)
    if isinstance(answer, Error):
        raise answer
    return answer


def call_many(work: str, inputs: Iterable[Data], options: dict[str, Any], jobs: int) -> list[Answer | Error]:
    """Does one work on many inputs with threads of the library.

    Raises:
        Error: the options are wrong.
    """
    loaded = library()
    given = [encoded(data) for data in inputs]
    blocks = (Input * len(given))(*(Input(data, len(data)) for data in given))
    results = (Result * len(given))()
    text = options_text(options)
    status = loaded.kalends_batch(WORKS[work], blocks, len(given), text, jobs, results)
    answers = [taken(loaded, result) for result in results]
    if status != DONE and answers and isinstance(answers[0], Error):
        raise answers[0]
    return answers


def taken(loaded: ctypes.CDLL, result: Result) -> Answer | Error:
    """What a result holds, which is freed."""
    try:
        report: dict[str, Any] = json.loads(ctypes.string_at(result.report, result.report_length))
        if "error" in report:
            error = report["error"]
            return Error(error["message"], id=error["id"], line=error["line"])
        return ctypes.string_at(result.output, result.output_length), report
    finally:
        loaded.kalends_clear(ctypes.byref(result))
