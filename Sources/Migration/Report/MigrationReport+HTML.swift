internal import CalendarDiagnostics

extension MigrationReport {
    /// A page for people who have to decide: no script, nothing loaded from elsewhere, printable.
    public var html: [UInt8] {
        var page = HTMLPage(title: "Kolab \(title)")
        page.paragraph("Store: \(source)")
        page.paragraph(
            timeZone.map { "Times get the zone \($0) where no other is named for a folder or hinted at in the data." }
                ?? "No zone was named for all folders; times without a hint stay in UTC.")
        addSummary(to: &page)
        addAttention(to: &page)
        addTables(to: &page)
        addDetails(to: &page)
        return page.bytes
    }

    private func addSummary(to page: inout HTMLPage) {
        let total = tally.total
        page.tiles(Self.columns.map { ($0.title, Self.grouped(total[keyPath: $0.path])) })
        page.paragraph(
            "\(Self.grouped(total.messages)) messages = \(Self.grouped(total.edited)) changed + \(Self.grouped(total.joined)) joined + "
                + "\(Self.grouped(total.unchanged)) objects passed on as they are + \(Self.grouped(total.mail)) ordinary mail + "
                + "\(Self.grouped(total.quarantined)) in quarantine\(total.addUp ? "." : " — THESE COUNTS DO NOT ADD UP.")")
    }

    private func addAttention(to page: inout HTMLPage) {
        var points: [String] = []
        if !misreadingPrograms.isEmpty {
            points.append(
                "Not known to read times with zones, so that they would shift local times: \(misreadingPrograms.joined(separator: ", ")). "
                    + "As long as one of them is in use, migrate with --zones none.")
        }
        if tally.total.quarantined > 0 {
            points.append("\(tally.total.quarantined) objects cannot be read. They are kept unchanged, listed below.")
        }
        for (id, text) in [
            ("zone-unknown", "objects keep times in UTC, because no zone is known for them"),
            ("ambiguous-local-time", "objects have a time in the hour that clocks show twice; it stays in UTC"),
            ("occurrences-move-against-utc", "recurring entries keep their wall-clock time from now on"),
            ("join-candidate", "objects may be changed occurrences of a series, and were not joined"),
            ("join-refused", "changed occurrences could not be joined without loss"),
        ] {
            if let count = tally.findings[RuleID(id)] { points.append("\(Self.grouped(count)) \(text).") }
        }
        if !tally.failures.isEmpty { points.append("\(tally.failures.count) files or folders could not be looked at.") }
        page.heading("What needs a look")
        page.list(points.isEmpty ? ["Nothing."] : points)
    }

    private func addTables(to page: inout HTMLPage) {
        page.heading("Folders")
        page.table(
            ["Folder"] + Self.columns.map(\.title),
            tally.folders.sorted { $0.key < $1.key }.map { path, counts in
                [path.isEmpty ? "(the store itself)" : path] + Self.columns.map { Self.grouped(counts[keyPath: $0.path]) }
            })
        page.heading("Types")
        page.table(["Type", "Messages"], tally.types.sorted { $0.key < $1.key }.map { [$0.key, Self.grouped($0.value)] })
        page.heading("Programs that wrote the entries")
        page.table(
            ["Program", "Entries", "Reads times with zones"],
            sortedWriters.map { [$0.program.name, Self.grouped($0.count), $0.program.readsZones ? "yes" : "not known to"] })
        page.heading("Findings")
        page.table(
            ["Finding", "Messages", "Kind", "What it means"],
            sortedFindings.map { [$0.id, Self.grouped($0.count), $0.meaning, $0.text] })
    }

    private func addDetails(to page: inout HTMLPage) {
        if !tally.quarantine.isEmpty {
            page.heading("Quarantine")
            page.table(["Message", "Reason"], tally.quarantine.map { [$0.path, $0.reason] })
        }
        if !tally.notable.isEmpty {
            page.heading("Messages by finding")
            page.paragraph("The first \(MigrationTally.notablePerFinding) of each; the plan has all of them.")
            page.table(
                ["Finding", "Message", "UID", "Detail"],
                tally.notable.sorted { ($0.finding.id.rawValue, $0.path) < ($1.finding.id.rawValue, $1.path) }.map {
                    [$0.finding.id.rawValue, $0.path, $0.uid, $0.finding.detail]
                })
        }
        for (title, lines) in [
            ("Folder types restored", tally.restoredFolderTypes), ("Links not followed", tally.links),
            ("Not looked at", tally.failures),
        ] where !lines.isEmpty {
            page.heading(title)
            page.list(lines)
        }
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

/// A page built from a few kinds of block; every text is escaped.
private struct HTMLPage {
    private var text: String

    init(title: String) {
        let escaped = Self.escaped(title)
        text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped)</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #1c2430; background: #fff; margin: 2rem auto; padding: 0 1rem; max-width: 70rem; }
            h1 { font-size: 1.7rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1rem 0; }
            .tiles div { border: 1px solid #d5dbe3; border-radius: .4rem; padding: .6rem .8rem; }
            .tiles b { display: block; font-size: 1.2rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #e3e7ec; vertical-align: top; overflow-wrap: anywhere; }
            th { background: #f2f4f7; white-space: nowrap; } td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            @media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
            </style>
            </head>
            <body>
            <h1>\(escaped)</h1>

            """
    }

    var bytes: [UInt8] { Array((text + "</body>\n</html>\n").utf8) }

    mutating func heading(_ title: String) { text += "<h2>\(Self.escaped(title))</h2>\n" }

    mutating func paragraph(_ content: String) { text += "<p>\(Self.escaped(content))</p>\n" }

    mutating func list(_ items: [String]) {
        text += "<ul>\n" + items.map { "<li>\(Self.escaped($0))</li>\n" }.joined() + "</ul>\n"
    }

    mutating func tiles(_ tiles: [(title: String, value: String)]) {
        text += "<div class=\"tiles\">\n"
        for tile in tiles { text += "<div><b>\(Self.escaped(tile.value))</b>\(Self.escaped(tile.title))</div>\n" }
        text += "</div>\n"
    }

    mutating func table(_ header: [String], _ rows: [[String]]) {
        text += "<div class=\"scroll\"><table>\n<tr>" + header.map { "<th>\(Self.escaped($0))</th>" }.joined() + "</tr>\n"
        for row in rows {
            text += "<tr>" + row.map { cell in
                let isNumber = !cell.isEmpty && cell.unicodeScalars.allSatisfy { $0 == "\u{202F}" || (0x30...0x39).contains($0.value) }
                return "<td\(isNumber ? " class=\"number\"" : "")>\(Self.escaped(cell))</td>"
            }.joined() + "</tr>\n"
        }
        text += "</table></div>\n"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
