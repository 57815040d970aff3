"""The migration of many accounts by the command, one after the other or on many machines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

#: What came of a step of an account: the status of the command, the counts of messages in its report, the report as JSON (see
#: `kalends schema migration-report`), and what the command printed; verify prints how much is as it has to be, and has no report.
#: Status 0 is success, 4 that some objects were left or quarantined.
MIGRATED = (
    "account string, store string, step string, status int, messages long, edited long, joined long, unchanged long, left long, "
    "mail long, quarantined long, report string, output string"
)

#: A step that ends so does not keep the next one from its work.
CONTINUING = {0, 4}

COUNTS = ("messages", "edited", "joined", "unchanged", "left", "mail", "quarantined")


class Accounts:
    """Where accounts are migrated to, and how."""

    def __init__(self, folder: str, options: dict[str, Any]) -> None:
        self.folder, self.options = folder, options

    def migrated(self, account: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Does the steps of an account, of which each gives a row; those after one that failed are not begun."""
        name = account["account"]
        # A name is no path, and none of the two that every folder has.
        safe = quote(name, safe="@+ ")
        folder = Path(self.folder, f"%2E{safe[1:]}" if safe.startswith(".") else safe)
        own = {option: account[option] for option in ("timezone", "zone_map") if account.get(option)}
        options = list(_arguments({**self.options, **own}))
        plan, manifest = folder / "plan.jsonl", folder / "manifest.jsonl"
        steps = {
            "survey": [account["store"], *options],
            "plan": [account["store"], *options, "--plan", str(plan)],
            "apply": ["--plan", str(plan), "--manifest", str(manifest), "--output", str(folder / "new"),
                      "--quarantine", str(folder / "quarantine")],
            "verify": ["--plan", str(plan), "--manifest", str(manifest)],
        }  # fmt: skip
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            yield {"account": name, "store": account["store"], "step": "survey", "status": 74, "output": str(error)}
            return
        # What was begun is done by its plan, whatever would be planned now.
        done = {"survey", "plan"} if manifest.exists() else set()
        for step, arguments in steps.items():
            row = {"account": name, "store": account["store"], "step": step, **_done(step, arguments, folder, step in done)}
            yield row
            if row["status"] not in CONTINUING:
                return


def command() -> str:
    """The command: what KALENDS_COMMAND names, else the one that the wheel brought, else the one on the path."""
    brought = Path(__file__).parent / "bin" / "kalends"
    return os.environ.get("KALENDS_COMMAND") or (str(brought) if brought.exists() else shutil.which("kalends") or "kalends")


def _done(step: str, arguments: list[str], folder: Path, is_done: bool) -> dict[str, Any]:
    """Does a step, unless it was done before, and reads its report."""
    file, status = folder / f"{step}.json", folder / f"{step}.status"
    row: dict[str, Any] = {}
    if not is_done:
        try:
            answer = subprocess.run(
                [command(), "migrate", step, *arguments, *([] if step == "verify" else ["--report", str(file), "--quiet"])],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
        except OSError as error:
            return {"status": 70, "output": str(error)}
        row = {"status": answer.returncode, "output": answer.stdout.decode(errors="replace")}
        if answer.returncode in CONTINUING:
            status.write_text(str(answer.returncode))
    else:
        row = {"status": int(status.read_text()) if status.exists() else 0}
    try:
        row["report"] = file.read_text(encoding="utf-8")
        total = json.loads(row["report"])["total"]
    except (OSError, ValueError, KeyError):
        return row
    return row | {name: total[name] for name in COUNTS}


def _arguments(options: dict[str, Any]) -> Iterator[str]:
    """Options of the command from those of Python."""
    for name, value in options.items():
        if value is None or value is False:
            continue
        yield f"--{name.replace('_', '-')}"
        if value is not True:
            yield str(value)
