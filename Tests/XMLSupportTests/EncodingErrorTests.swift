import CalendarDiagnostics
import Testing
import XMLSupport

/// A byte that the declared encoding does not have ends a document with an error, wherever it is.
@Suite("Bytes that an encoding does not have") struct EncodingErrorTests {
    /// An encoding, one byte that begins none of its characters, and some of its characters.
    struct Sample: CustomTestStringConvertible {
        let encoding: String
        let bad: [UInt8]
        let good: [UInt8]
        var testDescription: String { encoding }

        init(_ encoding: String, bad: UInt8, good: [UInt8]) {
            (self.encoding, self.bad, self.good) = (encoding, [bad], good)
        }
    }

    static let samples = [
        Sample("windows-1252", bad: 0x81, good: [0x80, 0xE4]), Sample("windows-1253", bad: 0xD2, good: [0xE1, 0x80]),
        Sample("windows-1257", bad: 0xA1, good: [0xE0]), Sample("windows-1255", bad: 0xFB, good: [0xE0, 0xE1]),
        Sample("ISO-8859-7", bad: 0xD2, good: [0xE1]), Sample("ISO-8859-8", bad: 0xA1, good: [0xE0]),
        Sample("TIS-620", bad: 0xFF, good: [0xA1, 0xA2, 0xA3]), Sample("windows-874", bad: 0xFF, good: [0xA1, 0x80]),
        Sample("Shift_JIS", bad: 0xFF, good: [0xB1, 0x93, 0xFA]), Sample("EUC-JP", bad: 0xFF, good: [0xC6, 0xFC]),
        Sample("ISO-2022-JP", bad: 0xFF, good: [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42]),
        Sample("EUC-KR", bad: 0xFF, good: [0xB0, 0xA1]), Sample("BIG5", bad: 0xFF, good: [0xA4, 0xA4]),
        Sample("GBK", bad: 0xFF, good: [0xC4, 0xE3]), Sample("GB2312", bad: 0xFF, good: [0xC4, 0xE3]),
        Sample("GB18030", bad: 0xFF, good: [0xC4, 0xE3]), Sample("UTF-7", bad: 0xFF, good: Array("+AOQ-".utf8)),
    ]

    /// A document with bytes at one of its places: before the root, in an attribute, in a text, in the last text, after
    /// it.
    private func document(_ encoding: String, _ bytes: [UInt8], at place: Int, padding: Int = 0) -> [UInt8] {
        var parts = [
            "<?xml version=\"1.0\" encoding=\"\(encoding)\"?><!-- ", " --><a b=\" ", " \"><c> ", " </c>", " </a><!-- ",
            " -->",
        ]
        parts[3] += String(repeating: "x", count: padding)
        return parts.enumerated().flatMap { Array($1.utf8) + ($0 == place ? bytes : []) }
    }

    @Test(arguments: samples) func `an undecodable byte is an error at every place`(sample: Sample) {
        var reader = XMLEventReader()
        for place in 0..<5 {
            let error = reader.failure(document(sample.encoding, sample.bad, at: place))
            #expect(error?.rule == "xml-not-well-formed", "place \(place)")
            #expect(error?.location.line == 1 && (error?.location.column ?? 0) > 0, "place \(place)")
            #expect(error?.message.contains(sample.encoding) == true, "place \(place): \(error?.message ?? "")")
        }
    }

    @Test(arguments: samples) func `an undecodable byte is an error at the border of a chunk`(sample: Sample) {
        var reader = XMLEventReader()
        for padding in 65_430..<65_540 where padding % 7 == 0 {
            #expect(
                reader.failure(document(sample.encoding, sample.bad, at: 3, padding: padding))?.rule
                    == "xml-not-well-formed"
            )
        }
        let bytes = document(sample.encoding, sample.bad, at: 2)
        for size in [1, 2, 3, 7, 64] {
            let chunks = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
            #expect(reader.record(chunks: chunks).failure == "xml-not-well-formed", "chunks of \(size)")
        }
    }

    @Test(arguments: samples) func `long texts come whole, whatever room UTF-8 takes for them`(sample: Sample) throws {
        let text = (0..<60_000).flatMap { _ in sample.good }
        var reader = XMLEventReader()
        var diagnostics = Diagnostics()
        let tree = try reader.readTree(document(sample.encoding, text, at: 2).span, reporting: &diagnostics)
        let characters = tree.children.map(\.text).joined().unicodeScalars.filter { $0 != " " }
        #expect(characters.count % 60_000 == 0 && characters.count > 0)
        #expect(diagnostics.isEmpty)
    }

    @Test func `a character that the end cuts off is an error`() {
        var reader = XMLEventReader()
        let bytes = Array("<?xml version='1.0' encoding='Shift_JIS'?><a/>".utf8)
        #expect(reader.failure(bytes) == nil)
        #expect(reader.failure(bytes + [0x93])?.rule == "xml-not-well-formed")
    }

    @Test func `a root that is not closed is an error in every encoding`() {
        var reader = XMLEventReader()
        for encoding in ["UTF-8", "ISO-8859-1", "windows-1252", "Shift_JIS"] {
            for body in ["<a>", "<a><b/>", "<a>text", "<a><!-- -->", ""] {
                let error = reader.failure(Array("<?xml version='1.0' encoding='\(encoding)'?>\n\(body)".utf8))
                #expect(error?.rule == "xml-not-well-formed", "\(encoding) \(body)")
            }
        }
    }

    @Test func `a tree needs a root`() {
        var reader = XMLEventReader()
        var diagnostics = Diagnostics()
        let document = document("windows-1252", [0x81], at: 0)
        #expect(throws: ReadError.self) { _ = try reader.readTree(document.span, reporting: &diagnostics) }
    }

    @Test func `the byte order mark of UTF-8 outweighs a declaration that names another encoding`() throws {
        var reader = XMLEventReader()
        var diagnostics = Diagnostics()
        let document = [0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0' encoding='windows-1252'?><a>ä€</a>".utf8)
        #expect(try reader.readTree(document.span, reporting: &diagnostics).text == "ä€")
        #expect(diagnostics.all.map(\.rule) == ["xml-encoding-mislabelled"])
    }

    @Test func `a stylesheet does not see a document with such a byte`() {
        let style = "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>"
        for place in 0..<5 {
            var diagnostics = Diagnostics(file: "a.xml")
            do throws(StylesheetError) {
                let document = document("windows-1252", [0x81], at: place)
                _ = try Stylesheet(Array(style.utf8), name: "s.xsl").apply(to: document, diagnostics: &diagnostics)
                Issue.record("place \(place) was read")
            } catch {
                #expect(error.diagnostic.rule == "xml-not-well-formed")
                #expect(error.location.line == 1)
            }
        }
    }
}
