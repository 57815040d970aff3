"""Runs the service for tests, and asks it."""
import http.client
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import jsonschema

PROGRAM = os.environ["KALENDS_SERVICE"]
COMMAND = os.environ["KALENDS_COMMAND"]
SOAK = os.environ.get("KALENDS_SOAK") == "1"
ROOT = Path(__file__).resolve().parents[2]

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//Test//EN\r\nBEGIN:VEVENT\r\nUID:daily@example.com\r\n"
    "DTSTAMP:20260101T000000Z\r\nDTSTART:20260105T090000Z\r\nDTEND:20260105T093000Z\r\nRRULE:FREQ=DAILY;COUNT=5\r\n"
    "SUMMARY:Stand-up\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
).encode()


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:600]!r}"


class Description:
    """The description that a service gives of itself: which schema the JSON of an answer conforms to."""

    def __init__(self, document):
        self.document = document
        self.paths = [
            (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) + "$"), operations)
            for path, operations in document["paths"].items()
        ]
        # The names of the schemas that an answer was checked against.
        self.used = set()

    def schema(self, method, path, answer):
        """The schema of an answer; None if it is not JSON, or not described."""
        kind = answer.headers.get("content-type", "")
        if kind == "application/problem+json":
            return "service-problem"
        for pattern, operations in self.paths:
            if pattern.match(path.split("?")[0]) and method.lower() in operations:
                described = operations[method.lower()]["responses"].get(str(answer.status), {}).get("content", {})
                reference = described.get(kind, {}).get("schema", {}).get("$ref", "")
                return reference.split("/")[-1] or None
        return None

    def check(self, method, path, answer):
        """Raises unless the JSON of an answer conforms to its schema."""
        name = answer.body and self.schema(method, path, answer)
        if name:
            self.used.add(name)
            jsonschema.Draft202012Validator(self.document["components"]["schemas"][name]).validate(answer.json)


class Service:
    """A running service; `with Service() as service:`."""

    def __init__(self, *flags, folder=None, environment=None, store="team.db"):
        self.own = None if folder else tempfile.TemporaryDirectory()
        self.folder = Path(folder or self.own.name)
        self.store = str(self.folder / store)
        self.flags = flags
        self.environment = environment or {}
        self.process = None
        self.description = None

    def start(self):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--store", self.store, "--port", "0", *self.flags],
            stdout=subprocess.PIPE,
            stderr=self.log,
            env={**os.environ, **self.environment},
        )
        line = self.process.stdout.readline().decode()
        found = re.search(r"at (https?)://(?:\[(.*)\]|([^:]*)):(\d+)", line)
        if not found:
            self.process.wait()
            raise AssertionError(f"it does not start: {line!r} {self.log_text()}")
        self.scheme, self.host, self.port = found[1], found[2] or found[3], int(found[4])
        return self

    def __enter__(self):
        return self.start()

    def __exit__(self, *error):
        if self.process and self.process.poll() is None:
            self.stop()
        if self.own:
            self.own.cleanup()

    def stop(self, number=signal.SIGTERM, seconds=60):
        self.process.send_signal(number)
        status = self.process.wait(seconds)
        self.process.stdout.close()
        self.log.close()
        return status

    def log_text(self):
        return (self.folder / "log").read_text()

    def token(self, scopes, name="test", *more):
        result = subprocess.run(
            [PROGRAM, "serve", "token", "create", "--store", self.store, "--name", name, "--scope", scopes, *more],
            capture_output=True, text=True,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def connection(self, timeout=60):
        if self.scheme == "https":
            context = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
            return http.client.HTTPSConnection("localhost", self.port, timeout=timeout, context=context)
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)

    def ask(self, method, path, body=None, token=None, scheme="Bearer", **headers):
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            fields["Authorization"] = f"{scheme} {token}"
        connection = self.connection()
        try:
            connection.request(method, path, body=body, headers=fields)
            response = connection.getresponse()
            answer = Answer(response, response.read())
        finally:
            connection.close()
        if "json" in answer.headers.get("content-type", "") and path != "/openapi.json":
            if self.description is None:
                self.description = Description(self.ask("GET", "/openapi.json").json)
            self.description.check(method, path, answer)
        return answer

    def raw(self, data, seconds=10):
        """Sends bytes as they are; what comes back until the connection closes or the time is over."""
        with socket.create_connection((self.host, self.port), timeout=seconds) as connection:
            connection.settimeout(seconds)
            received = b""
            try:
                connection.sendall(data)
                while chunk := connection.recv(65536):
                    received += chunk
            except (ConnectionError, TimeoutError):
                pass
            return received

    def workers(self):
        """The numbers of the processes that work for the service."""
        found = []
        for path in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            try:
                found += map(int, path.read_text().split())
            except (FileNotFoundError, ProcessLookupError):
                pass
        return found

    def resident(self):
        """The resident memory in KiB, with that of the processes that work for the service."""
        total = 0
        for pid in [self.process.pid, *self.workers()]:
            try:
                total += int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])
            except (FileNotFoundError, ProcessLookupError, TypeError):
                pass
        return total


def command(*arguments, input=b""):
    """What the command prints."""
    return subprocess.run([COMMAND, *arguments], input=input, capture_output=True)


class ServiceCase(unittest.TestCase):
    """Tests that share one service."""

    flags = ()

    @classmethod
    def setUpClass(cls):
        cls.service = Service(*cls.flags).start()

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()

    def problem(self, answer, status, kind):
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.headers["content-type"], "application/problem+json", answer)
        self.assertEqual(answer.json["status"], status)
        self.assertEqual(answer.json["type"], f"urn:kalends:problem:{kind}")
        self.assertTrue(answer.json["detail"].endswith("."), answer)
        return answer.json
