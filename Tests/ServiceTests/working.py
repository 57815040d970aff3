"""Conversion, validation, expansion and comparison."""
import gzip
import io
import json
import unittest
import zipfile

from service import EVENT, ROOT, SOAK, ServiceCase, command

CORPUS = sorted((ROOT / "fixtures" / "conversions").glob("*/*.ics"))[:20]


class Working(ServiceCase):
    def test_the_formats_are_those_of_the_command(self):
        rows = self.service.ask("GET", "/v1/formats").json["formats"]
        listed = [line.split()[0] for line in command("formats").stdout.decode().splitlines()[1:]]
        self.assertEqual([row["name"] for row in rows], listed)

    def test_a_conversion_gives_what_the_command_gives(self):
        self.assertTrue(CORPUS)
        for path in CORPUS:
            for target in ["xcal", "jcal", "icalendar", "xcal-basic"]:
                expected = command("convert", str(path), "--to", target, "--quiet")
                answer = self.service.ask("POST", f"/v1/convert?to={target}&name={path.name}", path.read_bytes())
                if expected.returncode in (0, 4, 5):
                    self.assertEqual(answer.body, expected.stdout, (path, target))
                else:
                    self.assertEqual(answer.status, 422)

    def test_formats_are_negotiated(self):
        answer = self.service.ask("POST", "/v1/convert", EVENT, Content_Type="text/calendar", Accept="application/calendar+xml")
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/calendar+xml"))
        self.assertEqual(answer.headers["kalends-losses"], "0")
        answer = self.service.ask("POST", "/v1/convert", EVENT, Accept="application/calendar+json;q=0.5, text/calendar;q=0.1")
        self.assertEqual(answer.headers["content-type"], "application/calendar+json")
        self.problem(self.service.ask("POST", "/v1/convert", EVENT), 406, "not-acceptable")
        self.problem(self.service.ask("POST", "/v1/convert", EVENT, Accept="image/png"), 406, "not-acceptable")
        self.problem(self.service.ask("POST", "/v1/convert?to=xcal", EVENT, Accept="text/calendar"), 406, "not-acceptable")
        self.problem(self.service.ask("POST", "/v1/convert?to=xcal", EVENT, Content_Type="image/png"), 415, "unsupported-media-type")
        self.problem(
            self.service.ask("POST", "/v1/convert?to=xcal", EVENT, Content_Type="text/calendar; charset=iso-8859-1"),
            415, "unsupported-media-type",
        )
        # What the body says it is counts: this is no xCal.
        self.problem(self.service.ask("POST", "/v1/convert?to=jcal", EVENT, Content_Type="application/calendar+xml"), 422, "unprocessable")

    def test_report_and_findings_come_as_json(self):
        lossy = EVENT.replace(b"SUMMARY:", b"X-SECRET;X-A=1:y\r\nSUMMARY:")
        answer = self.service.ask("POST", "/v1/convert?to=kolab-2.1&name=a.ics", lossy, Accept="application/json").json
        self.assertEqual([output["mediaType"] for output in answer["outputs"]], ["application/x-vnd.kolab.event"])
        self.assertIn("<event", answer["outputs"][0]["content"])
        report = answer["report"]
        self.assertEqual((report["read"], report["written"], report["failed"]), (1, 1, 0))
        self.assertIsInstance(answer["findings"], list)
        strict = self.service.ask("POST", "/v1/convert?to=xcal&profile=open-event&fail-on-loss=true", lossy)
        self.assertTrue(self.problem(strict, 422, "unprocessable")["losses"])

    def test_several_objects_come_as_an_archive(self):
        two = EVENT.replace(b"END:VEVENT\r\n", b"END:VEVENT\r\n" + EVENT.split(b"END:VEVENT")[0].split(b"PRODID:-//Test//Test//EN\r\n")[1].replace(b"daily@", b"other@") + b"END:VEVENT\r\n")
        answer = self.service.ask("POST", "/v1/convert?to=kolab-2.0", two)
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/zip"), answer)
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual(len(archive.namelist()), 2)
        self.assertEqual(answer.body, self.service.ask("POST", "/v1/convert?to=kolab-2.0", two).body)
        refused = self.service.ask("POST", "/v1/convert?to=kolab-2.0", two, Accept="application/x-vnd.kolab.event")
        self.problem(refused, 406, "not-acceptable")

    def test_validation_gives_what_the_command_gives(self):
        broken = EVENT.replace(b"DTSTAMP:20260101T000000Z\r\n", b"").replace(b"COUNT=5", b"COUNT=0")
        for form in ["json", "jsonl", "sarif", "junit", "human"]:
            answer = self.service.ask("POST", f"/v1/validate?format={form}&name=-", broken)
            self.assertEqual(answer.status, 200, answer)
        rows = self.service.ask("POST", "/v1/validate", broken).json
        expected = json.loads(command("validate", "--format", "json", "-", input=broken).stdout)
        strip = lambda row: {name: value for name, value in row.items() if name not in ("file", "fingerprint")}
        self.assertEqual([strip(row) for row in rows["findings"]], [strip(row) for row in expected["findings"]])
        self.assertTrue(rows["findings"])
        only = self.service.ask("POST", f"/v1/validate?select={rows['findings'][0]['rule']}", broken).json["findings"]
        self.assertLess(len(only), len(rows["findings"]))
        self.problem(self.service.ask("POST", "/v1/validate?select=nonsense", broken), 400, "bad-request")
        sarif = self.service.ask("POST", "/v1/validate", broken, Accept="application/sarif+json")
        self.assertEqual(sarif.json["version"], "2.1.0")

    def test_expansion_gives_what_the_command_gives(self):
        expected = command("expand", "-", "--format", "jsonl", input=EVENT).stdout
        answer = self.service.ask("POST", "/v1/expand", EVENT, Accept="application/x-ndjson")
        self.assertEqual(answer.body, expected)
        answer = self.service.ask("POST", "/v1/expand?start=2026-01-06&until=2026-01-08", EVENT).json
        self.assertEqual([row["start"] for row in answer["occurrences"]], ["2026-01-06T09:00:00", "2026-01-07T09:00:00"])
        self.assertTrue(answer["complete"])
        csv = self.service.ask("POST", "/v1/expand?first=1", EVENT, Accept="text/csv")
        self.assertEqual(len(csv.body.splitlines()), 2)
        endless = EVENT.replace(b";COUNT=5", b"")
        self.problem(self.service.ask("POST", "/v1/expand", endless), 422, "unprocessable")
        self.assertEqual(len(self.service.ask("POST", "/v1/expand?first=7", endless).json["occurrences"]), 7)
        self.problem(self.service.ask("POST", "/v1/expand?start=soon-ish", EVENT), 400, "bad-request")
        self.problem(self.service.ask("POST", "/v1/expand?start=2026-02-01&until=2026-01-01", EVENT), 400, "bad-request")

    def form(self, **parts):
        body = b""
        for name, content in parts.items():
            body += f'--b0\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.ics"\r\n\r\n'.encode() + content + b"\r\n"
        return body + b"--b0--\r\n"

    def test_comparison(self):
        kind = {"Content_Type": "multipart/form-data; boundary=b0"}
        xcal = command("convert", "-", "--to", "xcal", input=EVENT).stdout
        answer = self.service.ask("POST", "/v1/diff", self.form(first=EVENT, second=xcal), **kind)
        self.assertEqual(answer.json, {"same": True, "differences": []})
        other = EVENT.replace(b"Stand-up", b"Sit-down")
        answer = self.service.ask("POST", "/v1/diff", self.form(first=EVENT, second=other), **kind).json
        self.assertFalse(answer["same"])
        self.assertIn("Stand-up", json.dumps(answer["differences"]))
        self.problem(self.service.ask("POST", "/v1/diff", self.form(first=EVENT), **kind), 400, "bad-request")
        self.problem(self.service.ask("POST", "/v1/diff", b"--b0\r\n", **kind), 400, "bad-request")
        self.problem(self.service.ask("POST", "/v1/diff", EVENT), 415, "unsupported-media-type")
        self.problem(self.service.ask("POST", "/v1/diff", self.form(first=EVENT, second=b"no calendar"), **kind), 422, "unprocessable")

    def test_compressed_bodies(self):
        answer = self.service.ask("POST", "/v1/convert?to=icalendar", gzip.compress(EVENT), Content_Encoding="gzip")
        self.assertEqual(answer.body, EVENT)
        self.problem(self.service.ask("POST", "/v1/convert?to=icalendar", EVENT, Content_Encoding="br"), 415, "unsupported-media-type")
        self.problem(self.service.ask("POST", "/v1/convert?to=icalendar", EVENT, Content_Encoding="gzip"), 400, "bad-request")

    def test_unreadable_bodies_say_why(self):
        problem = self.problem(self.service.ask("POST", "/v1/convert?to=xcal", b""), 422, "unprocessable")
        self.assertTrue(problem["findings"])
        self.problem(self.service.ask("POST", "/v1/expand", b"\x00\x01\x02"), 422, "unprocessable")
        self.problem(self.service.ask("POST", "/v1/convert?to=nothing", EVENT), 400, "bad-request")
        self.problem(self.service.ask("POST", "/v1/convert?to=xcal&to=jcal", EVENT), 400, "bad-request")
        self.problem(self.service.ask("POST", "/v1/convert?to=xcal&timezone=Mars", EVENT), 400, "bad-request")


