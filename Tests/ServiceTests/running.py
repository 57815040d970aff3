"""How the service starts, is configured, logs, and ends."""
import base64
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from service import EVENT, PROGRAM, Service, ServiceCase, command


def refuse(*flags, environment=None, seconds=30):
    return subprocess.run(
        [PROGRAM, "serve", *flags], capture_output=True, text=True, timeout=seconds,
        env={**os.environ, **(environment or {})},
    )


class Running(ServiceCase):
    def test_health_and_readiness(self):
        self.assertEqual(self.service.ask("GET", "/health").json["status"], "ok")
        self.assertEqual(self.service.ask("GET", "/ready").json, {"status": "ok", "events": 0})

    def test_a_head_request_has_the_fields_of_get_and_no_body(self):
        get, head = self.service.ask("GET", "/v1/formats"), self.service.ask("HEAD", "/v1/formats")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(head.headers["content-length"], str(len(get.body)))

    def test_problems_of_paths_and_methods(self):
        self.problem(self.service.ask("GET", "/nothing"), 404, "not-found")
        answer = self.service.ask("DELETE", "/health")
        self.problem(answer, 405, "method-not-allowed")
        self.assertEqual(answer.headers["allow"], "GET, HEAD")
        self.problem(self.service.ask("GET", "/health?x=1"), 400, "bad-request")
        self.problem(self.service.ask("GET", "/%ff"), 400, "bad-request")

    def test_request_ids(self):
        self.assertEqual(self.service.ask("GET", "/health", X_Request_ID="abc.1").headers["x-request-id"], "abc.1")
        for odd in ["a b", "x" * 65, "é".encode().decode("latin-1")]:
            self.assertRegex(self.service.ask("GET", "/health", X_Request_ID=odd).headers["x-request-id"], "^[0-9a-f]{16}$")
        answer = self.service.ask("GET", "/nothing", X_Request_ID="q7")
        self.assertEqual(answer.json["instance"], "urn:kalends:request:q7")

    def test_the_log_has_a_line_for_each_request_and_no_secret(self):
        token = self.service.token("read")
        self.service.ask("GET", "/v1/formats?secret=hush", token=token, X_Request_ID="logged")
        self.service.ask("GET", "/health", token=token, X_Request_ID="logged-2")
        # A line is written after its answer.
        end = time.monotonic() + 10
        while '"logged-2"' not in self.service.log_text() and time.monotonic() < end:
            time.sleep(0.05)
        rows = [json.loads(line) for line in self.service.log_text().splitlines()]
        row = [row for row in rows if row["request"] == "logged"][0]
        self.assertEqual((row["method"], row["path"], row["status"]), ("GET", "/v1/formats", 400))
        row = [row for row in rows if row["request"] == "logged-2"][0]
        self.assertEqual(row["caller"], token.split("_")[1])
        self.assertNotIn("hush", self.service.log_text())
        self.assertNotIn(token, self.service.log_text())

    def test_metrics_need_the_scope_admin(self):
        self.problem(self.service.ask("GET", "/metrics"), 401, "unauthorized")
        self.problem(self.service.ask("GET", "/metrics", token=self.service.token("read,write,export")), 403, "forbidden")
        answer = self.service.ask("GET", "/metrics", token=self.service.token("admin"))
        self.assertEqual(answer.status, 200)
        self.assertIn('kalends_requests_total{route="/health",method="GET",status="200"}', answer.body.decode())


class Tokens(ServiceCase):
    flags = ("--rate", "20")

    def test_tokens_in_every_form(self):
        token = self.service.token("admin")
        self.assertEqual(self.service.ask("GET", "/metrics", token=token).status, 200)
        self.assertEqual(self.service.ask("GET", "/metrics", token=token, scheme="JWT").status, 200)
        basic = base64.b64encode(f"anyone:{token}".encode()).decode()
        self.assertEqual(self.service.ask("GET", "/metrics", token=basic, scheme="Basic").status, 200)

    def test_wrong_tokens(self):
        token = self.service.token("admin", "wrong")
        other = token[:-1] + ("0" if token[-1] != "0" else "1")
        for text, scheme in [(other, "Bearer"), ("nonsense", "Bearer"), ("kal_a_b", "Bearer"), (token, "Digest"), ("!", "Basic")]:
            answer = self.service.ask("GET", "/metrics", token=text, scheme=scheme)
            self.problem(answer, 401, "unauthorized")
            self.assertIn("Bearer", answer.headers["www-authenticate"])

    def test_a_revoked_token_ends_within_two_seconds(self):
        token = self.service.token("admin", "soon revoked")
        self.assertEqual(self.service.ask("GET", "/metrics", token=token).status, 200)
        result = subprocess.run([PROGRAM, "serve", "token", "revoke", "--store", self.service.store, "soon revoked"])
        self.assertEqual(result.returncode, 0)
        time.sleep(1.5)
        self.assertEqual(self.service.ask("GET", "/metrics", token=token).status, 401)
        listed = subprocess.run([PROGRAM, "serve", "token", "list", "--store", self.service.store], capture_output=True, text=True)
        self.assertRegex(listed.stdout, r"soon revoked +admin .* revoked")
        again = subprocess.run([PROGRAM, "serve", "token", "revoke", "--store", self.service.store, "soon revoked"], capture_output=True)
        self.assertEqual(again.returncode, 2)

    def test_an_expired_token(self):
        token = self.service.token("admin", "short", "--days", "1")
        database = sqlite3.connect(self.service.store)
        database.execute("UPDATE service_token SET expires = 1 WHERE id = ?", [token.split("_")[1]])
        database.commit()
        database.close()
        time.sleep(1.1)
        self.problem(self.service.ask("GET", "/metrics", token=token), 401, "unauthorized")

    def test_only_hashes_are_stored(self):
        token = self.service.token("read", "hashed")
        stored = b"".join(path.read_bytes() for path in Path(self.service.folder).glob("team.db*"))
        self.assertNotIn(token.split("_")[2].encode(), stored)

    def test_each_token_has_its_rate(self):
        first, second = self.service.token("admin", "busy"), self.service.token("admin", "quiet")
        statuses = [self.service.ask("GET", "/metrics", token=first) for _ in range(60)]
        refused = [answer for answer in statuses if answer.status == 429]
        self.assertTrue(refused)
        self.problem(refused[0], 429, "too-many-requests")
        self.assertEqual(refused[0].headers["retry-after"], "1")
        self.assertEqual(self.service.ask("GET", "/metrics", token=second).status, 200)


