import Foundation
import Kalends
import TestSupport
import Testing

/// Pairs of one calendar in two formats, of other projects.
@Suite("Pairs of the xCal corpus", .needsCorpus("xcal")) struct CarrierCorpusTests {
    private func tree(_ name: String) throws -> ComponentTree {
        var diagnostics = Diagnostics(file: name)
        let bytes = try Corpus.bytes(name)
        let document = try Converter().read(bytes, name: name, diagnostics: &diagnostics)
        var report = LossReport()
        return Converter().tree(of: [document], report: &report)
    }

    /// The file next to `name` with the same content in iCalendar text.
    private func partner(of name: String) -> String? {
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        let candidates = [
            "\(folder)/\(stem).ics", "\(folder)/\(stem.replacing("_jcal", with: "_ical")).ics", "\(name).ical.ref",
        ]
        return candidates.first { FileManager.default.fileExists(atPath: Corpus.file($0).path) }
    }

    @Test func `every file is read, or refused with the place of what is wrong`() {
        for name in Corpus.files(["xml", "xcal", "xcs", "json", "jcal", "mime"], in: "xcal") {
            do {
                _ = try tree(name)
            } catch let error as ReadError {
                #expect(error.location.line > 0, "\(name)")
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
    }

    @Test func `what stands in pairs means the same, but for what is listed`() throws {
        let names = Corpus.files(["xml", "xcal", "xcs", "json", "jcal"], in: "xcal")
        var different: [String: String] = [:]
        for name in names {
            guard let partner = partner(of: name) else { continue }
            let found = CalendarDifference.between(try tree(partner), try tree(name))
            if !found.isEmpty { different[name] = "\(found)" }
        }
        KnownList("Known/xcal-pairs.txt").expect(different, of: names)
    }

    @Test func `iCalendar means the same after a way through the other carriers`() throws {
        var tried: Set<String> = []
        var different: [String: String] = [:]
        for name in Corpus.files(["ics", "vcs"], oneIn: 8) {
            guard let first = try? tree(name), first.bytes.count < 1 << 20 else { continue }
            for format in [CalendarFormat.xCalBasic, .xCalDTD, .jCal] {
                var report = LossReport()
                let document = CalendarDocument(format: .iCalendar, content: .tree(first))
                let written = Converter().write([document], as: format, report: &report)
                guard report.losses.isEmpty else { continue }
                let way = "\(name) \(format.rawValue)"
                var diagnostics = Diagnostics()
                do {
                    let back = try Converter().read(written[0].bytes, from: format, diagnostics: &diagnostics)
                    let found = CalendarDifference.between(first, Converter().tree(of: [back], report: &report))
                    guard back.losses.losses.isEmpty else { continue }
                    tried.insert(way)
                    if !found.isEmpty { different[way] = String("\(found)".prefix(700)) }
                } catch {
                    tried.insert(way)
                    different[way] = "\(error)"
                }
            }
        }
        KnownList("Known/corpus-through-carriers.txt").expect(different, of: tried)
    }
}
