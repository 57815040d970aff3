"""Load on the loopback, bounded in time and number: wrk, many requests, and idle connections."""
import re
import socket
import subprocess
import unittest

from service import EVENT, Service

SCRIPT = """
wrk.method = "POST"
wrk.path = "/v1/convert?to=xcal"
wrk.headers["Content-Type"] = "text/calendar"
wrk.body = %s
"""


class Load(unittest.TestCase):
    def setUp(self):
        self.service = Service("--access-log", "off", "--rate", "0").start()
        text = '"' + EVENT.decode().replace("\r\n", "\\r\\n") + '"'
        (self.service.folder / "wrk.lua").write_text(SCRIPT % text)

    def tearDown(self):
        self.service.__exit__()

    def wrk(self, seconds, connections=32):
        result = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", "wrk.lua", f"http://{self.service.host}:{self.service.port}"],
            cwd=self.service.folder, capture_output=True, text=True, timeout=seconds + 60,
        )
        print(result.stdout)
        self.assertNotIn("Non-2xx", result.stdout)
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", result.stdout)[1])
        count = int(re.search(r"(\d+) requests in", result.stdout)[1])
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", result.stdout).groups()
        return rate, count, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

    def test_small_conversions(self):
        self.wrk(2)
        rate, _, milliseconds = self.wrk(10)
        self.assertGreater(rate, 2000)
        self.assertLess(milliseconds, 50)

    def test_memory_stays_flat(self):
        self.wrk(5)
        before, count = self.service.resident(), 0
        while count < 100_000:
            count += self.wrk(10)[1]
        self.assertLess(self.service.resident() - before, 32 << 10)

    def test_a_thousand_idle_connections(self):
        idle = [socket.create_connection((self.service.host, self.service.port)) for _ in range(1000)]
        self.assertEqual(self.service.ask("GET", "/health").status, 200)
        self.assertEqual(self.service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)
        for connection in idle:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        for connection in idle:
            self.assertTrue(connection.recv(1000).startswith(b"HTTP/1.1 200"))
            connection.close()


if __name__ == "__main__":
    unittest.main()
