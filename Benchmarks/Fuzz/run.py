#!/usr/bin/env python3
"""Builds the fuzzers and runs each target along coverage.

    run.py [--seconds N] [--targets a,b] [--keep FOLDER] [--no-build]

Inputs that crash, hang, take too much memory or break the law of their target are put into FOLDER/finds/TARGET, and the
exit status is 1. The corpus of each target grows in FOLDER/corpus/TARGET and is used again by the next run.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent
LARGEST_SEED = 1 << 14
# Extensions of the seeds of each target; the targets are those of Tests/Fuzzing.
TEXT = ["ics", "ifb", "vcs"]
SEEDS = {
    "icalendar": TEXT, "xcal": ["xcs", "xcal"], "legacy-xcal": ["xcs", "xml"], "jcal": ["json", "jcal"], "kolab": ["xml"],
    "mail": ["eml", "mime"], "mbox": ["eml", "mime", "mbox"], "rules": [], "zones": [],
    "validate": ["ics", "xcs", "xml", "json", "eml"], "fix": TEXT, "plan": [], "manifest": [],
    **{f"round-trip-{name}": TEXT for name in ["xcal", "xcal-basic", "xcal-dtd", "jcal", "kolab-2.0", "kolab-2.1"]},
}


def build():
    command = ["swift", "build", "--package-path", str(HERE), "-c", "release", "--sanitize=fuzzer", "--sanitize=address"]
    # Of several options the Swift compiler takes the last: without this one no Swift code would count its edges.
    subprocess.run([*command, "-Xswiftc", "-sanitize=fuzzer,address", "--product", "KalendsFuzz"], check=True)


def binary():
    return HERE / ".build/release/KalendsFuzz"


def collect(target, folder):
    """Copies fixtures and corpus files that the target starts from; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    corpus = os.environ.get("KALENDS_CORPUS", str(PACKAGE.parent / "shared/corpus"))
    for base in [PACKAGE / "fixtures", pathlib.Path(corpus)]:
        for path in sorted(base.rglob("*")) if base.exists() else []:
            if path.suffix[1:].lower() in SEEDS[target] and path.is_file() and path.stat().st_size <= LARGEST_SEED:
                shutil.copyfile(path, folder / re.sub(r"[^A-Za-z0-9.]", "-", str(path.relative_to(base)))[-120:])
    return folder


def run(target, seconds, keep, program):
    """Runs one target; returns its coverage (edges, features) and the number of finds."""
    grown, finds = keep / "corpus" / target, keep / "finds" / target
    grown.mkdir(parents=True, exist_ok=True)
    finds.mkdir(parents=True, exist_ok=True)
    # What an earlier run found stays, and is not a find of this one.
    known = set(finds.iterdir())
    seeds = collect(target, keep / "seeds" / target)
    environment = dict(os.environ, KALENDS_FUZZ_TARGET=target, ASAN_OPTIONS="detect_leaks=0:handle_abort=1")
    # A fork survives what ends one process; each find is kept.
    command = [
        str(program), "-fork=1", "-ignore_crashes=1", "-ignore_timeouts=1", "-ignore_ooms=1", "-timeout=10",
        "-rss_limit_mb=2000", f"-max_len={LARGEST_SEED}", f"-max_total_time={seconds}", f"-artifact_prefix={finds}/",
        str(grown), str(seeds),
    ]
    with open(keep / f"{target}.log", "w") as log:
        subprocess.run(command, env=environment, stdout=log, stderr=subprocess.STDOUT, check=False)
    text = (keep / f"{target}.log").read_text(errors="replace")
    states = re.findall(r"cov: (\d+) ft: (\d+)", text)
    return (states[-1] if states else ("0", "0")), sorted(set(finds.iterdir()) - known)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--targets", default=",".join(SEEDS))
    parser.add_argument("--keep", type=pathlib.Path, default=HERE / ".build/fuzz")
    parser.add_argument("--no-build", action="store_true")
    parser.add_argument("--program", type=pathlib.Path, default=binary())
    options = parser.parse_args()
    if not options.no_build:
        build()
    found = 0
    for target in options.targets.split(","):
        (edges, features), finds = run(target, options.seconds, options.keep.resolve(), options.program)
        found += len(finds)
        print(f"{target:24} {edges:>7} edges {features:>8} features {len(finds):>4} finds", flush=True)
        for path in finds[:10]:
            print(f"    {path}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
