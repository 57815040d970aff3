import Foundation
import ICalendar
import Kalends
import TestSupport
import Testing

/// `fixtures/properties`: one calendar with every property that a table knows, in each format that carries all of them.
@Suite("Goldens of properties") struct PropertyGoldenTests {
    private static let folder = Repository.fixtures.appending(path: "properties")
    static let formats: [CalendarFormat] = [.iCalendar, .xCal, .jCal]

    private static func bytes(_ format: CalendarFormat) throws -> [UInt8] {
        let suffixes: [CalendarFormat: String] = [.iCalendar: "ics", .xCal: "xcal.xml", .jCal: "jcal.json"]
        return try Repository.bytes(folder.appending(path: "every.\(try #require(suffixes[format]))"))
    }

    /// The names of the properties in a text, in lower case, as far as its format shows them without being read.
    private static func names(_ format: CalendarFormat) throws -> Set<String> {
        let text = String(decoding: try bytes(format), as: UTF8.self)
        let pattern =
            switch format {
            case .xCal:
                try Regex("<([a-z-]+)>(?:<parameters>.*</parameters>)?<[a-z-]+>", as: (Substring, Substring).self)
            case .jCal: try Regex("\\[\"([a-z-]+)\",\\{", as: (Substring, Substring).self)
            default: try Regex("(?m)^([A-Z-]+)[;:]", as: (Substring, Substring).self)
            }
        return Set(text.matches(of: pattern).map { $0.output.1.lowercased() })
    }

    @Test(arguments: formats)
    func `every property that a table knows has a golden`(_ format: CalendarFormat) throws {
        // xCal writes the XML of an XML property itself.
        let expected = Set(PropertyTable.rows.map { $0.name.lowercased() }).subtracting(format == .xCal ? ["xml"] : [])
        #expect(expected.subtracting(try Self.names(format)).isEmpty)
    }

    @Test(arguments: formats, formats)
    func `every property is converted to the expected bytes`(_ source: CalendarFormat, _ target: CalendarFormat) throws
    {
        let result = try Converter().convert(Self.bytes(source), from: source, to: target)
        let isExpected = try result.bytes == Self.bytes(target)
        #expect(isExpected, "from \(source.rawValue) to \(target.rawValue)")
        #expect(result.report.losses == [])
    }
}
