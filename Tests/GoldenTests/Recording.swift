import Foundation
import Kalends
import TestSupport
import Testing

/// Writes what the converter gives now as what is expected, to be read through before it is committed:
/// `KALENDS_RECORD=1 swift test --filter GoldenTests.Recording`.
@Suite(
    "Recording",
    .enabled(if: TestRun.isRecording, "records only on request")
)
struct Recording {
    @Test(arguments: ConversionCase.all)
    func `records a case`(_ case: ConversionCase) throws {
        let files = FileManager.default
        try? files.removeItem(at: `case`.folder.appending(path: "converted"))
        guard let primary = `case`.formats.first else { return }
        for (format, _) in ConversionCase.formats where `case`.files(of: format).isEmpty {
            let pair = Pair(case: `case`, source: primary, target: format)
            try write(try `case`.converted(pair).outputs, to: `case`.place(of: format))
        }
        var losses: [String: [String]] = [:]
        for source in `case`.formats {
            for target in `case`.formats where target != source {
                let pair = Pair(case: `case`, source: source, target: target)
                let (outputs, report) = try `case`.converted(pair)
                let lines = ExpectedLosses.lines(of: report)
                if !lines.isEmpty { losses[pair.name] = lines }
                if outputs != pair.expected {
                    try write(outputs, to: `case`.place(of: target, prefix: "converted/\(pair.name)"))
                }
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(losses).write(to: `case`.folder.appending(path: "expected-losses.json"))
    }

    @Test(arguments: RestoreCase.all)
    func `records restored series`(_ case: RestoreCase) throws {
        for (format, file) in RestoreCase.formats {
            try Data(try `case`.restored(as: format)).write(to: `case`.folder.appending(path: file))
        }
    }

    private func write(_ outputs: [[UInt8]], to place: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        guard outputs.count != 1 else { return try Data(outputs[0]).write(to: place) }
        guard !outputs.isEmpty else { return }
        try files.createDirectory(at: place, withIntermediateDirectories: true)
        for (number, output) in outputs.enumerated() {
            let name = String(format: "%02d.xml", number + 1)
            try Data(output).write(to: place.appending(path: name))
        }
    }
}
