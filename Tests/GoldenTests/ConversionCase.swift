import Foundation
import Kalends
import TestSupport
import Testing

/// A folder of `fixtures/conversions`: one calendar in several formats.
struct ConversionCase: Sendable, CustomTestStringConvertible {
    /// The formats of the matrix with the names of their files.
    static let formats: [(format: CalendarFormat, suffix: String)] = [
        (.iCalendar, "ics"), (.xCal, "xcal.xml"), (.kolab20, "kolab-2.0.xml"), (.kolab21, "kolab-2.1.xml"),
    ]

    static let folder = Repository.conversions

    static let all: [ConversionCase] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { ConversionCase(name: $0) }
    }()

    let name: String
    var testDescription: String { name }
    var folder: URL { Self.folder.appending(path: name) }

    /// Where a format of the case lies: a file, or a folder of files where the format holds one object only.
    func place(of format: CalendarFormat, prefix: String = "event") -> URL {
        let suffix = Self.formats.first { $0.format == format }?.suffix ?? format.rawValue
        return folder.appending(path: "\(prefix).\(suffix)")
    }

    /// The files of a format, sorted by name; empty where the case lacks it.
    func files(of format: CalendarFormat, prefix: String = "event") -> [URL] {
        let place = place(of: format, prefix: prefix)
        guard let values = try? place.resourceValues(forKeys: [.isDirectoryKey]) else { return [] }
        guard values.isDirectory == true else { return [place] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        return names.sorted().map { place.appending(path: $0) }
    }

    /// The formats that the case has.
    var formats: [CalendarFormat] { Self.formats.map(\.format).filter { !files(of: $0).isEmpty } }

    /// The case read from one of its formats.
    func document(_ format: CalendarFormat, _ converter: Converter) throws -> [CalendarDocument] {
        try files(of: format).map { file in
            var diagnostics = Diagnostics(file: file.lastPathComponent)
            let bytes = [UInt8](try Data(contentsOf: file))
            return try converter.read(bytes, from: format, name: file.lastPathComponent, diagnostics: &diagnostics)
        }
    }

    /// The outputs of one ordered pair, with its report.
    func converted(_ pair: Pair) throws -> (outputs: [[UInt8]], report: LossReport) {
        let converter = Converter()
        var report = LossReport()
        let documents = try document(pair.source, converter)
        let outputs = converter.write(documents, as: pair.target, report: &report)
        return (outputs.map(\.bytes), report)
    }
}

/// An ordered pair of formats of one case.
struct Pair: Sendable, CustomTestStringConvertible {
    let `case`: ConversionCase
    let source: CalendarFormat
    let target: CalendarFormat

    var name: String { "\(source.rawValue)-to-\(target.rawValue)" }
    var testDescription: String { "\(`case`.name): \(name)" }

    static let all: [Pair] = ConversionCase.all.flatMap { `case` in
        let formats = `case`.formats
        return formats.flatMap { source in
            formats.filter { $0 != source }.map { Pair(case: `case`, source: source, target: $0) }
        }
    }

    /// What this pair must give: the case's own file, or another where the way there is not the way back.
    var expected: [[UInt8]] {
        let own = `case`.files(of: target, prefix: "converted/\(name)")
        let files = own.isEmpty ? `case`.files(of: target) : own
        return files.compactMap { try? [UInt8](Data(contentsOf: $0)) }
    }
}

/// The losses of every pair of a case, as `expected-losses.json` lists them.
struct ExpectedLosses: Codable, Equatable {
    /// `id action component property`, by pair, sorted; pairs without losses are not listed.
    var losses: [String: [String]]

    init(losses: [String: [String]]) { self.losses = losses }

    init(of case: ConversionCase) {
        let file = `case`.folder.appending(path: "expected-losses.json")
        let listed = (try? Data(contentsOf: file)).flatMap {
            try? JSONDecoder().decode([String: [String]].self, from: $0)
        }
        losses = listed ?? [:]
    }

    static func lines(of report: LossReport) -> [String] {
        report.losses.map { "\($0.id) \($0.action.rawValue) \($0.component) \($0.property)" }.sorted()
    }
}
