#!/usr/bin/env python3
"""Writes the bill of materials of a folder of files as SPDX 2.3: sbom.py FOLDER OUTPUT

It names each file with its checksum, the Swift packages and the standard library that the commands hold, and the packages of the
system whose libraries they load.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LICENSES = {"swift-argument-parser": "Apache-2.0", "GRDB.swift": "MIT", "swift": "Apache-2.0 WITH Swift-exception"}
# Loaded when a stylesheet is applied, so that no program names them.
LOADED_LATER = ["libxslt.so.1", "libexslt.so.0"]


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def package(name: str, version: str, licence: str = "NOASSERTION", reference: str | None = None) -> dict:
    row = {
        "SPDXID": "SPDXRef-Package-" + re.sub(r"[^A-Za-z0-9.-]", "-", name),
        "name": name,
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": licence,
        "copyrightText": "NOASSERTION",
    }
    if reference:
        row["externalRefs"] = [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": reference}
        ]
    return row


def swift_packages() -> list[dict]:
    """The pinned packages, and the toolchain whose library is linked into the commands."""
    pins = json.loads((ROOT / "Package.resolved").read_text(encoding="utf-8"))["pins"]
    rows = []
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        name = pin["location"].rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        where = re.sub(r"^https?://|\.git$", "", pin["location"])
        version = pin["state"].get("version") or pin["state"]["revision"]
        rows.append(package(name, version, LICENSES.get(name, "NOASSERTION"), f"pkg:swift/{where}@{version}"))
    found = re.search(r"Swift version (\S+)", output("swift", "--version"))
    return [*rows, package("swift", found[1] if found else "NOASSERTION", LICENSES["swift"])]


def system_packages(folder: Path) -> list[dict]:
    """The packages of the libraries that the programs of a folder load."""
    programs = [file for file in sorted(folder.iterdir()) if file.is_file() and file.read_bytes()[:4] == b"\x7fELF"]
    paths = {found for file in programs for found in re.findall(r"=> (/\S+)", output("ldd", str(file)))}
    cache = output("/sbin/ldconfig", "-p")
    for name in LOADED_LATER:
        paths |= set(re.findall(rf"^\s*{re.escape(name)} .*=> (\S+)", cache, re.M)[:1])
    owners = set()
    for path in paths:
        for form in (path, path.removeprefix("/usr"), os.path.realpath(path)):
            answer = subprocess.run(["dpkg-query", "--search", form], capture_output=True, text=True)
            if answer.returncode == 0:
                owners.add(answer.stdout.split(": ")[0].split(",")[0])
                break
    rows = []
    for owner in sorted(owners):
        shown = output("dpkg-query", "--show", "--showformat=${Package} ${Version}", owner)
        name, version = shown.split(" ")
        rows.append(package(name, version, reference=f"pkg:deb/debian/{name}@{version}"))
    return rows


def main() -> None:
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    found = re.search(r'version = "(.*)"', (ROOT / "Sources/Tool/Kalends/Product.swift").read_text(encoding="utf-8"))
    version = found[1] if found else "NOASSERTION"
    product = package("kalends", version, "Apache-2.0")
    files = []
    for number, file in enumerate(one for one in sorted(folder.rglob("*")) if one.is_file() and not one.is_symlink()):
        files.append(
            {
                "SPDXID": f"SPDXRef-File-{number}",
                "fileName": f"./{file.relative_to(folder)}",
                "checksums": [
                    {"algorithm": name, "checksumValue": hashlib.new(name.lower(), file.read_bytes()).hexdigest()}
                    for name in ("SHA1", "SHA256")
                ],
                "licenseConcluded": "NOASSERTION",
                "copyrightText": "NOASSERTION",
            }
        )
    linked, loaded = swift_packages(), system_packages(folder)
    subject = product["SPDXID"]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", subject)]
    relations += [(subject, "CONTAINS", row["SPDXID"]) for row in files]
    relations += [(subject, "STATIC_LINK", row["SPDXID"]) for row in linked]
    relations += [(subject, "DYNAMIC_LINK", row["SPDXID"]) for row in loaded]
    bill = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"kalends-{version}",
        "creationInfo": {
            "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()))),
            "creators": ["Tool: kalends-sbom"],
        },
        "packages": [product, *linked, *loaded],
        "files": files,
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other} for one, kind, other in relations
        ],
    }
    digest = hashlib.sha256(json.dumps(bill, sort_keys=True).encode()).hexdigest()
    bill["documentNamespace"] = f"https://spdx.org/spdxdocs/kalends-{version}-{digest}"
    target.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
