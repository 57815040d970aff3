#!/usr/bin/env python3
"""Measures kalends and its peers and prints a table in Markdown.

    run.py                  everything but the 1 GB calendar
    run.py --huge           the 1 GB calendar too
    run.py --only xcal      the rows whose name contains "xcal"
    run.py --rounds 5       how often each row is measured (default 5)
    run.py --no-build       with the binaries as they are
    run.py --results FILE   writes the lines of the table to a file too, from which tables.py fills the documentation

Every round measures all programs once, one after the other, so that a slow minute of the machine falls on
kalends and its peers alike; the table shows medians and ratios within this run. Data: see generate.py.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import generate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DATA = generate.folder()
DRIVERS = HERE / ".build" / "drivers"
BUILD = ROOT / ".build" / "release"
# As it is installed: stripped, and written in one go. What a linker leaves in the cache of files takes 2 ms longer to start.
COMMAND = DRIVERS / "kalends"
MIB = 1024

# `ours` and `theirs` are commands; `measure` turns their results into the figure that the targets are about.
Row = namedtuple("Row", "name ours theirs measure least aim is_ceiling", defaults=(False,))
Figure = namedtuple("Figure", "value text")


def kalends(work, data):
    return (str(BUILD / "KalendsBenchmark"), work, str(DATA / data))


def libical(work, data):
    return (str(DRIVERS / "libical_driver"), work, str(DATA / data))


def store(work):
    """The calendar store: its import, and a hundred questions to it."""
    return (str(BUILD / "StoreBenchmark"), work, str(DATA / "store"))


def plain_sqlite():
    """The rows of the store written by SQLite alone."""
    return (str(DRIVERS / "sqlite_driver"), str(DATA / "store.db"), str(DATA / "out" / "rows.db"))


def sax(data):
    return (str(DRIVERS / "sax_driver"), str(DATA / data))


def command(runs, *arguments):
    """The command, started `runs` times by the C runner, which reports its peak."""
    return (str(DRIVERS / "run_driver"), str(runs), str(COMMAND), *arguments)


def convert(source, target, output, runs=1):
    return command(runs, "convert", str(DATA / source), "--quiet", "--overwrite", "--to", target,
                   "--output", str(DATA / "out" / output))


def peer(library, mode, data):
    """A library of another language, where it is installed; Python's are those of the tests."""
    if library == "ical.js":
        return ("/usr/bin/env", "node", str(HERE / "peers.js"), mode, str(DATA / data))
    python = subprocess.run([str(ROOT / ".ci" / "python")], capture_output=True, text=True).stdout.strip()
    return ("/usr/bin/env", python, str(HERE / "peers.py"), library, mode, str(DATA / data))


def xsltproc(source, output):
    """The stylesheet that does what kalends does natively, run by libxslt's own command."""
    return (str(DRIVERS / "run_driver"), "1", "xsltproc", "--nonet", "--novalid", "--huge",
            "--output", str(DATA / "out" / output), str(ROOT / "xslt" / "xcal-to-icalendar.xsl"), str(DATA / source))


def speed(result):
    return result["bytes"] / result["seconds"]


def times_as_fast(ours, theirs):
    """Input per second, ours over theirs."""
    ratio = speed(ours) / speed(theirs)
    return Figure(ratio, f"{ratio:.2f} ×")


def times_as_quick(ours, theirs):
    """Wall time for the same work, theirs over ours."""
    ratio = theirs["seconds"] / ours["seconds"]
    return Figure(ratio, f"{ratio:.2f} ×")


def objects_beside_small_files(ours, theirs):
    ratio = (ours["items"] / ours["seconds"]) / (theirs["items"] / theirs["seconds"])
    return Figure(ratio, f"{ratio:.2f} ×")


def files_a_second(ours, theirs):
    rate = generate.SMALL_FILES / ours["seconds"]
    return Figure(rate, f"{rate:,.0f} /s")


def peak_over_input(ours, theirs):
    ratio = ours["peakKiB"] * 1024 / ours["bytes"]
    return Figure(ratio, f"{ratio:.3f} × the input")


def peak_over(name):
    """The most memory of a command over the size of its input."""
    def figure(ours, theirs):
        ratio = ours["peakKiB"] * 1024 / (DATA / name).stat().st_size
        return Figure(ratio, f"{ratio:.2f} × the input")
    return figure


def peak_mib(ours, theirs):
    return Figure(ours["peakKiB"] / MIB, f"{ours['peakKiB'] / MIB:.0f} MiB")


