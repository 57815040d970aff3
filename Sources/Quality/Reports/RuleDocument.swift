internal import CalendarDiagnostics
package import Validation

extension Rule {
    /// Whether findings can be fixed.
    package var fixWord: String { hasSafeFix ? "safe" : hasUnsafeFix ? "unsafe" : "no" }

    /// The severities of findings in words.
    package var severityWords: String { severities.map(\.rawValue).joined(separator: " or ") }
}

/// What there is to know of a rule.
package struct RuleDocument {
    private let rule: Rule

    /// The document of a rule.
    package init(_ rule: Rule) { self.rule = rule }

    /// For a terminal.
    package var text: String {
        var lines = ["\(rule.id) (\(rule.severityWords), \(rule.sourceTitle))", "", "Rule: \(rule.sentence)", ""]
        lines += remarks + [fix, ""]
        for example in rule.accepted { lines += ["Accepted:", ""] + indented(example) + [""] }
        for example in rule.flagged { lines += ["Flagged, at ▸:", ""] + indented(example) + [""] }
        lines.append(rule.documentation)
        return lines.joined(separator: "\n") + "\n"
    }

    /// For a web page.
    package var markdown: String {
        var lines = [
            "## \(rule.id)", "",
            "\(rule.sentence) *\(rule.severityWords), [\(rule.sourceTitle)](\(rule.documentation))*", "",
        ]
        lines += remarks + [fix, ""]
        for (title, examples) in [("Accepted:", rule.accepted), ("Flagged, at `▸`:", rule.flagged)] {
            for example in examples { lines += [title, ""] + indented(example) + [""] }
        }
        return lines.joined(separator: "\n")
    }

    /// Which severities findings have, where those are not the rule's: by what is found, and by profile.
    private var remarks: [String] {
        let profiles = Profile.allCases.compactMap { profile -> String? in
            guard let severity = profile.severity(of: rule.id), severity != rule.severity || rule.remark != nil else {
                return nil
            }
            return "\(severity?.rawValue ?? "off") under \(profile.rawValue)"
        }
        let byProfile = profiles.isEmpty ? nil : "By profile: \(profiles.joined(separator: ", "))."
        let lines = [rule.remark, byProfile].compactMap { $0 }
        return lines.isEmpty ? [] : lines + [""]
    }

    /// What `kalends fix` does about findings.
    var fix: String {
        switch (rule.hasSafeFix, rule.hasUnsafeFix) {
        case (true, true): "kalends fix corrects what needs no guess; kalends fix --unsafe also corrects the rest."
        case (true, false): "kalends fix corrects it."
        case (false, true): "Only kalends fix --unsafe corrects it, by a guess."
        case (false, false): "kalends fix does not correct it: each correction would be a guess."
        }
    }

    private func indented(_ example: Example) -> [String] { ExampleText.lines(example.excerpt) }
}
