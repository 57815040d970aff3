import Foundation

/// Python's email package, asked what it makes of messages.
enum PythonOracle {
    /// One part as Python sees it; parts of embedded messages are not entered.
    struct Part: Decodable, Equatable {
        var type: String
        var depth: Int
        var names: [String]
        /// The decoded content in base64; nil for a multipart and for an embedded message.
        var body: Data?
    }

    struct Answer: Decodable {
        var subject: String
        var from: String
        var parts: [Part]
    }

    struct Failure: Error { var output: String }

    /// What Python finds in each of `messages`; nil, with a word on standard output, where there is no python3.
    static func read(_ messages: [[UInt8]]) throws -> [Answer]? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mail-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "input"), code = folder.appending(path: "oracle.py")
        let lines = messages.map { Data($0).base64EncodedString() + "\n" }.joined()
        try Data(lines.utf8).write(to: input)
        try Data(script.utf8).write(to: code)

        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [ProcessInfo.processInfo.environment["KALENDS_PYTHON"] ?? "python3", code.path, input.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 127 {
            print("python3 missing: messages not compared with its email package")
            return nil
        }
        guard process.terminationStatus == 0 else { throw Failure(output: String(decoding: answer, as: UTF8.self)) }
        return try JSONDecoder().decode([Answer].self, from: answer)
    }

    private static let script = """
        import base64, email, email.header, email.utils, json, sys

        def text(value):
            if value is None:
                return None
            if isinstance(value, tuple):
                return email.utils.collapse_rfc2231_value(value)
            value = str(value).encode("utf-8", "surrogateescape").decode("utf-8")
            return str(email.header.make_header(email.header.decode_header(value)))

        def parts(message, depth):
            names = []
            for value in (message.get_param("name"), message.get_param("filename", header="content-disposition")):
                if value is not None and text(value) not in names:
                    names.append(text(value))
            holds = isinstance(message.get_payload(), list) and message.get_content_maintype() == "multipart"
            body = None if message.is_multipart() else base64.b64encode(message.get_payload(decode=True) or b"").decode()
            yield {"type": message.get_content_type(), "depth": depth, "names": names, "body": body}
            if holds:
                for child in message.get_payload():
                    yield from parts(child, depth + 1)

        answers = []
        for line in open(sys.argv[1]):
            message = email.message_from_bytes(base64.b64decode(line))
            answers.append({
                "subject": text(message["subject"]) or "", "from": text(message["from"]) or "",
                "parts": list(parts(message, 0)),
            })
        json.dump(answers, sys.stdout)
        """
}
