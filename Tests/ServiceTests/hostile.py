"""Requests that mean harm get a clear 4xx or a closed connection; never a 5xx, a hang, or memory."""
import gzip
import socket
import time
import unittest
from pathlib import Path

from service import EVENT, SOAK, Service, ServiceCase


def status(received):
    return int(received.split(b" ")[1]) if received.startswith(b"HTTP/1.1 ") else None


class Hostile(ServiceCase):
    flags = ("--body-limit", "1M", "--body-seconds", "3", "--idle-seconds", "3", "--access-log", "off", "--work-seconds", "10")

    def expect(self, data, *allowed, seconds=15):
        received = self.service.raw(data, seconds)
        self.assertIn(status(received), allowed, (data[:200], received[:300]))
        self.assertEqual(self.service.ask("GET", "/health").status, 200)
        return received

    def test_shapes_of_smuggling(self):
        head = b"POST /v1/validate HTTP/1.1\r\nHost: x\r\n"
        hidden = b"GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"
        shapes = [
            head + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
            head + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + hidden,
            head + b"Content-Length: 5, 5\r\n\r\nhello" + hidden,
            head + b"Content-Length: +5\r\n\r\nhello" + hidden,
            head + b"Content-Length: -1\r\n\r\n" + hidden,
            head + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + hidden,
            head + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
            head + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
            head + b"Transfer-Encoding: chunked\r\n\r\n5;x\nhello\r\n0\r\n\r\n" + hidden,
            head + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello" + hidden,
            head + b"X: a\r\n folded: b\r\nContent-Length: 0\r\n\r\n" + hidden,
            head.replace(b"\r\n", b"\n") + b"Content-Length: 0\n\n" + hidden,
            b"GET /health HTTP/1.1\r\nHost: x\r\nA\x00B: c\r\n\r\n",
            b"GET /health HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n",
            b"GET /he alth HTTP/1.1\r\nHost: x\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ]
        for shape in shapes:
            received = self.service.raw(shape, 6)
            self.assertNotIn(b"HTTP/1.1 5", received, shape)
            self.assertNotIn(b"/hidden", received, shape)
            # The hidden request is answered only where the first one has an unambiguous end.
            count = received.count(b"HTTP/1.1 ")
            self.assertLessEqual(count, 2, (shape, received))
            if count == 2:
                self.assertIn(b"404", received, (shape, received))
        self.assertEqual(self.service.ask("GET", "/health").status, 200)

    def test_large_heads(self):
        self.expect(b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404, 414, 431, None)
        self.expect(b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"A: " + b"b" * 100_000 + b"\r\n\r\n", 400, 431, None)
        many = b"".join(b"A%d: b\r\n" % number for number in range(5000))
        self.expect(b"GET /health HTTP/1.1\r\nHost: x\r\n" + many + b"\r\n", 400, 431, None)

    def test_paths(self):
        for path in [
            "/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/v1/exports/..%5c..%5cx/y",
            "/v1/exports/%00/x", "/calendars/%2fetc%2fpasswd.ics", "//etc/passwd", "/v1/tasks/'%20OR%201=1--", "/%",
            "/%zz", "/v1/exports/a/b%0d%0aX-Injected:%201",
        ]:
            answer = self.service.ask("GET", path)
            self.assertIn(answer.status, (400, 401, 404), (path, answer))
            self.assertNotIn("x-injected", answer.headers)

    def test_header_injection(self):
        answer = self.service.ask("GET", "/health", X_Request_ID="a%0d%0aX-Injected: 1")
        self.assertNotIn("x-injected", answer.headers)
        answer = self.service.ask("POST", "/v1/convert?to=icalendar&name=a%22%3B%20b.ics", EVENT)
        self.assertEqual(answer.status, 200)

    def test_bodies_that_are_too_large(self):
        self.expect(b"POST /v1/validate HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", 413)
        self.expect(b"POST /v1/validate HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400, 413, None)
        self.assertEqual(self.service.ask("POST", "/v1/validate", b"x" * (1 << 21)).status, 413)

    def endless(self, part, pause, seconds):
        """Sends a chunked body without an end; how long the service listens, and what it answers."""
        start = time.time()
        with socket.create_connection((self.service.host, self.service.port)) as connection:
            connection.settimeout(0.01)
            connection.sendall(b"POST /v1/validate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            received = b""
            while time.time() - start < seconds:
                try:
                    connection.sendall(b"%x\r\n%s\r\n" % (len(part), part))
                except TimeoutError:
                    pass
                except ConnectionError:
                    break
                try:
                    chunk = connection.recv(65536)
                    if not chunk:
                        break
                    received += chunk
                except TimeoutError:
                    pass
                except ConnectionError:
                    break
                time.sleep(pause)
        return time.time() - start, received

    def test_bodies_without_end(self):
        before = self.service.resident()
        elapsed, received = self.endless(b"x" * 65536, 0, 20)
        self.assertLess(elapsed, 15)
        self.assertEqual(status(received), 413, received[:200])
        elapsed, received = self.endless(b"x", 0.2, 20)
        self.assertLess(elapsed, 15)
        self.assertEqual(status(received), 408, received[:200])
        self.assertLess(self.service.resident() - before, 64 << 10)

    def test_slow_and_silent_clients(self):
        start = time.time()
        self.assertEqual(self.service.raw(b"GET /health HTT", 15), b"")
        self.assertLess(time.time() - start, 12)
        start = time.time()
        self.service.raw(b"POST /v1/validate HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc", 15)
        self.assertLess(time.time() - start, 12)

    def test_clients_that_do_not_read(self):
        def open_connections():
            rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
            return sum(int(row[1].split(":")[1], 16) == self.service.port and row[3] == "01" for row in rows)
        body = EVENT.replace(b"COUNT=5", b"COUNT=100000")
        self.assertGreater(len(self.service.ask("POST", "/v1/expand", body).body), 10 << 20)
        memory = self.service.resident()
        idle = []
        for _ in range(8):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((self.service.host, self.service.port))
            connection.sendall(b"POST /v1/expand HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            idle.append(connection)
        end = time.time() + 60
        self.assertEqual(open_connections(), 8)
        while open_connections() and time.time() < end:
            time.sleep(0.2)
        self.assertEqual(open_connections(), 0)
        self.assertLess(self.service.resident() - memory, 256 << 10)
        for connection in idle:
            connection.close()

    def test_slow_readers_get_everything(self):
        body = EVENT.replace(b"COUNT=5", b"COUNT=20000")
        asked = self.service.ask("POST", "/v1/expand", body)
        self.assertEqual(asked.status, 200, asked)
        whole = asked.body
        for _ in range(3):
            head, slow, longest = self.read_slowly(body, 9 * (1 << 15) / len(whole))
            # A client that a busy machine keeps from reading for as long as that is silent.
            if len(slow) == len(whole) or longest < 1.5:
                break
        self.assertEqual(len(slow), len(whole), head)
        self.assertTrue(slow == whole)

    def read_slowly(self, body, pause):
        """Head and body of an answer that is read for three times as long as a connection may be silent, and the longest time
        between two pieces."""
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
            connection.connect((self.service.host, self.service.port))
            connection.sendall(
                b"POST /v1/expand HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            received, longest, last = b"", 0, None
            while chunk := connection.recv(1 << 15):
                now = time.monotonic()
                longest, last = max(longest, now - (last or now)), now
                received += chunk
                time.sleep(pause)
        return *received.split(b"\r\n\r\n", 1), longest

    def test_who_is_asked_and_what_is_expected(self):
        end = b"Connection: close\r\n\r\n"
        for head in [b"GET http://x/health HTTP/1.1\r\nHost: x\r\n", b"GET /health HTTP/1.0\r\n"]:
            self.assertEqual(status(self.service.raw(head + end)), 200)
        self.expect(b"GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + end, 400)
        # Who is refused is so before a body is sent.
        expecting = b"Host: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
        self.expect(b"PUT /calendars/all.ics HTTP/1.1\r\n" + expecting + end, 401)
        self.expect(b"POST /v1/convert HTTP/1.1\r\nAccept: image/png\r\n" + expecting + end, 100, 406)
        self.expect(b"POST /v1/validate HTTP/1.1\r\n" + expecting.replace(b"5", b"99999999") + end, 413)
        received = self.service.raw(b"POST /v1/validate HTTP/1.1\r\n" + expecting + end + b"hello")
        self.assertTrue(received.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "), received)

    def test_bombs(self):
        bomb = gzip.compress(b"x" * (200 << 20), 9)
        self.assertLess(len(bomb), 1 << 20)
        before = self.service.resident()
        self.problem(self.service.ask("POST", "/v1/validate", bomb, Content_Encoding="gzip"), 413, "too-large")
        laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">' + b"".join(
            b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(9)
        ) + b"]><icalendar>&j;</icalendar>"
        external = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><icalendar>&e;</icalendar>'
        deep = b"<icalendar>" + b"<vcalendar>" * 80_000
        nested = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000
        array = b"[" * 400_000
        for body in [laughs, external, deep, nested, array]:
            for path in ["/v1/convert?to=jcal", "/v1/validate", "/v1/expand"]:
                answer = self.service.ask("POST", path, body)
                self.assertIn(answer.status, (200, 422), (path, body[:60], answer))
                self.assertNotIn(b"root:", answer.body)
        self.assertLess(self.service.resident() - before, 256 << 10)

    def test_rules_that_never_end(self):
        for rule in [
            "FREQ=SECONDLY;COUNT=1000000000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
            "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=99991231T000000Z",
        ]:
            body = EVENT.replace(b"FREQ=DAILY;COUNT=5", rule.encode())
            start = time.time()
            answer = self.service.ask("POST", "/v1/expand?first=1000", body)
            self.assertIn(answer.status, (200, 422), answer)
            self.assertLess(time.time() - start, 15)

    def test_odd_methods_and_bodies(self):
        for method in ["PATCH", "TRACE", "OPTIONS", "CONNECT", "BREW"]:
            answer = self.service.raw(f"{method} /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode(), 6)
            self.assertIn(status(answer), (400, 405, 404, 501, None))
            self.assertNotIn(b"HTTP/1.1 5", answer)
        self.assertEqual(self.service.ask("GET", "/health", b"a body nobody reads").status, 200)


if __name__ == "__main__":
    unittest.main()