class Large(ServiceCase):
    flags = ("--body-limit", "1G", "--work-seconds", "300", "--body-seconds", "120")

    def test_large_bodies_go_from_file_to_file(self):
        head, tail = EVENT.split(b"BEGIN:VEVENT", 1)
        event = b"BEGIN:VEVENT" + tail.removesuffix(b"END:VCALENDAR\r\n")
        count = (200 if SOAK else 4) << 20
        body = head + b"".join(event.replace(b"daily@", b"n%d@" % number) for number in range(count // len(event))) + b"END:VCALENDAR\r\n"
        expected = command("convert", "-", "--to", "xcal", "--quiet", input=body).stdout
        before = self.service.resident()
        answer = self.service.ask("POST", "/v1/convert?to=xcal", body)
        self.assertEqual(answer.status, 200, answer)
        self.assertEqual(answer.headers["content-length"], str(len(expected)))
        self.assertTrue(answer.body == expected)
        if SOAK:
            self.assertLess(self.service.resident() - before, 64 << 10)
        # Not every pair of formats can, and what is asked as JSON is held as a whole.
        self.assertEqual(self.service.ask("POST", "/v1/convert?to=kolab-2.1", body, Accept="application/zip").status, 200)
        cut = self.service.ask("POST", "/v1/convert?to=jcal", b"[" * (2 << 20))
        self.problem(cut, 422, "unprocessable")


if __name__ == "__main__":
    unittest.main()
