"""Expands rules with python-dateutil: lines of DTSTART, limit and RRULE in, lines of moments out.

dateutil walks second by second where nothing matches, so every rule has a quarter of a second, and all of them
together twenty seconds unless the environment sets another limit.
"""

import itertools
import os
import signal
import sys
import time
from datetime import datetime

from dateutil.rrule import rrulestr


def give_up(*_):
    raise TimeoutError("too slow")


signal.signal(signal.SIGALRM, give_up)
# The test process hands down a mask in which the alarm may be blocked.
signal.pthread_sigmask(signal.SIG_SETMASK, set())
end = time.monotonic() + float(os.environ.get("KALENDS_ORACLE_SECONDS", 20))
for line in sys.stdin:
    start, limit, rule = line.split()
    if time.monotonic() > end:
        print("error too slow", flush=True)
        continue
    signal.setitimer(signal.ITIMER_REAL, 0.25)
    try:
        expansion = rrulestr(rule, dtstart=datetime.strptime(start, "%Y%m%dT%H%M%S"))
        answer = " ".join(moment.strftime("%Y%m%dT%H%M%S") for moment in itertools.islice(expansion, int(limit)))
    except Exception as error:
        answer = f"error {error}"
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(answer, flush=True)