class Settings(unittest.TestCase):
    def test_flags_come_before_variables_and_these_before_the_file(self):
        with tempfile.TemporaryDirectory() as name:
            path = f"{name}/serve.toml"
            Path(path).write_text('host = "127.0.0.1"\nbody-limit = 10\nworkless = 1\n')
            result = refuse("--store", f"{name}/x.db", "--config", path)
            self.assertEqual(result.returncode, 2)
            self.assertIn("serve.toml:3: there is no option workless", result.stderr)
            Path(path).write_text('body-limit = 10\nopen = ["read"]\n')
            with Service("--config", path) as service:
                self.assertEqual(service.ask("POST", "/v1/validate", EVENT).status, 413)
            with Service("--config", path, environment={"KALENDS_SERVE_BODY_LIMIT": "1M"}) as service:
                self.assertEqual(service.ask("POST", "/v1/validate", EVENT).status, 200)
            with Service("--config", path, "--body-limit", "20", environment={"KALENDS_SERVE_BODY_LIMIT": "1M"}) as service:
                self.assertEqual(service.ask("POST", "/v1/validate", EVENT).status, 413)

    def test_impossible_settings(self):
        with tempfile.TemporaryDirectory() as name:
            store = f"{name}/x.db"
            for flags, words in [
                ([], "name the store"),
                (["--store", store, "--port", "70000"], "--port: it must be a number from 0 to 65535"),
                (["--store", store, "--open", "write"], "write cannot be allowed"),
                (["--store", store, "--certificate", "a"], "both --certificate and --key"),
                (["--store", store, "--certificate", "/dev/null", "--key", "/dev/null"], "/dev/null is not a readable PEM file with a certificate"),
                (["--store", store, "--base-url", "ftp://x"], "not an http or https URL"),
                (["--store", store, "--timezone", "Mars/Olympus"], "Mars/Olympus"),
                (["--store", store, "--config", f"{name}/none.toml"], "none.toml"),
            ]:
                result = refuse(*flags)
                self.assertEqual(result.returncode, 2, (flags, result))
                self.assertIn(words, result.stderr)
            Path(f"{name}/text").write_text("this is not a database, but a text of some length")
            self.assertEqual(refuse("--store", f"{name}/text").returncode, 3)

    def test_a_port_that_is_taken(self):
        with Service() as service:
            result = refuse("--store", service.store, "--port", str(service.port))
            self.assertEqual(result.returncode, 2)
            self.assertIn("cannot listen on 127.0.0.1", result.stderr)

    def test_the_command_starts_the_program(self):
        self.assertIn("serve", command("serve", "--help").stdout.decode())
        for option in ["--store", "--port", "--certificate", "--lease-seconds"]:
            self.assertIn(option, command("serve", "run", "--help").stdout.decode())

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
    def test_tls(self):
        with Service() as plain:
            folder = plain.folder
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"],
                cwd=folder, check=True, capture_output=True,
            )
            flags = ["--certificate", str(folder / "cert.pem"), "--key", str(folder / "key.pem")]
            with Service(*flags, folder=folder, store="other.db") as service:
                self.assertEqual(service.scheme, "https")
                self.assertEqual(service.ask("GET", "/health").status, 200)
                # All of a response arrives before the connection is closed.
                many = EVENT.replace(b"COUNT=5", b"COUNT=10000")
                whole = plain.ask("POST", "/v1/expand", many).body
                for word in ["close", "Close", "keep-alive"]:
                    self.assertTrue(service.ask("POST", "/v1/expand", many, Connection=word).body == whole)


class Ending(unittest.TestCase):
    def test_sigterm_finishes_requests_that_have_begun(self):
        with Service() as service:
            connection = service.connection()
            connection.putrequest("POST", "/v1/validate")
            connection.putheader("Content-Length", str(len(EVENT)))
            connection.endheaders()
            connection.send(EVENT[:50])
            time.sleep(0.3)
            service.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            with self.assertRaises(OSError):
                service.ask("GET", "/health")
            connection.send(EVENT[50:])
            self.assertEqual(connection.getresponse().status, 200)
            self.assertEqual(service.process.wait(20), 0)
            log = service.folder / "team.db-wal"
            self.assertTrue(not log.exists() or log.stat().st_size == 0)

    def test_an_idle_service_ends_at_once(self):
        with Service() as service:
            idle = [service.connection() for _ in range(3)]
            for connection in idle:
                connection.connect()
            start = time.time()
            self.assertEqual(service.stop(), 0)
            self.assertLess(time.time() - start, 5)


if __name__ == "__main__":
    unittest.main()