def each_second(ours, theirs):
    rate = ours["items"] / ours["seconds"]
    return Figure(rate, f"{rate:,.0f} /s")


def milliseconds_each(ours, theirs):
    each = ours["seconds"] / ours["items"] * 1000
    return Figure(each, f"{each:.2f} ms")


def milliseconds(ours, theirs):
    return Figure(ours["seconds"] * 1000, f"{ours['seconds'] * 1000:.1f} ms")


def microseconds_each(ours, theirs):
    each = ours["seconds"] / ours["items"] * 1e6
    return Figure(each, f"{each:.1f} µs")


# The targets are ratios to the peer of the same run; ceilings (memory, start-up, instructions) are met from below.
BIG_PARSE = libical("parse", "big.ics")
ROWS = [
    Row("read into the tree, with diagnostics", kalends("read", "big.ics"), BIG_PARSE, times_as_fast, 9, 10),
    Row("the same, every value typed and checked", kalends("read-typed", "big.ics"), BIG_PARSE, times_as_fast, 7, 8),
    Row("validated with all rules", kalends("validate", "big.ics"), BIG_PARSE, times_as_fast, 2.5, 3),
    Row("read, a few giant values", kalends("read", "giant-values.ics"), libical("parse", "giant-values.ics"),
        times_as_fast, None, None),
    Row("read and write, normalized", kalends("read-write", "big.ics"), libical("parse-write", "big.ics"),
        times_as_fast, 6, 10),
    Row("ics → xCal", kalends("icalendar-xcal", "big.ics"), BIG_PARSE, times_as_fast, 3.5, 4),
    Row("xCal → ics", kalends("xcal-icalendar", "big.xcs"), sax("big.xcs"), times_as_fast, 0.5, 0.55),
    Row("xCal → ics, command compared with xsltproc", convert("mid.xcs", "icalendar", "mid.ics"),
        xsltproc("mid.xcs", "mid-xslt.ics"), times_as_quick, 10, 20),
    Row("ics → Kolab 2.1", kalends("icalendar-kolab-2.1", "big.ics"), BIG_PARSE, times_as_fast, 0.8, 1.5),
    Row("Kolab 2.0 → ics, 1 KB documents in memory", kalends("many-kolab-icalendar", "kolab2"), libical("many", "many"),
        objects_beside_small_files, 3.2, 4),
    Row("20,000 small files, one core", kalends("many", "many"), libical("many", "many"), times_as_fast, 3, 4),
    *(Row(f"20,000 {name}, two cores, over one", kalends(f"{work}-2", data), kalends(work, data), times_as_fast, 1.85, 1.93)
      for name, work, data in [("small files", "many", "many"), ("Kolab 2.0 → ics", "many-kolab-icalendar", "kolab2"),
                               ("ics → Kolab 2.1", "many-icalendar-kolab", "many"),
                               ("small files validated", "many-validate", "many")]),
    Row("a folder of 20,000 Kolab files on disk → one ics, one core",
        command(1, "convert", str(DATA / "kolab2"), "--jobs", "1", "--quiet", "--overwrite", "--to", "icalendar",
                "--output", str(DATA / "out" / "kolab2.ics")), None, files_a_second, 20_000, 35_000),
    Row("a folder of 20,000 small files validated, two cores",
        command(1, "validate", str(DATA / "many"), "--quiet", "--exit-zero"), None, files_a_second, 20_000, None),
    Row("2,000 rules expanded, local time", kalends("expand", "rrules.txt"), libical("expand", "rrules.txt"),
        objects_beside_small_files, 15, 35),
    Row("the same to UTC", kalends("expand-utc", "rrules.txt"), libical("expand-utc", "rrules.txt"),
        objects_beside_small_files, 10, 25),
    Row("one day in 2400 of a daily series from 1970", kalends("expand-2400", "rrules.txt"), None,
        microseconds_each, 50, 20, True),
    Row("200,000 events with people into a store, compared with SQLite alone", store("import"), plain_sqlite(), each_second,
        20_000, None),
    Row("peak memory of the same", store("import"), None, peak_mib, 256, None, True),
    Row("a month of one person in that store", store("agenda"), None, milliseconds_each, 10, None, True),
    Row("when ten people are free within four weeks", store("free"), None, milliseconds_each, 30, None, True),
    Row("two words searched within a quarter", store("search"), None, milliseconds_each, 50, None, True),
    Row("start-up, converting a 1 KB file", convert("one.ics", "xcal", "one.xcs", runs=100), None, milliseconds, 5.5, 4.5,
        True),
    *(Row(f"read, compared with {library}", kalends("read", "mid.ics"), peer(library, "parse", "mid.ics"), times_as_fast, None, None)
      for library in ("icalendar", "vobject", "ical.js")),
    *(Row(f"read and write, compared with {library}", kalends("read-write", "mid.ics"), peer(library, "parse-write", "mid.ics"),
          times_as_fast, None, None) for library in ("icalendar", "vobject", "ical.js")),
    *(Row(f"Python: read and write, compared with {library}", peer("kalends", "parse-write", "mid.ics"),
          peer(library, "parse-write", "mid.ics"), times_as_fast, 50, None) for library in ("icalendar", "vobject")),
    Row("Python: a month of occurrences, compared with recurring-ical-events", peer("kalends", "occurrences", "mid.ics"),
        peer("recurring", "occurrences", "mid.ics"), times_as_quick, 50, None),
    Row("Python: overhead of a call", peer("kalends", "overhead", "one.ics"), None, microseconds_each, 20, None, True),
    Row("Python: calendars of 50 events, 8 threads on two cores, over one", peer("kalends", "threads-8", "many"),
        peer("kalends", "threads-1", "many"), times_as_fast, 1.8, None),
]

