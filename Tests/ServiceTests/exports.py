"""Exports as tasks, as clients of Open Event and careful clients ask for them."""
import hashlib
import io
import json
import random
import signal
import sqlite3
import subprocess
import threading
import time
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

from conferences import FRAB, PENTABARF, PRETALX, open_event
from service import EVENT, PROGRAM, ROOT, SOAK, Service, ServiceCase

FORMS = ["xcal", "ical", "pentabarf", "kolab-2.0", "kolab-2.1", "jcal"]


class OpenEventClient:
    """A client as the documents of Open Event describe it: start, poll the task, download."""

    def __init__(self, service, token):
        self.service, self.token = service, token

    def get(self, path):
        return self.service.ask("GET", path, token=self.token, scheme="JWT")

    def export(self, event, form, seconds=60):
        answer = self.get(f"/v1/events/{event}/export/{form}")
        assert answer.status == 200, answer
        assert set(answer.json) == {"task_url"}, answer
        end = time.time() + seconds
        while time.time() < end:
            task = self.get(answer.json["task_url"])
            assert task.status == 200, task
            if task.json["state"] == "SUCCESS":
                return self.get(task.json["result"]["download_url"].removeprefix("https://export.example.org"))
            assert task.json["state"] in ("PENDING", "STARTED", "RETRY"), task
            time.sleep(0.05)
        raise AssertionError("the task does not end")


