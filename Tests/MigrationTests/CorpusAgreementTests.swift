import CalendarDiagnostics
import Kalends
import TestSupport
import Testing

@testable import Migration

/// Messages of other projects, compared with the iCalendar files that those projects give as their meaning.
@Suite("Messages of other projects", .needsCorpus("kolab")) struct CorpusAgreementTests {
    private static func messages() throws -> [String] {
        let names = Corpus.files(["mime"], in: "kolab")
        try #require(names.count > 10)
        return names
    }

    @Test func `every message is read as the object that it is`() throws {
        for name in try Self.messages() {
            let examined = MessageExaminer(Sample.options()).examine(try Corpus.bytes(name), isSurelyMail: true)
            switch examined.content {
            case .object, .otherObject: break
            case .mail, .leftAlone, .unreadable, .file: Issue.record("\(name): \(examined)")
            }
        }
    }

    @Test func `what the objects mean is what the iCalendar files next to them mean`() throws {
        let exceptions = Set(KnownList("corpus-exceptions.txt").rows.map { "\($0[0]) \($0[1])" })
        var used: Set<String> = []
        var compared = 0
        var options = ConversionOptions()
        options.timeZone = "Europe/Berlin"
        let converter = Converter(options)
        for message in try Self.messages() where message.hasSuffix(".ics.mime") {
            guard let bytes = try? Corpus.bytes(String(message.dropLast(5))) else { continue }
            let names = message.split(separator: "/").suffix(3).map(String.init)
            let name = names.joined(separator: "/")
            let first = try Self.tree(try Corpus.bytes(message), converter)
            let second = try Self.tree(bytes, converter)
            compared += 1
            for difference in CalendarDifference.between(first, second) {
                for line in difference.onlyInFirst + difference.onlyInSecond {
                    let property = String(line.prefix { $0 != ":" && $0 != ";" })
                    let fitting = [name, names[0] + "/*", "*"].map { "\($0) \(property)" }.filter(exceptions.contains)
                    #expect(!fitting.isEmpty, "\(name): \(line.prefix(200))")
                    used.formUnion(fitting)
                }
            }
        }
        #expect(compared > 12)
        #expect(exceptions.subtracting(used) == [], "no longer needed")
    }

    private static func tree(_ bytes: [UInt8], _ converter: Converter) throws -> ComponentTree {
        var diagnostics = Diagnostics()
        var report = LossReport()
        return converter.tree(of: [try converter.read(bytes, diagnostics: &diagnostics)], report: &report)
    }
}