LARGE = str(DATA / "large.ics")
# The peak over a calendar of 100 MB, read by the library and worked on by each command, and what it may be of the input.
MEMORY_ROWS = [
    Row("peak memory, read as one document", kalends("read", "large.ics"), None, peak_over_input, 1.6, None, True),
] + [
    Row(f"peak memory, {name}", command(1, *arguments), None, peak_over(data), most, None, True)
    for name, data, most, arguments in [
        ("expand a window", "large.ics", 2, ("expand", LARGE, "-q", "--from", "2026-04-01", "--until", "2026-05-01")),
        ("expand --first 50", "large.ics", 2, ("expand", LARGE, "-q", "--first", "50")),
        ("diff", "large.ics", 6, ("diff", LARGE, LARGE, "-q")),
        ("restore", "large.ics", 4, ("restore", LARGE, "-q", "--overwrite", "--output", str(DATA / "out" / "restored.ics"))),
        ("validate", "large.ics", 2, ("validate", LARGE, "-q", "--exit-zero")),
        ("anonymize", "large.ics", 2, ("anonymize", LARGE, "--overwrite", "--output", str(DATA / "out" / "anonymous.ics"))),
        ("ics → jCal", "large.ics", 2, ("convert", LARGE, "-q", "--overwrite", "--to", "jcal", "--output", str(DATA / "out" / "large.json"))),
        ("overrides → Kolab 2.1", "overrides.ics", 6,
         ("convert", str(DATA / "overrides.ics"), "-q", "--overwrite", "--to", "kolab-2.1", "--output", str(DATA / "out" / "overrides.xml"))),
    ]
]
HUGE_ROWS = [
    Row("peak memory, 1 GB ics → xCal", convert("huge.ics", "xcal", "huge.xcs"), None, peak_mib, 128, 64, True),
    Row("peak memory, 1 GB ics (as xCal) → ics", convert("out/huge.xcs", "icalendar", "huge.ics"), None, peak_mib,
        128, 64, True),
    Row("peak memory, 1 GB ics → Kolab 2.1", convert("huge.ics", "kolab-2.1", "huge-kolab/"), None, peak_mib,
        256, 128, True),
]


def measure_once(arguments):
    """One result of a driver, or None when it cannot do this yet."""
    if not Path(arguments[0]).exists():
        return None
    outcome = subprocess.run(arguments, capture_output=True, text=True)
    if outcome.returncode != 0:
        reason = outcome.stderr.strip().splitlines()
        print(f"{' '.join(arguments[:3])}: {reason[-1] if reason else outcome.returncode}", file=sys.stderr)
        return None
    result = json.loads(outcome.stdout.splitlines()[-1])
    return None if result.get("missing") else result


def measure(rows, rounds):
    """The median result of each command, all commands once a round."""
    commands = list(dict.fromkeys(c for row in rows for c in (row.ours, row.theirs) if c))
    samples = {c: [] for c in commands}
    for number in range(rounds):
        for c in commands:
            if number > 0 and not samples[c]:
                continue
            result = measure_once(c)
            if result:
                samples[c].append(result)
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    medians = {}
    for c, results in samples.items():
        if results:
            medians[c] = dict(results[0], seconds=statistics.median(r["seconds"] for r in results),
                              peakKiB=max(r["peakKiB"] for r in results))
    return medians


