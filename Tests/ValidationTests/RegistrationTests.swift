import CalendarDiagnostics
import Foundation
import TestSupport
import Testing
import Validation

@Suite("Registration") struct RegistrationTests {
    private static func swiftFiles(below folder: String) throws -> [URL] {
        let url = Repository.file(folder)
        let all = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)
        let files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        try #require(!files.isEmpty, "\(folder) has no Swift files")
        return files
    }

    private static func matches(of pattern: String, in text: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        let whole = NSRange(text.startIndex..., in: text)
        return expression.matches(in: text, range: whole).compactMap { match in
            Range(match.range(at: 1), in: text).map { String(text[$0]) }
        }
    }

    @Test func `every rule file is registered, and is named after its rule`() throws {
        var ids: Set<String> = []
        for file in try Self.swiftFiles(below: "Sources/Quality/Validation/Rules") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for id in try Self.matches(of: #"= Rule\(\s*"([a-z0-9-]+)""#, in: text) {
                let name = id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
                #expect(file.lastPathComponent == "\(name).swift")
                ids.insert(id)
            }
        }
        #expect(ids == Set(RuleCatalogue.rules.map(\.id.rawValue)))
    }

    @Test func `every finding of a reader belongs to a rule`() throws {
        let validation = try Self.swiftFiles(below: "Sources/Quality/Validation/Rules")
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        for folder in ["Core/ICalendar/Text", "Carriers/XCal", "Carriers/XMLSupport", "Kolab/Kolab", "Kolab/KolabMail"]
        {
            for file in try Self.swiftFiles(below: "Sources/\(folder)") {
                let text = try String(contentsOf: file, encoding: .utf8)
                for id in try Self.matches(of: #"[rR]eport(?:Once)?\(\s*"([a-z0-9]+-[a-z0-9-]+)""#, in: text) {
                    let isCovered = validation.contains("\"\(id)\"") || Self.elsewhere.contains(id)
                    #expect(isCovered, "\(id) of \(file.lastPathComponent) has no rule")
                }
            }
        }
    }

    /// What rules look for themselves, where a reader reports it less exactly.
    private static let elsewhere: Set<String> = [
        "control-character", "invalid-utf8", "uid-missing", "creation-date-missing", "start-missing",
        "end-before-start",
        // structure-unbalanced names the component that is not closed; numbers of xCal are a level of the check of xCal.
        "truncated-input", "number-form",
        // The messages of a stylesheet of the user's.
        "stylesheet-message",
    ]
}
