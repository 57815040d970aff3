import CalendarTransforms
import Foundation
import Kalends
import Testing

/// One xCal document with what the native reader and writer make of it.
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

@Suite("The stylesheet beside the native writer") struct EqualityTests {
    private static let documents = Repository.fixtures + Repository.corpusDocuments

    private static func results() throws -> [NativeResult] {
        if Repository.corpusDocuments.isEmpty {
            print("corpus absent: the stylesheet is tested with the fixtures alone")
        }
        return try documents.compactMap { try NativeResult($0) }
    }

    @Test func `libxslt gives the same bytes`() throws {
        let stylesheet = Stylesheet(Transforms.xCalToICalendar, name: "xcal-to-icalendar.xsl")
        let results = try Self.results()
        #expect(results.count >= Repository.fixtures.count)
        for native in results {
            var diagnostics = Diagnostics(file: native.document.lastPathComponent)
            let text = try stylesheet.apply(to: [UInt8](Data(contentsOf: native.document)), diagnostics: &diagnostics)
            let isSame = text == native.text
            #expect(isSame, "\(native.document.path)")
        }
    }

    @Test(.enabled(if: Engine.xsltproc.isInstalled))
    func `xsltproc gives the same bytes`() throws {
        let workplace = try Workplace()
        for native in try Self.results() {
            let result = workplace.place("result.ics")
            try Engine.xsltproc.run(native.document, to: result)
            let isSame = [UInt8](try Data(contentsOf: result)) == native.text
            #expect(isSame, "\(native.document.path)")
        }
    }

    @Test(.enabled(if: Engine.xalan.isInstalled))
    func `Xalan gives the same lines`() throws {
        let workplace = try Workplace()
        for native in try Self.results() {
            let result = workplace.place("result.ics")
            try Engine.xalan.run(native.copyWithoutExternalSubset(at: workplace.place("document.xml")), to: result)
            let text = [UInt8](try Data(contentsOf: result))
            let isSame = NativeResult.unfolded(text) == native.lines
            #expect(isSame, "\(native.document.path)")
            expectShortLines(text, native.document.path)
        }
    }

    @Test(.enabled(if: Engine.saxon.isInstalled))
    func `Saxon gives the same lines`() throws {
        let workplace = try Workplace()
        let (documents, results) = (workplace.place("documents"), workplace.place("results"))
        let files = FileManager.default
        for folder in [documents, results] { try files.createDirectory(at: folder, withIntermediateDirectories: true) }
        let natives = try Self.results()
        for (number, native) in natives.enumerated() {
            try native.copyWithoutExternalSubset(at: documents.appending(path: "\(number).xml"))
        }
        let messages = try Engine.saxon.run(documents, to: results).messages
        for (number, native) in natives.enumerated() {
            // Saxon gives the results the names of the documents, with the extension of its choice.
            let named = ["\(number).xml", "\(number).txt", "\(number)"].map { results.appending(path: $0) }
            guard let text = named.lazy.compactMap({ try? Data(contentsOf: $0) }).first else {
                Issue.record("no result for \(native.document.path): \(messages.suffix(300))")
                continue
            }
            let isSame = NativeResult.unfolded([UInt8](text)) == native.lines
            #expect(isSame, "\(native.document.path)")
            expectShortLines([UInt8](text), native.document.path)
        }
    }

    private func expectShortLines(_ text: [UInt8], _ document: String) {
        let longest = text.split(separator: UInt8(ascii: "\n")).map(\.count).max() ?? 0
        #expect(longest <= 76, "\(document): a line of \(longest - 1) octets")
    }
}
