"""The build backend of pyproject.toml, for pre-commit: a package without files that requires the wheel `kalends`.

pre-commit installs the repository of a hook by pip. Nothing is built and nothing but the wheel is fetched. KALENDS_PACKAGE says what
is installed, as for the GitHub action and the GitLab template: a requirement, or the path or address of a wheel; if it is not set,
the release of this checkout's version.
"""

import os
import zipfile
from pathlib import Path

from wheel import record_row, version


def requirement() -> str:
    """What pip is to install, as the metadata of a package states it."""
    package = os.environ.get("KALENDS_PACKAGE") or f"kalends=={version()}"
    if "://" in package:
        return f"kalends @ {package}"
    return f"kalends @ {Path(package).absolute().as_uri()}" if package.endswith(".whl") else package


def build_wheel(wheel_directory: str, config_settings: object = None, metadata_directory: object = None) -> str:
    info = f"kalends_hooks-{version()}.dist-info"
    files = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: kalends-hooks\nVersion: {version()}\nRequires-Dist: {requirement()}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: kalends\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(record_row(name, text.encode()) for name, text in files.items()) + f"{info}/RECORD,,\n"
    name = f"kalends_hooks-{version()}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory) / name, "w") as wheel:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(path, text)
    return name
