import CalendarTransforms
import Foundation
import Kalends
import TestSupport
import Testing

/// One xCal document with the result of the native reader and writer.
struct NativeResult {
    let document: URL
    let text: [UInt8]

    /// - Returns: nil if the native reader refuses the document.
    init?(_ document: URL) throws {
        self.document = document
        var diagnostics = Diagnostics()
        let bytes = [UInt8](try Data(contentsOf: document))
        guard let tree = try? XCalReader().read(bytes, diagnostics: &diagnostics) else { return nil }
        text = ICalendarWriter(normalizes: true).write(tree)
    }

    /// The content lines, whatever their folds.
    var lines: [UInt8] { Self.unfolded(text) }

    /// Copies the document without the address of its document type, which Xalan and Saxon would fetch.
    @discardableResult
    func copyWithoutExternalSubset(at place: URL) throws -> URL {
        // A letter for each byte, whatever the encoding.
        let text = String(String.UnicodeScalarView(try Data(contentsOf: document).map { Unicode.Scalar($0) }))
        let address = /(<!DOCTYPE\s+[^\s\[>]+)\s+(?:PUBLIC\s+"[^"]*"|SYSTEM)\s+"[^"]*"/
        try Data(text.replacing(address) { $0.1 }.unicodeScalars.map { UInt8($0.value) }).write(to: place)
        return place
    }

    static func unfolded(_ text: [UInt8]) -> [UInt8] {
        Array(String(decoding: text, as: UTF8.self).replacing("\r\n ", with: "").utf8)
    }
}

/// The engines and the native writer give the same results.
private enum Equality {
    static func libxslt(_ documents: [URL]) throws {
        let stylesheet = Stylesheet(Transforms.xCalToICalendar, name: "xcal-to-icalendar.xsl")
        for native in try results(documents) {
            var diagnostics = Diagnostics(file: native.document.lastPathComponent)
            let text = try stylesheet.apply(to: [UInt8](Data(contentsOf: native.document)), diagnostics: &diagnostics)
            let isSame = text == native.text
            #expect(isSame, "\(native.document.path)")
        }
    }

    static func xsltproc(_ documents: [URL]) throws {
        let folder = try TemporaryFolder()
        for native in try results(documents) {
            let result = folder.file("result.ics")
            try Engine.xsltproc.run(native.document, to: result)
            let isSame = try Repository.bytes(result) == native.text
            #expect(isSame, "\(native.document.path)")
        }
    }

    static func xalan(_ documents: [URL]) throws {
        let folder = try TemporaryFolder()
        for native in try results(documents) {
            let result = folder.file("result.ics")
            try Engine.xalan.run(native.copyWithoutExternalSubset(at: folder.file("document.xml")), to: result)
            expectSameLines(try Repository.bytes(result), native)
        }
    }

    static func saxon(_ documents: [URL]) throws {
        let folder = try TemporaryFolder()
        let (copies, written) = (folder.file("documents"), folder.file("results"))
        for folder in [copies, written] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let natives = try results(documents)
        for (number, native) in natives.enumerated() {
            try native.copyWithoutExternalSubset(at: copies.appending(path: "\(number).xml"))
        }
        let messages = try Engine.saxon.run(copies, to: written).errors
        for (number, native) in natives.enumerated() {
            // Saxon gives the results the names of the documents, with the extension of its choice.
            let named = ["\(number).xml", "\(number).txt", "\(number)"].map { written.appending(path: $0) }
            guard let text = named.lazy.compactMap({ try? Repository.bytes($0) }).first else {
                Issue.record("no result for \(native.document.path): \(messages.suffix(300))")
                continue
            }
            expectSameLines(text, native)
        }
    }

    private static func results(_ documents: [URL]) throws -> [NativeResult] {
        let results = try documents.compactMap { try NativeResult($0) }
        try #require(results.count > documents.count / 2)
        return results
    }

    private static func expectSameLines(_ text: [UInt8], _ native: NativeResult) {
        let isSame = NativeResult.unfolded(text) == native.lines
        #expect(isSame, "\(native.document.path)")
        let longest = text.split(separator: UInt8(ascii: "\n")).map(\.count).max() ?? 0
        #expect(longest <= 76, "\(native.document.path): a line of \(longest - 1) octets")
    }
}

@Suite("The stylesheet and the native writer, conversion cases") struct EqualityTests {
    private static let documents = Repository.files(["xml"], below: Repository.conversions)
        .filter { $0.hasSuffix("/event.xcal.xml") }.map { Repository.conversions.appending(path: $0) }

    @Test func `libxslt gives the same bytes`() throws { try Equality.libxslt(Self.documents) }

    @Test(.needs(programs: "xsltproc"))
    func `xsltproc gives the same bytes`() throws { try Equality.xsltproc(Self.documents) }

    @Test(.needs(programs: "xalan"))
    func `Xalan gives the same lines`() throws { try Equality.xalan(Self.documents) }

    @Test(.needs(programs: "saxonb-xslt"))
    func `Saxon gives the same lines`() throws { try Equality.saxon(Self.documents) }
}

@Suite("The stylesheet and the native writer, other projects", .needsCorpus("xcal")) struct CorpusEqualityTests {
    private static let documents = Corpus.files(["xml", "xcs", "xcal"], in: "xcal").map(Corpus.file)

    @Test func `libxslt gives the same bytes`() throws { try Equality.libxslt(Self.documents) }

    @Test(.needs(programs: "xsltproc"))
    func `xsltproc gives the same bytes`() throws { try Equality.xsltproc(Self.documents) }

    @Test(.needs(programs: "xalan"))
    func `Xalan gives the same lines`() throws { try Equality.xalan(Self.documents) }

    @Test(.needs(programs: "saxonb-xslt"))
    func `Saxon gives the same lines`() throws { try Equality.saxon(Self.documents) }
}
