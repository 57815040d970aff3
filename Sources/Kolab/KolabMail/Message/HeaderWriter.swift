internal import Bytes
package import ICalendar

/// Header fields as RFC 5322, RFC 2047 and RFC 2231 require; no value can break out of its field.
package enum HeaderWriter {
    /// `name: value` with its line end; `value` contains its own folds.
    static func field(_ name: String, _ value: String) -> [UInt8] { Array("\(name): \(value)\r\n".utf8) }

    /// Free text: unchanged where that is safe and fits a line, else as encoded words.
    package static func text(_ text: String) -> String {
        let bytes = Array(text.utf8)
        // RFC 5322 §2.1.1 allows 998 bytes a line; unfolded text keeps runs of blanks unchanged.
        let isSafe =
            bytes.count <= 900 && bytes.allSatisfy { $0 >= .space && $0 < 0x7F }
            && bytes.first != .space && bytes.last != .space && !bytes.contains(Array("=?".utf8))
        return isSafe || bytes.isEmpty ? text : EncodedWords.encode(text, separator: "\r\n ")
    }

    /// `"name" <address>`; a neutral address where there is none that RFC 5321 allows.
    package static func mailbox(_ person: KolabMessageContent.Person?) -> String {
        let address = person.map(\.address).flatMap { isAddress($0) ? $0 : nil } ?? "kolab@localhost"
        guard let name = person?.name, !name.isEmpty else { return address }
        let bytes = Array(name.utf8)
        guard bytes.count <= 200, bytes.allSatisfy({ $0 >= .space && $0 < 0x7F }), !bytes.contains(Array("=?".utf8))
        else {
            return "\(EncodedWords.encode(name, separator: "\r\n "))\r\n <\(address)>"
        }
        return "\(quoted(bytes)) <\(address)>"
    }

    private static func isAddress(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return halves.count == 2 && text.utf8.count <= 254
            && halves.allSatisfy { half in
                !half.isEmpty && half.allSatisfy { $0 > .space && $0 < 0x7F && !"()<>[]:;,\\\"".utf8.contains($0) }
            }
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        let escaped = bytes.flatMap { $0 == .quote || $0 == .backslash ? [.backslash, $0] : [$0] }
        return "\"\(String(decoding: escaped, as: UTF8.self))\""
    }

    /// `;` and a folded parameter: quoted where ASCII, else in numbered sections (RFC 2231 §4.1).
    static func parameter(_ name: String, _ value: String) -> String {
        let bytes = Array(value.utf8)
        // Quoted text that looks like an encoded word would be decoded by readers.
        let isPlain =
            bytes.count <= 60 && bytes.allSatisfy { $0 >= .space && $0 < 0x7F } && !bytes.contains(Array("=?".utf8))
        if isPlain { return ";\r\n \(name)=\(quoted(bytes))" }
        var sections = ["UTF-8''"]
        for byte in bytes {
            let isLetter = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "-._".utf8.contains(byte)
            let text = isLetter ? [byte] : [.percent] + byte.hexDigits
            if sections[sections.count - 1].utf8.count + text.count > 60 { sections.append("") }
            sections[sections.count - 1] += String(decoding: text, as: UTF8.self)
        }
        if sections.count == 1 { return ";\r\n \(name)*=\(sections[0])" }
        return sections.enumerated().map { ";\r\n \(name)*\($0.offset)*=\($0.element)" }.joined()
    }

    /// A moment in UTC: `Mon, 05 Jan 2026 09:00:00 +0000`.
    package static func date(_ moment: CivilDateTime) -> String {
        let (date, time) = (moment.date, moment.time)
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday.rawValue]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = months[min(max(date.month, 1), 12) - 1]
        let clock = [time.hour, time.minute, time.second].map { twoDigits($0) }.joined(separator: ":")
        let year = String(repeating: "0", count: max(0, 4 - String(date.year).utf8.count)) + String(date.year)
        return "\(weekday), \(twoDigits(date.day)) \(month) \(year) \(clock) +0000"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
