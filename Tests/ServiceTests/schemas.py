"""Every JSON that the service writes conforms to a schema that `kalends schema` prints."""
import io
import json
import unittest
import zipfile

import jsonschema

from conferences import open_event
from service import EVENT, ServiceCase, command


def printed(name):
    return json.loads(command("schema", name).stdout)


class Schemas(ServiceCase):
    flags = ("--rate", "0")

    def listed(self):
        rows = command("schema").stdout.decode().splitlines()[1:]
        return {row.split()[0] for row in rows if row.startswith("service-")}

    def test_every_schema_has_an_answer_that_is_checked(self):
        token = self.service.token("admin")
        ask = lambda method, path, body=None, **headers: self.service.ask(method, path, body, token=token, **headers)
        lossy = EVENT.replace(b"SUMMARY:", b"X-ODD\r\nSUMMARY:")
        form = b"".join(
            b'--b\r\nContent-Disposition: form-data; name="%s"; filename="a.ics"\r\n\r\n%s\r\n' % (name, body)
            for name, body in [(b"first", EVENT), (b"second", EVENT.replace(b"Stand-up", b"Sit-down"))]
        ) + b"--b--\r\n"
        ask("GET", "/health")
        ask("GET", "/ready")
        ask("GET", "/v1/formats")
        self.assertTrue(ask("POST", "/v1/convert?to=kolab-2.1", lossy, Accept="application/json").json["report"]["losses"])
        self.assertTrue(ask("POST", "/v1/expand", lossy, Accept="application/json").json["occurrences"])
        self.assertTrue(ask("POST", "/v1/diff", form, Content_Type="multipart/form-data; boundary=b").json["differences"])
        ask("PUT", "/v1/events/b8324ae2", open_event())
        self.assertTrue(ask("GET", "/v1/events").json["events"])
        ask("PUT", "/calendars/all.ics", EVENT, If_Match="*")
        ask("GET", "/v1/nothing")
        ask("GET", ask("GET", "/v1/events/b8324ae2/export/xcal").json["task_url"])
        task = ask("POST", "/v1/events/b8324ae2/exports?form=kolab-2.1&packing=zip").json
        done = ask("GET", task["task_url"][task["task_url"].index("/v1/"):] + "?wait=30").json
        url = done["result"]["download_url"]
        archive = ask("GET", url[url.index("/v1/"):]).body
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            jsonschema.validate(json.loads(files.read("manifest.json")), printed("service-manifest"))
        lines = [json.loads(line) for line in self.service.log_text().splitlines() if line.startswith("{")]
        self.assertGreater(len(lines), 10)
        for line in lines:
            jsonschema.validate(line, printed("service-log"))
        used = self.service.description.used | {"service-manifest", "service-log"}
        self.assertEqual(used, self.listed())

    def test_the_description_has_the_schemas_of_the_command(self):
        schemas = self.service.ask("GET", "/openapi.json").json["components"]["schemas"]
        self.assertGreater(len(schemas), 8)
        for name, schema in schemas.items():
            expected = printed(name)
            del expected["$schema"]
            self.assertEqual(schema, expected, name)


if __name__ == "__main__":
    unittest.main()
