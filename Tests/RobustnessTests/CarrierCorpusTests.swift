import Foundation
import Kalends
import Testing

/// Other projects' pairs of one calendar in two formats, where they lie beside the package.
@Suite("Pairs of the xCal corpus") struct CarrierCorpusTests {
    private func tree(_ name: String) throws -> ComponentTree {
        var diagnostics = Diagnostics(file: name)
        let bytes = try Places.bytes(Places.corpus.appending(path: name))
        let document = try Converter().read(bytes, name: name, diagnostics: &diagnostics)
        var report = LossReport()
        return Converter().tree(of: [document], report: &report)
    }

    /// The file beside `name` that holds the same in iCalendar text.
    private func partner(of name: String) -> String? {
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        let candidates = [
            "\(folder)/\(stem).ics", "\(folder)/\(stem.replacing("_jcal", with: "_ical")).ics", "\(name).ical.ref",
        ]
        return candidates.first { FileManager.default.fileExists(atPath: Places.corpus.appending(path: $0).path) }
    }

    @Test func `every file is read, or refused with the place of what is wrong`() {
        for name in Places.files(["xml", "xcal", "xcs", "json", "jcal", "mime"], below: Places.corpus)
        where name.hasPrefix("xcal/") {
            do {
                _ = try tree(name)
            } catch let error as ReadError {
                print("refused:", error.diagnostic)
                #expect(error.location.line > 0, "\(name)")
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
    }

    @Test func `what stands in pairs means the same, but for what is listed`() throws {
        let names = Places.files(["xml", "xcal", "xcs", "json", "jcal"], below: Places.corpus).filter {
            $0.hasPrefix("xcal/")
        }
        print(names.isEmpty ? "corpus absent: pairs not tested" : "pairs of the xCal corpus: \(names.count) files")
        guard !names.isEmpty else { return }
        let known = KnownList(known: "xcal-pairs.txt").entries
        var different: Set<String> = []
        for name in names {
            guard let partner = partner(of: name) else { continue }
            let found = CalendarDifference.between(try tree(partner), try tree(name))
            if !found.isEmpty {
                different.insert(name)
                if known[name] == nil { print("differs:", name, found) }
            }
        }
        #expect(different == Set(known.keys))
    }

    @Test func `iCalendar means the same after a way through the other carriers`() throws {
        let names = Places.files(["ics", "vcs"], below: Places.corpus)
        print(
            names.isEmpty
                ? "corpus absent: other carriers not tested" : "iCalendar through other carriers: \(names.count) files"
        )
        let isLong = ProcessInfo.processInfo.environment["KALENDS_SOAK"] != nil
        let known = KnownList(known: "corpus-through-carriers.txt").entries
        var different: Set<String> = []
        for (number, name) in names.enumerated() where isLong || number % 8 == 0 {
            guard let first = try? tree(name), first.bytes.count < 1 << 20 else { continue }
            for format in [CalendarFormat.xCalBasic, .xCalDTD, .jCal] {
                var report = LossReport()
                let document = CalendarDocument(format: .iCalendar, content: .tree(first))
                let written = Converter().write([document], as: format, report: &report)
                guard report.losses.isEmpty else { continue }
                var diagnostics = Diagnostics()
                do {
                    let back = try Converter().read(written[0].bytes, from: format, diagnostics: &diagnostics)
                    let found = CalendarDifference.between(first, Converter().tree(of: [back], report: &report))
                    if found.isEmpty { continue }
                    if known["\(name) \(format.rawValue)"] == nil {
                        print("differs: \(name) \(format.rawValue)", "\(found)".prefix(700))
                    }
                } catch {
                    print("differs: \(name) \(format.rawValue)", error)
                }
                different.insert("\(name) \(format.rawValue)")
            }
        }
        #expect(different.isSubset(of: known.keys), "\(different.subtracting(known.keys).sorted())")
    }
}
