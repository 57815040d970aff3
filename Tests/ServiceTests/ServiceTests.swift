#if Events
    import Foundation
    import TestSupport
    import Testing

    /// The service from outside, as clients in Python meet it: each script starts the built program and asks it over the loopback.
    @Suite("Service") struct ServiceTests {
        private static let folder = Repository.file("Tests/ServiceTests")

        private static func run(_ script: String, with modules: [String] = []) throws {
            let python = try #require(Python.path(with: modules))
            let answer = try Program.run(
                python,
                [folder.appending(path: script).path, "-v"],
                environment: [
                    "KALENDS_SERVICE": CommandUnderTest.store, "KALENDS_COMMAND": CommandUnderTest.path,
                    "PYTHONDONTWRITEBYTECODE": "1", "KALENDS_SOAK": TestRun.isSoak ? "1" : "",
                ]
            )
            #expect(answer.status == 0, "\(answer.errors.suffix(6000))")
        }

        @Test(
            .needsPython("icalendar", "jsonschema", "khal", "openapi_spec_validator"),
            arguments: ["running.py", "working.py", "hostile.py", "workers.py", "exports.py", "calendars.py", "schemas.py"]
        )
        func `what clients ask for is answered as documented`(_ script: String) throws {
            try Self.run(script, with: ["icalendar", "jsonschema", "khal", "openapi_spec_validator"])
        }

        // The browser, the load and the made-up requests need programs that `make soak` installs.
        @Test(.enabled(if: TestRun.isSoak), .serialized, arguments: ["page.py", "described.py", "load.py"])
        func `a browser, made-up requests and load find nothing`(_ script: String) throws {
            try Self.run(script, with: ["jsonschema", "schemathesis", "selenium"])
        }
    }
#endif
