internal import CalendarDiagnostics

extension MigrationReport {
    /// A page for people who have to decide: no script, nothing loaded from elsewhere, printable.
    public var html: [UInt8] {
        var page = HTMLPage(title: "Kolab \(title)")
        page.paragraph("Store: \(source). Examined in \(Int(seconds.rounded(.up))) s.")
        page.paragraph(
            timeZone.map { "Times get the zone \($0) where no other is named for a folder or hinted at in the data." }
                ?? "No zone was named for all folders; times without a hint stay in UTC."
        )
        addSummary(to: &page)
        addAttention(to: &page)
        addTables(to: &page)
        addDetails(to: &page)
        return page.bytes
    }

    private func addSummary(to page: inout HTMLPage) {
        let total = tally.total
        page.tiles([
            ("messages", Self.grouped(total.messages)), ("changed", Self.grouped(total.edited + total.joined)),
            ("copied unchanged", Self.grouped(total.unchanged + total.mail)),
            ("in quarantine", Self.grouped(total.quarantined)), ("folders", Self.grouped(tally.folders.count)),
            ("in all", Self.size(total.bytes)),
        ])
        let parts = Self.parts.map { (title: $0.title, count: total[keyPath: $0.path]) }
        page.bar(parts.map { ($0.title, $0.count, Self.grouped($0.count)) })
        page.paragraph(
            "\(Self.grouped(total.messages)) \(total.messages == 1 ? "message" : "messages") = "
                + parts.map { "\(Self.grouped($0.count)) \($0.title)" }.joined(separator: " + ")
                + (total.addUp ? "." : " — THESE COUNTS DO NOT ADD UP.")
        )
    }

    // swift-format-ignore
    /// The outcomes of messages; every message has one of these.
    private static let parts: [(title: String, path: any KeyPath<MigrationTally.Counts, Int> & Sendable)] = [
        ("changed",                  \.edited),
        ("joined",                   \.joined),
        ("copied unchanged",        \.unchanged),
        ("ordinary mail",            \.mail),
        ("in quarantine",            \.quarantined),
    ]

    private func addAttention(to page: inout HTMLPage) {
        var points: [String] = []
        if !misreadingPrograms.isEmpty {
            points.append(
                "These programs probably do not read time zones, and would shift local times: \(misreadingPrograms.joined(separator: ", ")). "
                    + "As long as one of them is in use, migrate with --zones none."
            )
        }
        if unnamedWriterCount > 0 {
            points.append(
                "Objects without the name of their program: \(Self.grouped(unnamedWriterCount)). It is unknown whether that program reads local times."
            )
        }
        if tally.total.left > 0 {
            points.append(
                "\(Self.grouped(tally.total.left)) of the objects copied unchanged are not migrated: they stay in the version that they had."
            )
        }
        if tally.total.quarantined > 0 {
            points.append(
                "Objects that cannot be read: \(tally.total.quarantined). They are kept unchanged and listed below."
            )
        }
        for (id, text) in [
            ("zone-unknown", "Objects that keep times in UTC because no zone is known for them"),
            ("ambiguous-local-time", "Objects with a time in the hour that clocks show twice, which stays in UTC"),
            ("occurrences-move-against-utc", "Recurring entries that keep their wall-clock time from now on"),
            ("join-candidate", "Objects that may be changed occurrences of a series and were not joined"),
            ("join-refused", "Changed occurrences that could not be joined without loss"),
        ] {
            if let count = tally.findings[RuleID(id)] { points.append("\(text): \(Self.grouped(count)).") }
        }
        if !tally.failures.isEmpty {
            points.append("Files or folders that could not be read: \(tally.failures.count).")
        }
        page.heading("To check")
        page.list(points.isEmpty ? ["Nothing."] : points)
    }

    private func addTables(to page: inout HTMLPage) {
        page.table(
            "Findings",
            ["Finding", "#Messages", "Kind", "Meaning"],
            sortedFindings.map { [$0.id, Self.grouped($0.count), $0.meaning, $0.text] }
        )
        page.table(
            "Programs that wrote the entries",
            ["Program", "#Entries", "Reads times with zones"],
            sortedWriters.map {
                [
                    $0.program.name, Self.grouped($0.count),
                    $0.program.readsZones ? "yes" : $0.program.isNamed ? "probably not" : "unknown",
                ]
            }
        )
        page.table(
            "Types",
            ["Type", "#Messages"],
            tally.types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { [$0.key, Self.grouped($0.value)] }
        )
        page.table(
            "Versions",
            ["Root version", "#Objects"],
            tally.versions.sorted { $0.key < $1.key }.map { [$0.key, Self.grouped($0.value)] }
        )
        page.table(
            "Folders",
            ["Folder"] + Self.columns.map { "#" + $0.title },
            tally.folders.sorted { $0.key < $1.key }.map { path, counts in
                [path.isEmpty ? "(the store itself)" : path]
                    + Self.columns.map { Self.grouped(counts[keyPath: $0.path]) }
            },
            sum: ["All folders"] + Self.columns.map { Self.grouped(tally.total[keyPath: $0.path]) }
        )
    }

    private func addDetails(to page: inout HTMLPage) {
        page.table("Quarantine", ["Message", "Reason"], tally.quarantine.map { [$0.path, $0.reason] })
        page.table(
            "Messages by finding",
            ["Finding", "Message", "UID", "Detail"],
            tally.notable.sorted { ($0.finding.rule.rawValue, $0.path) < ($1.finding.rule.rawValue, $1.path) }.map {
                [$0.finding.rule.rawValue, $0.path, $0.uid, $0.finding.message]
            },
            note:
                "At most \(MigrationTally.notablePerFinding) messages of each finding and of the quarantine; the plan has all of them."
        )
        for (title, lines) in [
            ("Folder types restored", tally.restoredFolderTypes), ("Links not followed", tally.links),
            ("Not examined", tally.failures),
        ] where !lines.isEmpty {
            page.heading(title)
            page.list(lines)
        }
    }

    /// A number of bytes in the unit that fits.
    private static func size(_ bytes: Int) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        var (value, unit) = (bytes * 10, 0)
        while value >= 10_000, unit + 1 < units.count { (value, unit) = (value / 1_000, unit + 1) }
        return value >= 1_000 || unit == 0
            ? "\(value / 10) \(units[unit])" : "\(value / 10).\(value % 10) \(units[unit])"
    }

    /// A number with its thousands apart.
    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0 {
            digits.insert("\u{202F}", at: place)
            place -= 3
        }
        return String(digits)
    }
}
