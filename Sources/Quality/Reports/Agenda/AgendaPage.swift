internal import Bytes
internal import ICalendar

extension Agenda {
    /// The agenda as one HTML page with a list, a view of weeks and one of months: without a script, and nothing is loaded
    /// from elsewhere.
    ///
    /// The three views are one text, which the style arranges, so that a page of many entries stays small.
    package func page(title: String) -> [UInt8] {
        let name = XMLReportText.text(title)
        var text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(name)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <header>
            <h1>\(name)</h1>
            <p>\(XMLReportText.text(caption))</p>
            <fieldset>
            <legend>View</legend>
            <label><input type="radio" name="view" id="list" checked> List</label>
            <label><input type="radio" name="view" id="week"> Weeks</label>
            <label><input type="radio" name="view" id="month"> Months</label>
            </fieldset>
            </header>
            <main>

            """
        if entries.isEmpty { text += "<p>Nothing takes place.</p>\n" }
        var bytes = Array(text.utf8)
        for week in weeks {
            bytes += Array("<div class=\"week\">\n".utf8)
            for day in week { bytes += Array(self.day(day).utf8) }
            bytes += Array("</div>\n".utf8)
        }
        return bytes + Array("</main>\n</body>\n</html>\n".utf8)
    }

    /// The weeks that have days of the agenda, as numbers of days counted from the first.
    var weeks: [Range<Int>] {
        stride(from: -first.weekday.rawValue, to: days.count, by: 7).map { $0..<$0 + 7 }
    }

    /// What the agenda is of, in a line.
    var caption: String {
        let last = date(days.count - 1)
        let period = days.count == 1 ? first.words : "\(first.words) to \(last.words)"
        return "\(period), \(entries.count.counting("entry", "entries")), "
            + (clock.map { "times in \($0)" } ?? "times in the time zone of each entry")
    }

    private func day(_ day: Int) -> String {
        guard days.indices.contains(day) else { return "<div class=\"day out\"></div>\n" }
        let (date, parts) = (date(day), days[day])
        let isNewMonth = day == 0 || date.day == 1
        let heading =
            "<h2><time datetime=\"\(date)\"><span class=\"d\">\(date.weekday.name)</span> \(date.day)"
            + "<span class=\"\(isNewMonth ? "m" : "y")\"> \(date.monthName)</span>"
            + "<span class=\"y\"> \(date.year)</span></time></h2>\n"
        if parts.isEmpty { return "<section class=\"day none\">\(heading)</section>\n" }
        return "<section class=\"day\">\(heading)<ul>\n" + parts.map(item).joined() + "</ul></section>\n"
    }

    private func item(_ part: Part) -> String {
        let entry = part.entry
        let shade = entry.isStruck ? "x" : "c\(entry.shade)"
        let time = part.start == nil && part.end == nil ? "<i class=\"w\">" : "<i>"
        var text =
            "<li class=\"\(shade)\">\(time)\(Self.time(of: part))</i> <b>\(XMLReportText.text(entry.summary))</b>"
        for note in ([entry.location] + part.notes) where !note.isEmpty {
            text += " <span>\(XMLReportText.text(note))</span>"
        }
        return text + "</li>\n"
    }

    /// The time of a part, its end in an element that a narrow view can hide.
    private static func time(of part: Part) -> String {
        guard let dash = part.time.firstIndex(of: "-"), dash != part.time.startIndex else { return part.time }
        return "\(part.time[..<dash])<span>\(part.time[dash...])</span>"
    }

    private static let style = """
        :root { color-scheme: light dark; --ink: #1c2430; --quiet: #536071; --line: #d5dbe3; --paper: #fff; --band: #f3f5f8; }
        @media screen and (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --quiet: #a3afbe; --line: #3a4452; --paper: #161b22; --band: #212832; } }
        * { box-sizing: border-box; }
        body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto; padding: 1rem; max-width: 80rem; }
        h1 { font-size: 1.6rem; margin: 0; }
        header p { margin: .2rem 0 .8rem; color: var(--quiet); }
        fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .2rem .8rem .4rem; margin: 0 0 1rem; display: inline-block; }
        legend { color: var(--quiet); font-size: .85rem; padding: 0 .3rem; }
        label { margin-right: 1rem; white-space: nowrap; }
        input:focus-visible { outline: 3px solid #2f6fb3; outline-offset: 2px; }
        h2 { font-size: 1rem; margin: 0 0 .3rem; }
        ul { list-style: none; margin: 0; padding: 0; }
        li { border-left: .3rem solid var(--shade); background: var(--band); border-radius: .25rem; padding: .2rem .5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
        i { font-style: normal; font-variant-numeric: tabular-nums; color: var(--quiet); margin-right: .4rem; white-space: nowrap; }
        b { font-weight: 600; margin-right: .4rem; }
        li span { color: var(--quiet); margin-right: .4rem; }
        i span { margin: 0; }
        b, li span { unicode-bidi: plaintext; }
        .c0 { --shade: #2f6fb3; } .c1 { --shade: #1b8a7a; } .c2 { --shade: #b4571b; } .c3 { --shade: #8546a8; } .c4 { --shade: #b83a5e; } .c5 { --shade: #6b7f1d; }
        .x { --shade: var(--line); } .x b { text-decoration: line-through; font-weight: 400; }
        .week { content-visibility: auto; contain-intrinsic-size: auto 18rem; }
        .day { padding: .5rem 0; }
        .none, .out { display: none; }
        @media (min-width: 48rem) {
          body:has(#week:checked) .week, body:has(#month:checked) .week { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); border-top: 1px solid var(--line); }
          body:has(#week:checked) .day, body:has(#month:checked) .day { display: block; padding: .4rem; min-height: 6rem; border-right: 1px solid var(--line); font-size: .85rem; }
          body:has(#week:checked) .week { margin-bottom: 1.5rem; border-bottom: 1px solid var(--line); }
          body:has(#month:checked) .week:last-child { border-bottom: 1px solid var(--line); }
          body:has(#week:checked) .y, body:has(#month:checked) .y { display: none; }
          body:has(#month:checked) li span, body:has(#month:checked) .w { display: none; }
          body:has(#month:checked) li { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; padding: 0 .3rem; }
          body:has(#month:checked) .d { font-weight: 400; color: var(--quiet); font-size: .8rem; }
        }
        @media print { :root { color-scheme: light; } fieldset { display: none; } body { max-width: none; padding: 0; font-size: 11px; } .week { content-visibility: visible; } li, h2 { break-inside: avoid; } h2 { break-after: avoid; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
        """
}

extension AgendaEntry {
    /// Whether nothing is left of it to attend or to do.
    var isStruck: Bool { state == .cancelled || state == .done }

    /// The number of its colour, the same for all entries of a group.
    var shade: Int { Int(StableHash(of: group).value % 6) }
}
