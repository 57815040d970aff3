internal import Bytes

extension MailMessage {
    /// The message `edited` with its Content-Length moved by as much as its body grew or shrank against `original`.
    ///
    /// The field is not in a mail standard; mbox files that do not quote rely on it. Where there is none, nothing
    /// changes.
    public static func correctingContentLength(of edited: [UInt8], insteadOf original: [UInt8]) -> [UInt8] {
        let growth = edited.count - original.count
        guard growth != 0, let value = contentLengthDigits(edited), let length = claimedLength(in: edited) else {
            return edited
        }
        return edited.applying([ByteEdit(value, String(length + growth))])
    }

    /// The length of the body that a header claims; nil if it claims none.
    ///
    /// - Parameter header: a message's header, or a message.
    public static func claimedLength(in header: [UInt8]) -> Int? {
        contentLengthDigits(header).flatMap { Int(String(decoding: header[$0], as: UTF8.self)) }
    }

    /// The range of the digits of the header's Content-Length.
    private static func contentLengthDigits(_ bytes: [UInt8]) -> Range<Int>? {
        let name = Array("content-length:".utf8)
        var line = 0
        while line < bytes.count {
            let end = bytes.endOfLine(from: line, within: bytes.count)
            let contentEnd = bytes.contentEnd(of: line..<end)
            if contentEnd == line { return nil }
            if contentEnd - line > name.count, zip(bytes[line...], name).allSatisfy({ $0.lowercasedASCII == $1 }) {
                return bytes.trimmed(line + name.count..<contentEnd)
            }
            line = end
        }
        return nil
    }
}
