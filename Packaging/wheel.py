#!/usr/bin/env python3
"""Packs the wheel `kalends` before auditwheel bundles the libraries that it needs: wheel.py BINARY FOLDER

The command lies in the package; the script `kalends` finds it there, wherever pip put it, and becomes it. The same inputs give the same bytes: files are sorted, and dated by SOURCE_DATE_EPOCH.
"""

import base64
import hashlib
import os
import platform
import re
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE = ROOT / "Sources/Bindings/python/kalends"


def version() -> str:
    text = (ROOT / "Sources/Tool/Kalends/Product.swift").read_text(encoding="utf-8")
    found = re.search(r'version = "(.*)"', text)
    assert found, "Product.swift states no version"
    return found[1]


def metadata() -> str:
    head = [
        "Metadata-Version: 2.1",
        "Name: kalends",
        f"Version: {version()}",
        "Summary: Converts, validates and expands iCalendar, xCal, jCal and Kolab XML.",
        "License: Apache-2.0",
        "Classifier: License :: OSI Approved :: Apache Software License",
        "Classifier: Operating System :: POSIX :: Linux",
        "Requires-Python: >=3.9",
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(head) + "\n\n" + (MODULE.parent / "README.md").read_text(encoding="utf-8")


def record_row(name: str, data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"


def main() -> None:
    binary, folder = Path(sys.argv[1]), Path(sys.argv[2])
    tag = f"py3-none-linux_{platform.machine()}"
    info = f"kalends-{version()}.dist-info"
    files = {
        "kalends/bin/kalends": binary.read_bytes(),
        f"kalends-{version()}.data/scripts/kalends": (ROOT / "Packaging/script.py").read_bytes(),
        f"{info}/METADATA": metadata().encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: kalends\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(),
        f"{info}/licenses/LICENSE": (ROOT / "LICENSE").read_bytes(),
    }
    library = binary.parent / "libKalendsC.so"
    if library.exists():
        files["kalends/lib/libKalendsC.so"] = library.read_bytes()
    for file in sorted(MODULE.rglob("*")):
        if file.is_file() and file.suffix in {".py", ".typed"}:
            files[f"kalends/{file.relative_to(MODULE)}"] = file.read_bytes()
    rows = "".join(record_row(name, data) for name, data in sorted(files.items()))
    files[f"{info}/RECORD"] = (rows + f"{info}/RECORD,,\n").encode()

    epoch = max(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), 315532800)
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / f"kalends-{version()}-{tag}.whl", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for name in sorted(files, key=lambda name: (name.startswith(info), name)):
            entry = zipfile.ZipInfo(name, time.gmtime(epoch)[:6])
            entry.external_attr = (0o100755 if "/scripts/" in name or "/bin/" in name else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, files[name])


if __name__ == "__main__":
    main()
