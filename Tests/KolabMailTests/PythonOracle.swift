import Foundation
import TestSupport

/// Python's email package as a reader of messages, for comparison.
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

    /// What Python finds in each of `messages`.
    static func read(_ messages: [[UInt8]]) throws -> [Answer] {
        let folder = try TemporaryFolder()
        let input = try folder.write("input", messages.map { Data($0).base64EncodedString() + "\n" }.joined())
        let answer = try Python.run(try folder.write("oracle.py", script), [input])
        return try JSONDecoder().decode([Answer].self, from: answer.bytes)
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
