#!/usr/bin/env python3
"""Writes the manual pages of kalends from the same source as its help: manpages.py BINARY FOLDER

There is a page for the command and one for each subcommand, nested ones such as zones-show included. The date is that of
SOURCE_DATE_EPOCH, so that the same command gives the same pages.
"""

import json
import os
import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

HEADING = re.compile(r"^([A-Z][A-Z ]+):$")
# Words that ArgumentParser adds to the commands of every program.
NOT_OURS = {"help"}


def escaped(text: str) -> str:
    """Text in which roff sees no request and no escape."""
    return text.replace("\\", "\\e").replace("-", "\\-")


def argument(word: str) -> str:
    """A word as an argument of a macro, which treats quotes, blanks and names of macros in its own way."""
    return '"' + escaped(word).replace('"', '\\(dq') + '"'


def prose(text: str) -> list[str]:
    """Lines of at most 80 bytes, each sentence beginning a line as mandoc asks for."""
    lines = []
    for sentence in re.split(r"(?<=[.:?!])\s+(?=[A-Z“\"(\-])", " ".join(text.split())):
        for line in textwrap.wrap(sentence, 68, break_long_words=False, break_on_hyphens=False):
            line = escaped(line)
            lines.append("\\&" + line if line[0] in ".'" else line)
    return lines


def literal(lines: list[str]) -> list[str]:
    return [".Bd -literal -offset indent", *("\\&" + escaped(line.strip()) for line in lines), ".Ed"]


def table(lines: list[str]) -> list[str]:
    """Rows of words in two columns as a list; anything else as it is."""
    starts = [found.end() for line in lines if (found := re.match(r"  \S.*?\s{2,}(?=\S)", line))]
    if not starts:
        return literal(lines)
    column = min(starts)
    page = [".Bl -tag -width Ds"]
    for line in lines:
        page += [f".It {argument(line[:column].strip())}", *prose(line[column:])]
    return [*page, ".El"]


def blocks(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """The description of a discussion, and its sections by their headings."""
    description: list[str] = []
    sections: dict[str, list[str]] = {}
    for block in filter(None, text.split("\n\n")):
        lines = block.strip("\n").split("\n")
        heading = HEADING.match(lines[0])
        if heading:
            sections[heading[1]] = table(lines[1:])
            continue
        if description:
            description.append(".Pp")
        description += table(lines) if all(line.startswith("  ") for line in lines) else prose(block)
    # A list or display begins a paragraph by itself.
    kept = [line for line, after in zip(description, description[1:] + [""]) if line != ".Pp" or after[:3] not in (".Bl", ".Bd")]
    return kept, sections


def option_head(option: dict) -> str:
    """The item of an option: its names, and its value."""
    if option["kind"] == "positional":
        return f".It Ar {escaped(option['valueName'])}"
    names = sorted(option["names"], key=lambda name: name["kind"] == "long")
    words = [f"Fl {'Fl ' if name['kind'] == 'long' else ''}{escaped(name['name'])}" for name in names]
    return ".It " + " , ".join(words) + (f" Ar {escaped(option['valueName'])}" if option["kind"] == "option" else "")


def option_text(option: dict) -> list[str]:
    page = prose(option.get("abstract", ""))
    values = option.get("allValues") or (option.get("completionKind") or {}).get("list", {}).get("values")
    if values and option["kind"] != "flag":
        page += prose(f"Values: {', '.join(values)}.")
    if option.get("defaultValue") is not None and option["kind"] != "flag":
        page += prose(f"Default: {option['defaultValue']}.")
    return page


def synopsis(command: dict, name: str) -> list[str]:
    page = [".Nm " + argument(name)]
    if subcommands(command):
        return [*page, ".Ar subcommand", ".Op Ar argument ..."]
    arguments = [one for one in command.get("arguments", []) if one.get("shouldDisplay")]
    if any(one["kind"] != "positional" and one["isOptional"] for one in arguments):
        page.append(".Op Ar options")
    for one in arguments:
        dots = " ..." if one["isRepeating"] else ""
        if one["kind"] == "positional":
            page.append(f".Op Ar {one['valueName']}{dots}" if one["isOptional"] else f".Ar {one['valueName']}{dots}")
        elif not one["isOptional"]:
            page.append("." + option_head(one)[4:])
    return page


def subcommands(command: dict) -> list[dict]:
    shown = [one for one in command.get("subcommands", []) if one["commandName"] not in NOT_OURS]
    return [one for one in shown if one.get("shouldDisplay", True)]


def page(command: dict, words: list[str], path: list[str], root: dict, date: str) -> str:
    name = "-".join([*path, *words])
    description, sections = blocks(command.get("discussion", ""))
    abstract = command.get("abstract", "").rstrip(".")
    lines = [f".Dd {date}", f".Dt {escaped(name.upper())} 1", ".Os", ".Sh NAME", f".Nm {escaped(name)}"]
    lines += [".Nd " + escaped(abstract[:1].lower() + abstract[1:])]
    lines += [".Sh SYNOPSIS", *synopsis(command, " ".join([*path, *words]))]
    lines += [".Sh DESCRIPTION", *(description or prose(command.get("abstract", "")))]
    if parts := subcommands(command):
        lines += [".Pp", "The subcommands are:", ".Bl -tag -width Ds"]
        for part in parts:
            lines += [f".It Xr {'-'.join([name, part['commandName']])} 1", *prose(part.get("abstract", ""))]
        lines.append(".El")
    options = [one for one in command.get("arguments", []) if one.get("shouldDisplay")]
    titles = list(dict.fromkeys(one.get("sectionTitle", "General") for one in options))
    if options:
        lines.append(".Sh OPTIONS")
    for title in titles:
        lines += [f".Ss {title}", ".Bl -tag -width Ds"]
        for one in options:
            if one.get("sectionTitle", "General") == title:
                lines += [option_head(one), *option_text(one)]
        lines.append(".El")
    order = ["EXIT STATUS", "EXAMPLES"]
    for heading in order + [one for one in sections if one not in order]:
        if heading in sections:
            lines += [f".Sh {heading}", *sections[heading]]
    parents = [*path, *words][:-1]
    related = ["-".join(parents[: depth + 1]) for depth in range(len(parents))]
    if not words:
        related += [f"{name}-{part['commandName']}" for part in subcommands(root)]
    related.sort()
    lines.append(".Sh SEE ALSO")
    lines += [f".Xr {one} 1" + (" ," if one != related[-1] else "") for one in related]
    return "\n".join(lines) + "\n"


def write(command: dict, words: list[str], path: list[str], root: dict, folder: Path, date: str) -> None:
    name = "-".join([*path, *words])
    (folder / f"{name}.1").write_text(page(command, words, path, root, date), encoding="utf-8")
    for part in subcommands(command):
        write(part, [*words, part["commandName"]], path, root, folder, date)


def main() -> None:
    binary, folder = sys.argv[1], Path(sys.argv[2])
    answer = subprocess.run([binary, "--experimental-dump-help"], check=True, capture_output=True)
    day = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))
    date = f"{time.strftime('%B', day)} {day.tm_mday}, {day.tm_year}"
    folder.mkdir(parents=True, exist_ok=True)
    root = json.loads(answer.stdout)["command"]
    # The program of the calendar store calls itself a subcommand of kalends.
    path = [*root.get("superCommands", []), root["commandName"]]
    write(root, [], path, root, folder, date)


if __name__ == "__main__":
    main()