def instructions(work, data):
    """What one run of the benchmark program executes, counted by callgrind."""
    program, *arguments = kalends(work, data)
    # Valgrind gives up on the debug information that Swift writes.
    stripped = DRIVERS / "KalendsBenchmark-stripped"
    subprocess.run(["strip", "-g", "-o", str(stripped), program], check=True)
    outcome = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(stripped), *arguments],
                             capture_output=True, text=True)
    counted = re.search(r"Collected : (\d+)", outcome.stderr)
    return int(counted.group(1)) if counted and outcome.returncode == 0 else None


def instructions_per_byte(name, work, least, aim):
    """Reading callgrind.ics, less the same process on a calendar without events."""
    if not shutil.which("valgrind"):
        return line(name, "valgrind is not installed", "", "", least, aim, None, is_ceiling=True)
    full, empty = instructions(work, "callgrind.ics"), instructions(work, "empty.ics")
    if full is None or empty is None:
        return line(name, "not yet", "", "", least, aim, None, is_ceiling=True)
    size = (DATA / "callgrind.ics").stat().st_size - (DATA / "empty.ics").stat().st_size
    value = (full - empty) / size
    return line(name, "", "", f"{value:.1f}", least, aim, value <= least, value <= aim, is_ceiling=True)


def rate(result):
    if result is None:
        return ""
    if result["mode"] == "run":
        return f"{result['seconds']:.2f} s" if result["items"] == 1 else f"{result['seconds'] * 1000:.1f} ms"
    if result["mode"] == "overhead":
        return ""
    if result["mode"] == "occurrences":
        return f"{result['seconds']:.3g} s"
    if result["mode"].startswith(("expand", "many", "threads")):
        return f"{result['items'] / result['seconds']:,.0f} /s"
    return f"{speed(result) / 1e6:,.1f} MB/s"


# Which program a driver runs, where the name of a row does not say it.
PROGRAMS = {"libical_driver": "libical", "sax_driver": "libxml2", "xsltproc": "xsltproc", "sqlite_driver": "SQLite"}


def program(command):
    """The name of the program that a row is compared with, in parentheses."""
    names = [PROGRAMS[name] for name in (Path(part).name for part in command or ()) if name in PROGRAMS]
    return f" ({names[0]})" if names else ""


def amount(value, is_ceiling):
    if value is None:
        return ""
    return ("≤ " if is_ceiling else "≥ ") + (f"{value:,.0f}" if value >= 1000 else f"{value:.3g}")


def line(name, ours, theirs, figure, least, aim, is_met, is_aim_met=False, is_ceiling=False):
    verdict = "" if is_met is None else "aim met" if is_aim_met else "met" if is_met else "**not met**"
    return f"| {name} | {ours} | {theirs} | {figure} | {amount(least, is_ceiling)} | {amount(aim, is_ceiling)} | {verdict} |"


def table_line(row, medians):
    ours, theirs = medians.get(row.ours), medians.get(row.theirs)
    # Where nothing is compared, the figure says it all.
    own, other = rate(ours) if row.theirs else "", rate(theirs) + program(row.theirs)
    if ours is None:
        return line(row.name, "not yet", other, "", row.least, row.aim, None, is_ceiling=row.is_ceiling)
    if row.theirs and theirs is None:
        return line(row.name, own, "not measured", "", row.least, row.aim, None, is_ceiling=row.is_ceiling)
    figure = row.measure(ours, theirs)
    if figure.value is None or row.least is None:
        return line(row.name, own, other, figure.text, None, None, None)

    def is_met(target):
        if target is None:
            return False
        return figure.value <= target if row.is_ceiling else figure.value >= target
    return line(row.name, own, other, figure.text, row.least, row.aim, is_met(row.least), is_met(row.aim), row.is_ceiling)


INSTRUCTIONS = "instructions per input byte, reading"
HEADER = ["| work | kalends | other program | ratio or figure | required | aim | result |", "| --- | --- | --- | --- | --- | --- | --- |"]
MIGRATION = "migrate apply --output, 20,000 messages"


