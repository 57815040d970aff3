"""Every operation of the description with made-up requests: no 5xx, and no status that is not described."""
import subprocess
import sys
import unittest
from pathlib import Path

from conferences import open_event
from service import SOAK, Service


class Described(unittest.TestCase):
    def test_schemathesis(self):
        with Service("--rate", "0", "--access-log", "off", "--body-limit", "1M") as service:
            token = service.token("admin")
            self.assertEqual(service.ask("PUT", "/v1/events/b8324ae2", open_event(), token=token).status, 201)
            result = subprocess.run(
                [
                    str(Path(sys.executable).parent / "schemathesis"), "run", f"http://{service.host}:{service.port}/openapi.json",
                    "--header", f"Authorization: Bearer {token}", "--checks", "not_a_server_error,status_code_conformance,content_type_conformance",
                    "--phases", "examples,coverage,fuzzing", "--max-examples", "100" if SOAK else "15", "--no-color", "--seed", "1",
                ],
                capture_output=True, text=True, cwd=service.folder,
            )
            self.assertEqual(result.returncode, 0, result.stdout[-6000:] + result.stderr[-2000:])


if __name__ == "__main__":
    unittest.main()