class Exports(ServiceCase):
    flags = ("--base-url", "https://export.example.org", "--rate", "0")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.service.token("read,export,write")
        cls.client = OpenEventClient(cls.service, cls.token)
        answer = cls.put("b8324ae2", open_event())
        assert answer.status == 201, answer

    @classmethod
    def put(cls, identifier, body, token=None):
        return cls.service.ask("PUT", f"/v1/events/{identifier}", body, token=token or cls.token)

    def finished(self, path):
        task = self.service.ask("GET", f"{path}?wait=30", token=self.token)
        self.assertEqual(task.status, 200, task)
        return task.json

    def path(self, url):
        return url.removeprefix("https://export.example.org")

    def test_a_client_of_open_event_gets_its_xcal(self):
        answer = self.client.export("b8324ae2", "xcal")
        self.assertEqual(answer.headers["content-type"], "application/calendar+xml")
        self.assertIn('filename="xcal.xcs"', answer.headers["content-disposition"])
        # A reader that is not ours: the elements of the document, in order, without a namespace.
        root = ElementTree.fromstring(answer.body)
        self.assertEqual(root.tag, "iCalendar")
        calendar = root[0]
        self.assertEqual(
            [element.tag for element in calendar][:4], ["version", "prodid", "x-wr-caldesc", "x-wr-calname"]
        )
        self.assertEqual(calendar[1].text, "-//fossasia//open-event//EN")
        self.assertEqual(calendar[2].text, "Schedule for sessions at FOSSASIA Summit")
        self.assertEqual(calendar[3].text, "FOSSASIA Summit")
        sessions = calendar[4:]
        self.assertEqual([session.find("uid").text for session in sessions], ["1-b8324ae2", "2-b8324ae2", "3-b8324ae2"])
        first = sessions[0]
        self.assertEqual(
            [element.tag for element in first],
            ["method", "uid", "dtstart", "dtend", "duration", "summary", "description", "class", "status", "categories", "url",
             "location", "attendee"],
        )
        self.assertEqual(first.find("dtstart").text, "2018-03-22T02:15:00+00:00")
        self.assertEqual(first.find("summary").text, "Session 1 <3 & more")
        self.assertEqual(first.find("description").text, "About 1")
        self.assertEqual(first.find("categories").text, "Talk")
        self.assertEqual(first.find("url").text, "https://export.example.org/v1/events?identifier=b8324ae2")
        self.assertEqual(first.find("location").text, "Room 2")
        self.assertEqual(first.find("attendee").text, "Speaker 1, Dr.")

    def test_python_icalendar_reads_it_through_the_stylesheet(self):
        try:
            import icalendar
        except ImportError:
            self.skipTest("icalendar is not installed")
        answer = self.client.export("b8324ae2", "xcal")
        result = subprocess.run(
            ["xsltproc", str(ROOT / "xslt" / "xcal-to-icalendar.xsl"), "-"], input=answer.body, capture_output=True
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        calendar = icalendar.Calendar.from_ical(result.stdout)
        events = calendar.walk("VEVENT")
        self.assertEqual([str(event["UID"]) for event in events], ["1-b8324ae2", "2-b8324ae2", "3-b8324ae2"])
        self.assertEqual(events[0].decoded("DTSTART").isoformat(), "2018-03-22T02:15:00+00:00")

    def test_the_icalendar_sibling_joins_by_uid(self):
        text = self.client.export("b8324ae2", "ical").body.decode()
        self.assertIn("X-WR-CALNAME:FOSSASIA Summit", text)
        self.assertIn("UID:b8324ae2\r\n", text)
        self.assertIn("UID:1-b8324ae2\r\n", text)
        self.assertIn("GEO:1.29;103.85", text)
        self.assertIn("DESCRIPTION:Open & free.\\nSince 2009", text)
        self.assertNotIn("Rejected", text)
        found = self.service.ask("POST", "/v1/validate", text.encode()).json["findings"]
        self.assertEqual([row for row in found if row["severity"] == "error"], [])

    def test_the_schedule(self):
        root = ElementTree.fromstring(self.client.export("b8324ae2", "pentabarf").body)
        self.assertEqual(root.find("conference/title").text, "FOSSASIA Summit")
        event = root.find("day/room[@name='Room 2']/event[@id='1']")
        self.assertEqual(event.find("start").text, "10:15")
        self.assertEqual(event.find("date").text, "2018-03-22T10:15:00+08:00")
        self.assertEqual(event.find("duration").text, "00:14")
        self.assertEqual(event.find("subtitle").text, "Part 1")
        self.assertEqual(event.find("persons/person").text, "Speaker 1, Dr.")
        # What is exported can be imported, and is the same then.
        body = self.client.export("b8324ae2", "pentabarf").body
        self.assertEqual(self.put("copy", body).json["created"], 3)
        again = self.client.export("copy", "pentabarf").body
        self.assertEqual(
            [e.attrib["id"] for e in ElementTree.fromstring(again).iter("event")],
            [e.attrib["id"] for e in ElementTree.fromstring(body).iter("event")],
        )

    def test_every_form_bare_and_packed(self):
        for form in FORMS:
            for packing in ["bare", "zip"]:
                answer = self.service.ask("POST", f"/v1/events/b8324ae2/exports?form={form}&packing={packing}", token=self.token)
                self.assertEqual(answer.status, 202, answer)
                self.assertEqual(answer.headers["retry-after"], "1")
                self.assertEqual(answer.headers["location"], answer.json["task_url"])
                task = self.finished(self.path(answer.json["task_url"]))
                self.assertEqual(task["state"], "SUCCESS", task)
                self.assertEqual(task["progress"], {"done": 3, "total": 3})
                file = self.service.ask("GET", self.path(task["result"]["download_url"]))
                self.assertEqual(file.status, 200)
                if packing == "zip" or form.startswith("kolab"):
                    self.assertEqual(file.headers["content-type"], "application/zip")
                    with zipfile.ZipFile(io.BytesIO(file.body)) as archive:
                        self.assertIsNone(archive.testzip())
                        manifest = json.loads(archive.read("manifest.json"))
                        self.assertEqual(manifest["form"], form)
                        for row in manifest["files"]:
                            self.assertEqual(hashlib.sha256(archive.read(row["name"])).hexdigest(), row["sha256"])
                        self.assertEqual(len(archive.namelist()), len(manifest["files"]) + 1)
                        if form.startswith("kolab"):
                            self.assertEqual(len(manifest["files"]), 4)

    def test_equal_requests_share_a_task(self):
        first = self.client.get("/v1/events/b8324ae2/export/jcal").json["task_url"]
        second = self.service.ask("POST", "/v1/events/b8324ae2/exports?form=jcal", token=self.token).json["task_url"]
        self.assertEqual(first, self.path(second))
        # Another content is another task.
        self.put("shared", open_event(2))
        before = self.client.get("/v1/events/shared/export/jcal").json["task_url"]
        self.finished(before)
        self.assertEqual(self.client.get("/v1/events/shared/export/jcal").json["task_url"], before)
        self.assertEqual(self.put("shared", open_event(2)).json["modified"], 0)
        self.assertEqual(self.client.get("/v1/events/shared/export/jcal").json["task_url"], before)
        self.put("shared", open_event(4))
        self.assertNotEqual(self.client.get("/v1/events/shared/export/jcal").json["task_url"], before)

    def test_idempotency_keys(self):
        def start(form, key, token=self.token):
            return self.service.ask("POST", f"/v1/events/b8324ae2/exports?form={form}", token=token, Idempotency_Key=key)
        first = start("ical", "k1").json["task_url"]
        self.assertEqual(start("ical", "k1").json["task_url"], first)
        self.problem(start("jcal", "k1"), 422, "unprocessable")
        other = self.service.token("export", "other")
        self.assertEqual(start("jcal", "k1", other).status, 202)
        self.problem(start("jcal", "k" * 201), 400, "bad-request")

    def test_tasks_have_entity_tags_and_say_what_is_wrong(self):
        path = self.client.get("/v1/events/b8324ae2/export/ical").json["task_url"]
        self.finished(path)
        answer = self.client.get(path)
        again = self.service.ask("GET", path, token=self.token, If_None_Match=answer.headers["etag"])
        self.assertEqual((again.status, again.body), (304, b""))
        self.problem(self.service.ask("GET", "/v1/tasks/nobody", token=self.token), 404, "not-found")
        self.problem(self.client.get("/v1/events/nobody/export/ical"), 404, "not-found")
        self.problem(self.client.get("/v1/events/b8324ae2/export/pdf"), 404, "not-found")
        self.assertEqual(self.service.ask("HEAD", "/v1/events/b8324ae2/export/ical", token=self.token).status, 405)

    def test_failures_are_told(self):
        subprocess.run([PROGRAM, "store", "import", self.service.store, "-"], input=EVENT, check=True, capture_output=True)
        name = urllib.parse.quote("daily@example.com")
        self.assertIn(b"SUMMARY:Stand-up", self.client.export(name, "ical").body)
        task = self.finished(self.client.get(f"/v1/events/{name}/export/pentabarf").json["task_url"])
        self.assertEqual(task["state"], "FAILURE")
        self.assertIn("only a conference", task["result"])
        self.assertEqual(task["problem"]["type"], "urn:kalends:problem:unprocessable")

    def test_cancelling(self):
        path = self.client.get("/v1/events/b8324ae2/export/kolab-2.0").json["task_url"]
        url = self.path(self.finished(path)["result"]["download_url"])
        self.assertEqual(self.service.ask("DELETE", path, token=self.token).json["state"], "REVOKED")
        self.problem(self.service.ask("GET", url), 410, "gone")
        self.assertNotEqual(self.client.get("/v1/events/b8324ae2/export/kolab-2.0").json["task_url"], path)
        self.problem(self.service.ask("DELETE", path, token=self.service.token("read", "reader")), 403, "forbidden")

    def test_downloads(self):
        url = self.path(self.finished(self.client.get("/v1/events/b8324ae2/export/ical").json["task_url"])["result"]["download_url"])
        whole = self.service.ask("GET", url)
        self.assertEqual(self.service.ask("GET", url, If_None_Match=whole.headers["etag"]).status, 304)
        for field, part in [("bytes=0-9", whole.body[:10]), ("bytes=10-", whole.body[10:]), ("bytes=-5", whole.body[-5:])]:
            answer = self.service.ask("GET", url, Range=field)
            self.assertEqual((answer.status, answer.body), (206, part), field)
            self.assertIn(f"/{len(whole.body)}", answer.headers["content-range"])
        self.assertEqual(self.service.ask("GET", url, Range="bytes=0-3", If_Range='"old"').status, 200)
        self.assertNotIn(url.split("/")[3], self.service.log_text())
        answer = self.service.ask("GET", url, Range=f"bytes={len(whole.body)}-")
        self.problem(answer, 416, "range-not-satisfiable")
        # A condition that fails comes before the range.
        answer = self.service.ask("GET", url, Range=f"bytes={len(whole.body)}-", If_None_Match=whole.headers["etag"])
        self.assertEqual(answer.status, 304)
        for odd in ["bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4"]:
            self.assertEqual(self.service.ask("GET", url, Range=odd).status, 200)
        parts = url.split("/")
        self.assertEqual(self.service.ask("GET", "/".join(parts[:-1] + ["other.ics"])).status, 404)
        self.assertEqual(self.service.ask("GET", f"/v1/exports/{'0' * 48}/event_ical.ics").status, 404)

    def test_schedules_of_other_software(self):
        self.assertEqual(self.put("kc15", FRAB).json["created"], 1)
        text = self.client.export("kc15", "ical").body.decode()
        self.assertIn("DTSTART:20150808T083000Z\r\nDTEND:20150808T100000Z", text)
        self.assertIn("SUMMARY:Kohle", text)
        self.assertIn("CN=Änne Müller", text)
        self.assertEqual(self.put("old", PENTABARF).json["created"], 2)
        text = self.client.export("old", "ical").body.decode()
        self.assertIn("DTSTART:20061104T233000\r\n", text)
        self.assertIn("DTSTART:20061105T003000\r\n", text)
        self.assertEqual(self.put("djc", PRETALX).json["created"], 1)
        self.assertIn("DTSTART:20190410T093000Z", self.client.export("djc", "ical").body.decode())

    def test_sessions_that_vanish_are_deleted(self):
        self.put("fewer", open_event(5))
        answer = self.put("fewer", open_event(2)).json
        self.assertEqual((answer["unchanged"] + answer["modified"], answer["deleted"], answer["withoutTime"]), (3, 3, ["9002"]))

    def test_what_is_no_conference(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(200):
                archive.writestr(f"{number}/event", b" " * (8 << 20))
        before = self.service.resident()
        self.problem(self.put("broken", bomb.getvalue()), 422, "unprocessable")
        self.assertLess(self.service.resident() - before, 256 << 10)
        for body in [b"", b"no xml", b"PK\x03\x04broken", b"<a/>", open_event()[:500], EVENT]:
            self.problem(self.put("broken", body), 422, "unprocessable")
        self.problem(self.put("b8324ae2", open_event(), token=self.service.token("export", "exporter")), 403, "forbidden")
        self.problem(self.service.ask("PUT", "/v1/events/x", open_event()), 401, "unauthorized")
        rows = self.service.ask("GET", "/v1/events?identifier=b8324ae2", token=self.token).json["events"]
        self.assertEqual([row["name"] for row in rows], ["FOSSASIA Summit"])


class Expiry(unittest.TestCase):
    def test_an_export_whose_time_is_over(self):
        with Service() as service:
            token = service.token("admin")
            service.ask("PUT", "/v1/events/e", open_event(), token=token)
            path = service.ask("GET", "/v1/events/e/export/ical", token=token).json["task_url"]
            url = service.ask("GET", path + "?wait=20", token=token).json["result"]["download_url"]
            self.assertTrue(url.startswith("/v1/exports/"))
            database = sqlite3.connect(service.store)
            database.execute("UPDATE export_task SET expires = 1")
            database.commit()
            database.close()
            self.assertEqual(service.ask("GET", path, token=token).status, 410)
            self.assertEqual(service.ask("GET", url).status, 410)
            self.assertNotEqual(service.ask("GET", "/v1/events/e/export/ical", token=token).json["task_url"], path)


class Kills(unittest.TestCase):
    def test_a_killed_service_finishes_what_it_promised(self):
        rounds = 20
        with Service("--lease-seconds", "1", "--access-log", "off", "--rate", "0") as service:
            token = service.token("admin")
            answer = service.ask("PUT", "/v1/events/big", open_event(3000 if SOAK else 1000), token=token)
            self.assertEqual(answer.status, 201, answer)
            promised, interrupted = [], 0
            for number in range(rounds):
                # A new content each time, so that there is always something to do.
                small = service.ask("PUT", f"/v1/events/e{number}", open_event(number + 1), token=token)
                self.assertIn(small.status, (200, 201))
                for event in ["big", f"e{number}"]:
                    form = FORMS[number % len(FORMS)]
                    task = service.ask("POST", f"/v1/events/{event}/exports?form={form}&packing=zip", token=token)
                    self.assertEqual(task.status, 202, task)
                    promised.append(task.json["task_url"])
                time.sleep(random.Random(number).random() * 0.15)
                before = [service.ask("GET", path, token=token).json["state"] for path in promised[-2:]]
                interrupted += before != ["SUCCESS", "SUCCESS"]
                self.assertNotEqual(service.stop(signal.SIGKILL), 0)
                service.start()
            self.assertGreater(interrupted, 0)
            for path in promised:
                task = service.ask("GET", path + "?wait=60", token=token).json
                self.assertIn(task["state"], ("SUCCESS", "FAILURE"), task)
                if task["state"] == "FAILURE":
                    self.assertIn("begun 5 times", task["result"])
                else:
                    file = service.ask("GET", task["result"]["download_url"])
                    with zipfile.ZipFile(io.BytesIO(file.body)) as archive:
                        self.assertIsNone(archive.testzip())

    def test_sigterm_gives_the_task_back(self):
        with Service("--lease-seconds", "60", "--rate", "0") as service:
            token = service.token("admin")
            service.ask("PUT", "/v1/events/big", open_event(300), token=token)
            paths = [
                service.ask("POST", f"/v1/events/big/exports?form={form}&packing={packing}", token=token).json["task_url"]
                for form in FORMS for packing in ["zip", "bare"]
            ]
            self.assertEqual(service.stop(), 0)
            service.start()
            states = [service.ask("GET", path, token=token).json["state"] for path in paths]
            self.assertNotEqual(set(states), {"SUCCESS"})
            start = time.time()
            for path in paths:
                self.assertEqual(service.ask("GET", path + "?wait=50", token=token).json["state"], "SUCCESS")
            # A lease that was not given back would have held one of them for 60 seconds.
            self.assertLess(time.time() - start, 50)

    def test_a_long_poll_does_not_hold_the_end(self):
        with Service("--rate", "0") as service:
            token = service.token("admin")
            service.ask("PUT", "/v1/events/e", open_event(3), token=token)
            path = service.ask("GET", "/v1/events/e/export/ical", token=token).json["task_url"]
            service.ask("GET", path + "?wait=20", token=token)
            database = sqlite3.connect(service.store)
            database.execute("UPDATE export_task SET state = 'STARTED', lease_until = 99999999999, owner = 'somebody'")
            database.commit()
            database.close()
            answers = []
            waiting = threading.Thread(target=lambda: answers.append(service.ask("GET", path + "?wait=50", token=token)))
            waiting.start()
            time.sleep(0.5)
            start = time.time()
            self.assertEqual(service.stop(), 0)
            waiting.join()
            self.assertLess(time.time() - start, 10)
            self.assertEqual(answers[0].json["state"], "STARTED")


if __name__ == "__main__":
    unittest.main()