def migration_lines(rounds):
    """A generated mail store migrated into a fresh folder: messages a second, and the most memory."""
    memory = Path("/dev/shm")
    folder = (memory / "kalends-benchmarks" if memory.is_dir() else DATA) / "mail"
    if not (folder / "expected.json").exists():
        subprocess.run([sys.executable, str(HERE / "mail_store.py"), str(folder), "--messages", "20000"], check=True)
    plan = folder / "plan.jsonl"
    subprocess.run([str(COMMAND), "migrate", "plan", str(folder / "store"), "--timezone", "Europe/Berlin", "-q",
                    "--plan", str(plan)], check=False)
    messages = json.loads((folder / "expected.json").read_text())["messages"]
    seconds, peaks = [], []
    # A file system is slow to give out again what was freed a moment ago: nothing is removed between rounds.
    results = folder / "results"
    shutil.rmtree(results, ignore_errors=True)
    for number in range(rounds):
        target = results / str(number)
        start = time.monotonic()
        child = subprocess.Popen([str(COMMAND), "migrate", "apply", "--plan", str(plan), "--output", str(target / "new"),
                                  "--manifest", str(target / "manifest.jsonl"), "-q"])
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(time.monotonic() - start)
        peaks.append(usage.ru_maxrss)
        # 4: the broken objects of the store were quarantined.
        if child.returncode != 4:
            return [line(MIGRATION, "failed", "", "", 12_000, 15_000, False)]
    shutil.rmtree(results, ignore_errors=True)
    rate, peak = messages / statistics.median(seconds), max(peaks) / MIB
    system = subprocess.run(["stat", "-f", "-c", "%T", str(folder)], capture_output=True, text=True).stdout.strip()
    return [line(f"{MIGRATION}, on {system}", "", "", f"{rate:,.0f} /s", 12_000, 15_000, rate >= 12_000,
                 rate >= 15_000),
            line("peak memory of the same", "", "", f"{peak:.0f} MiB", 100, None, peak < 100, is_ceiling=True)]


def build_programs():
    """The C drivers, and the benchmark programs with Swift's library in them as in the released command."""
    subprocess.run(["make", "-s", "-C", str(HERE), f"BUILD={DRIVERS}"], check=True, stdout=sys.stderr)
    subprocess.run(["make", "-s", "-C", str(ROOT), "benchmark-programs"], check=True, stdout=sys.stderr)


def build():
    """All that is measured, and the command as it is released."""
    build_programs()
    subprocess.run(["make", "-s", "-C", str(ROOT), "build", "library"], check=True, stdout=sys.stderr)


def prepare_xcal(name):
    """Makes the xCal of the big calendar with kalends itself, once."""
    target = DATA / name
    if not target.exists():
        measure_once(convert(name.replace(".xcs", ".ics"), "xcal", f"../{name}"))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--huge", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--no-build", action="store_true")
    options.add_argument("--results", type=Path)
    chosen = options.parse_args()

    sys.argv = ["generate.py"] + (["--huge"] if chosen.huge else [])
    generate.main()
    if not chosen.no_build:
        build()
    subprocess.run(["strip", "-o", str(COMMAND), str(BUILD / "kalends")], check=True)
    os.environ["KALENDS_LIBRARY"] = str(BUILD / "shared" / "libKalendsC.so")
    (DATA / "out").mkdir(exist_ok=True)
    prepare_xcal("big.xcs")
    prepare_xcal("mid.xcs")

    rows = [row for row in ROWS if chosen.only in row.name]
    medians = measure(rows, chosen.rounds)
    single_rows = [row for row in MEMORY_ROWS + (HUGE_ROWS if chosen.huge else []) if chosen.only in row.name]
    medians.update(measure(single_rows, 1) if single_rows else {})

    lines = [*HEADER, *(table_line(row, medians) for row in rows + single_rows)]
    if chosen.only in INSTRUCTIONS:
        lines.append(instructions_per_byte(INSTRUCTIONS, "read", 30, 25))
    if chosen.only in MIGRATION:
        lines += migration_lines(chosen.rounds)
    sizes = ", ".join(f"{name} {(DATA / name).stat().st_size / 1e6:.1f} MB" for name in ("big.ics", "big.xcs")
                      if (DATA / name).exists())
    note = f"Medians of {chosen.rounds} interleaved rounds; {os.cpu_count()} cores; {sizes}."
    print("\n".join([*lines, "", note]))
    if chosen.results:
        chosen.results.write_text(json.dumps({"table": lines, "note": note}, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
