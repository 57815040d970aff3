"""Calendars for ordinary clients: subscribing, publishing, free-busy, and the agenda."""
import gzip
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

from service import EVENT, PROGRAM, Service, ServiceCase


def store(service, *arguments, input=b""):
    result = subprocess.run([PROGRAM, "store", *arguments], input=input, capture_output=True)
    assert result.returncode == 0, result.stderr
    return result.stdout


class Calendars(ServiceCase):
    flags = ("--rate", "0")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ["ada", "bob", "eve"]:
            store(cls.service, "people", "add", cls.service.store, name, "--address", f"{name}@example.com")
        cls.reader, cls.writer = cls.service.token("read"), cls.service.token("read,write")

    def put(self, name, body, token=None, **fields):
        return self.service.ask("PUT", f"/calendars/{name}.ics", body, token=token or self.writer, **fields)

    def get(self, name, **fields):
        return self.service.ask("GET", f"/calendars/{name}.ics", token=self.reader, **fields)

    def test_publishing_and_subscribing(self):
        event = EVENT.replace(b"daily@", b"eves@")
        self.problem(self.put("eve", event), 428, "precondition-required")
        first = self.put("eve", event, If_None_Match="*")
        self.assertEqual((first.status, first.json["created"]), (201, 1), first)
        answer = self.get("eve")
        self.assertEqual(answer.headers["content-type"], "text/calendar; charset=utf-8")
        text = answer.body.decode()
        self.assertIn("REFRESH-INTERVAL;VALUE=DURATION:PT60M\r\n", text)
        self.assertIn("SUMMARY:Stand-up", text)
        self.assertEqual(self.get("eve", If_None_Match=answer.headers["etag"]).status, 304)
        packed = self.get("eve", Accept_Encoding="gzip")
        if packed.headers.get("content-encoding") == "gzip":
            self.assertEqual(gzip.decompress(packed.body), answer.body)
        self.assertEqual(self.get("eve", Accept_Encoding="gzip", If_None_Match=packed.headers["etag"]).status, 304)
        # Another change in between is not overwritten.
        changed = event.replace(b"Stand-up", b"Sit-down")
        self.problem(self.put("eve", changed, If_None_Match="*"), 412, "precondition-failed")
        self.problem(self.put("eve", changed, If_Match='"old"'), 412, "precondition-failed")
        second = self.put("eve", changed, If_Match=answer.headers["etag"])
        self.assertEqual((second.status, second.json["modified"]), (200, 1), second)
        self.problem(self.put("eve", event, If_Match=answer.headers["etag"]), 412, "precondition-failed")
        other = changed.replace(b"eves@", b"weekly@")
        third = self.put("eve", other, If_Match="*").json
        self.assertEqual((third["created"], third["deleted"]), (1, 1))

    def test_what_is_not_a_whole_calendar_changes_nothing(self):
        self.put("bob", EVENT.replace(b"daily", b"bobs"), If_Match="*")
        before = self.get("bob").body
        for body in [b"", b"nothing", EVENT[:-60], b"\x00\x01"]:
            self.problem(self.put("bob", body, If_Match="*"), 422, "unprocessable")
        self.assertEqual(self.get("bob").body, before)

    def test_scopes(self):
        self.problem(self.service.ask("GET", "/calendars/ada.ics"), 401, "unauthorized")
        self.problem(self.put("ada", EVENT, token=self.reader, If_Match="*"), 403, "forbidden")
        self.problem(self.get("nobody"), 404, "not-found")

    def test_large_calendars_are_compressed(self):
        many = EVENT.split(b"BEGIN:VEVENT")[0] + b"".join(
            b"BEGIN:VEVENT\r\nUID:n%d@example.com\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260105T090000Z\r\nSUMMARY:%d\r\nATTENDEE:mailto:bob@example.com\r\nEND:VEVENT\r\n" % (n, n)
            for n in range(200)
        ) + b"END:VCALENDAR\r\n"
        store(self.service, "import", self.service.store, "-", input=many)
        plain, packed = self.get("all"), self.get("all", Accept_Encoding="gzip")
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertLess(len(packed.body), len(plain.body) // 3)
        self.assertNotEqual(packed.headers["etag"], plain.headers["etag"])
        self.assertEqual(plain.body.count(b"BEGIN:VEVENT"), plain.body.count(b"END:VEVENT"))

    def test_free_busy(self):
        self.put("ada", EVENT, If_Match="*")
        answer = self.service.ask("GET", "/calendars/ada/free-busy?start=2026-01-05&until=2026-01-07", token=self.reader)
        self.assertEqual(answer.status, 200)
        text = re.sub(r"\r\n ", "", answer.body.decode())
        self.assertIn("20260105T090000Z/20260105T093000Z,20260106T090000Z/20260106T093000Z", text)
        self.assertNotIn("Stand-up", text)
        self.problem(self.service.ask("GET", "/calendars/all/free-busy", token=self.reader), 404, "not-found")
        self.problem(self.service.ask("GET", "/calendars/ada/free-busy?start=x", token=self.reader), 400, "bad-request")
        self.problem(self.service.ask("GET", "/calendars/ada/free-busy?start=2026-01-01&until=2036-01-01", token=self.reader), 400, "bad-request")

    def test_the_agenda_is_a_page_that_loads_nothing(self):
        self.put("ada", EVENT, If_Match="*")
        answer = self.service.ask("GET", "/calendars/ada?start=2026-01-01&until=2026-02-01", token=self.reader)
        self.assertEqual(answer.headers["content-type"], "text/html; charset=utf-8")
        self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
        self.assertIn("style-src 'sha256-", answer.headers["content-security-policy"])
        self.assertEqual(answer.body.count("Stand-up".encode()), 5)

    @unittest.skipUnless(shutil.which("curl"), "curl is not installed")
    def test_curl_gets_304(self):
        self.put("ada", EVENT, If_Match="*")
        url = f"http://{self.service.host}:{self.service.port}/calendars/ada.ics"
        folder = Path(self.service.folder)
        curl = ["curl", "-sS", "-H", f"Authorization: Bearer {self.reader}", "--etag-save", "tag", "--etag-compare", "tag", "-o", "a.ics", "-w", "%{http_code}", url]
        (folder / "tag").write_text("")
        codes = [subprocess.run(curl, cwd=folder, capture_output=True, text=True).stdout for _ in range(2)]
        self.assertEqual(codes, ["200", "304"])

    def tool(self, name):
        path = Path(sys.executable).parent / name
        return str(path) if path.exists() else shutil.which(name)

    def test_vdirsyncer_and_khal_subscribe(self):
        vdirsyncer, khal = self.tool("vdirsyncer"), self.tool("khal")
        if not vdirsyncer or not khal:
            self.skipTest("vdirsyncer and khal are not installed")
        self.put("ada", EVENT, If_Match="*")
        folder = Path(self.service.folder)
        (folder / "vds").write_text(f"""
[general]
status_path = "{folder}/status"
[pair one]
a = "web"
b = "here"
collections = null
[storage web]
type = "http"
url = "http://{self.service.host}:{self.service.port}/calendars/ada.ics"
username = "ada"
password = "{self.reader}"
auth = "basic"
[storage here]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
""")
        for step in ["discover", "sync", "sync"]:
            result = subprocess.run([vdirsyncer, "-c", str(folder / "vds"), step], input="y\ny\n", capture_output=True, text=True)
            self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(list((folder / "events").glob("*.ics"))), 1)
        (folder / "khal").write_text(f"[calendars]\n[[ada]]\npath = {folder}/events\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
                                     "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
                                     f"local_timezone = UTC\ndefault_timezone = UTC\n[sqlite]\npath = {folder}/khal.db\n")
        result = subprocess.run([khal, "-c", str(folder / "khal"), "list", "2026-01-05", "7d"], capture_output=True, text=True)
        self.assertEqual(result.stdout.count("Stand-up"), 5, result)


class Described(ServiceCase):
    def test_the_description_is_valid(self):
        document = self.service.ask("GET", "/openapi.json").json
        self.assertEqual(document["openapi"], "3.1.0")
        self.assertIn("/v1/convert", document["paths"])
        try:
            from openapi_spec_validator import validate
        except ImportError:
            self.skipTest("openapi-spec-validator is not installed")
        validate(document)

    def test_the_page_and_its_files(self):
        for path, kind in [("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript")]:
            answer = self.service.ask("GET", path)
            self.assertEqual(answer.headers["content-type"], f"{kind}; charset=utf-8")
            self.assertIn("script-src 'self'", answer.headers["content-security-policy"])
            self.assertNotIn("unsafe", answer.headers["content-security-policy"])
            self.assertEqual(self.service.ask("GET", path, If_None_Match=answer.headers["etag"]).status, 304)
            self.assertNotRegex(answer.body.decode(), r"https?://")


if __name__ == "__main__":
    unittest.main()
