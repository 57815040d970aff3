"""Work on bodies in processes of their own: a crash, a kill or too much time costs one request, never the service."""
import os
import signal
import threading
import time
import unittest
from pathlib import Path

from conferences import open_event
from service import EVENT, Service, ServiceCase


def endless(count):
    """A calendar whose rules match nothing, so that looking for their first occurrences takes long."""
    head, tail = EVENT.split(b"BEGIN:VEVENT", 1)
    event = b"BEGIN:VEVENT" + tail.removesuffix(b"END:VCALENDAR\r\n")
    event = event.replace(b"FREQ=DAILY;COUNT=5", b"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")
    return head + b"".join(event.replace(b"daily@", b"n%d@" % number) for number in range(count)) + b"END:VCALENDAR\r\n"


SLOW = endless(20_000)


class Request(threading.Thread):
    """A request that is answered while the test goes on."""

    def __init__(self, service, *arguments, **fields):
        super().__init__()
        self.ask = lambda: service.ask(*arguments, **fields)
        self.answer = None
        self.start()

    def run(self):
        self.answer = self.ask()

    def result(self, seconds=60):
        self.join(seconds)
        return self.answer


def state(pid):
    """What the system tells of a process from its state on: that of one that has ended is Z."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["Z"] + ["0"] * 20


def used(pid):
    """Seconds of processor time of a process; 0 if there is none."""
    return (int(state(pid)[11]) + int(state(pid)[12])) / os.sysconf("SC_CLK_TCK")


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it does not happen")


class Workers(ServiceCase):
    flags = ("--rate", "0", "--work-seconds", "40", "--workers", "2")

    def busy(self):
        """The worker that works."""
        def found():
            before = {pid: used(pid) for pid in self.service.workers()}
            time.sleep(0.3)
            return [pid for pid, seconds in before.items() if used(pid) - seconds > 0.02]
        return until(found)[0]

    def slow(self, path="/v1/expand?first=1"):
        return Request(self.service, "POST", path, SLOW)

    def test_a_crash_costs_one_request(self):
        for number in [signal.SIGILL, signal.SIGSEGV, signal.SIGABRT]:
            request = self.slow()
            os.kill(self.busy(), number)
            problem = self.problem(request.result(), 422, "unprocessable")
            self.assertIn(f"signal {int(number)}", problem["detail"])
            self.assertEqual(self.service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)

    def test_a_killed_worker_is_told_as_such(self):
        request = self.slow()
        os.kill(self.busy(), signal.SIGKILL)
        answer = request.result()
        self.assertIn("SIGKILL", self.problem(answer, 503, "unavailable")["detail"])
        self.assertEqual(answer.headers["retry-after"], "1")
        self.assertEqual(self.service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)

    def test_a_worker_that_ends_while_it_waits_is_replaced(self):
        for _ in range(4):
            self.assertEqual(self.service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)
        for pid in self.service.workers():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        for _ in range(4):
            self.assertEqual(self.service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)

    def test_signals_for_the_service_do_not_end_the_work(self):
        request = self.slow("/v1/validate")
        for pid in self.service.workers():
            for number in [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]:
                os.kill(pid, number)
        self.assertEqual(request.result().status, 200)

    def test_others_are_answered_while_conversions_take_long(self):
        requests = [self.slow() for _ in range(2)]
        self.busy()
        start = time.monotonic()
        self.assertEqual(self.service.ask("GET", "/ready").status, 200)
        self.assertEqual(self.service.ask("GET", "/v1/formats").status, 200)
        self.assertLess(time.monotonic() - start, 5)
        for pid in self.service.workers():
            os.kill(pid, signal.SIGKILL)
        for request in requests:
            self.assertEqual(request.result().status, 503)


class Limits(ServiceCase):
    flags = ("--rate", "0", "--work-seconds", "1", "--workers", "2")

    def test_work_that_takes_too_long_ends(self):
        start = time.monotonic()
        for path in ["/v1/expand?first=1", "/v1/expand?first=1"]:
            answer = self.service.ask("POST", path, SLOW)
            self.assertIn("after 1 seconds", self.problem(answer, 422, "too-long")["detail"])
        self.assertLess(time.monotonic() - start, 20)
        pids = [self.service.process.pid, *self.service.workers()]
        before = sum(map(used, pids))
        time.sleep(1)
        pids += self.service.workers()
        self.assertLess(sum(map(used, set(pids))) - before, 0.3)
        self.assertEqual(self.service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)

    def test_those_who_wait_too_long_are_sent_away(self):
        requests = [Request(self.service, "POST", "/v1/expand?first=1", SLOW) for _ in range(12)]
        answers = [request.result() for request in requests]
        self.assertEqual({answer.status for answer in answers}, {422, 429})
        for answer in answers:
            if answer.status == 429:
                self.problem(answer, 429, "too-many-requests")
                self.assertIn("retry-after", answer.headers)
        self.assertEqual(self.service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)


class Ends(unittest.TestCase):
    def test_workers_end_with_the_service(self):
        for number in [signal.SIGKILL, signal.SIGTERM]:
            with Service("--work-seconds", "5") as service:
                self.assertEqual(service.ask("POST", "/v1/convert?to=xcal", EVENT).status, 200)
                def lost():
                    try:
                        service.ask("POST", "/v1/expand?first=1", SLOW)
                    except OSError:
                        pass
                thread = threading.Thread(target=lost)
                thread.start()
                time.sleep(0.5)
                workers = service.workers()
                self.assertTrue(workers)
                status = service.stop(number)
                self.assertEqual(status, 0 if number == signal.SIGTERM else -9)
                thread.join()
                until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), 3)


class ExportsInWorkers(ServiceCase):
    flags = ("--rate", "0", "--access-log", "off")

    def start(self, name, sessions):
        """Starts the export of a new conference, when no process is left that waits for work; its task, and what reads it."""
        token = self.service.token("admin", name)
        self.assertEqual(self.service.ask("PUT", f"/v1/events/{name}", open_event(sessions), token=token).status, 201)
        self.kill()
        until(lambda: not self.kill())
        path = f"/v1/events/{name}/exports?form=kolab-2.1"
        task = self.service.ask("POST", path, token=token).json["task_url"]
        return lambda wait: self.service.ask("GET", f"{task}?wait={wait}", token=token).json

    def kill(self):
        """Kills the processes that work for the service; those that were still there."""
        pids = [pid for pid in self.service.workers() if state(pid)[0] != "Z"]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        return pids

    def test_an_export_outlives_its_worker(self):
        task = self.start("once", 2000)
        until(self.kill)
        self.assertEqual(task(60)["state"], "SUCCESS")

    def test_an_export_whose_workers_always_end_fails(self):
        task = self.start("always", 3000)
        def ended():
            for _ in range(100):
                self.kill()
                time.sleep(0.002)
            answer = task(0)
            return answer if answer["state"] in ("SUCCESS", "FAILURE") else None
        answer = until(ended, 60)
        self.assertEqual(answer["state"], "FAILURE", answer)
        self.assertIn("begun 5 times", answer["result"])


if __name__ == "__main__":
    unittest.main()
