import CalendarDiagnostics
import CalendarModel
import Foundation
import ICalendar
import Occurrences
import Recurrence
import TestSupport
import Testing
import TimeZones

@Suite struct `Restoring series` {
    @Test(arguments: 0..<200)
    func `gives back a hidden rule with its exclusions and overrides`(seed: Int) throws {
        var hidden = HiddenSeries(seed: UInt64(seed))
        let series = hidden.series()
        let found = restored(occurrences(of: series))
        try #require(found.restored.count == 1, "\(hidden.rule)")
        let result = found.restored[0]
        let master = try #require(result.series.master)
        #expect(lines(of: [result.series]) == lines(of: [series]), "\(hidden.rule)")
        if explainsBetter(result, than: series, changes: series.overrides.count) { return }
        #expect(result.rule == hidden.rule, "\(result.rule) for \(hidden.rule)")
        #expect(Set(master.exclusions) == Set(series.master?.exclusions ?? []))
        #expect(result.series.overrides.map(\.recurrenceID) == series.overrides.map(\.recurrenceID))
        #expect(result.leftovers.isEmpty && result.additionalDateCount == 0)
    }

    @Test(arguments: 0..<200)
    func `finds moved occurrences by their place where nothing names it`(seed: Int) throws {
        var hidden = HiddenSeries(seed: UInt64(seed))
        let series = hidden.series()
        let items = occurrences(of: series).enumerated().map { index, single in
            var item = single.items[0]
            item.recurrenceID = nil
            item.uid = "single-\(index)"
            item.summary = "stand-up"
            return Series(master: item)
        }
        let found = restored(items)
        let result = try #require(found.restored.first, "\(hidden.rule)")
        let moved = series.overrides.filter { $0.start != $0.recurrenceID?.time }
        if explainsBetter(result, than: series, changes: moved.count) { return }
        #expect(result.rule == hidden.rule, "\(result.rule) for \(hidden.rule)")
        #expect(Set(result.series.master?.exclusions ?? []) == Set(series.master?.exclusions ?? []))
        #expect(result.series.overrides.map(\.recurrenceID) == moved.map(\.recurrenceID), "\(hidden.rule)")
    }

    @Test func `needs three regular occurrences, and a rule that saves more than it costs`() throws {
        #expect(try restored(days: ["20260105", "20260112"]).restored.isEmpty)
        #expect(try restored(days: ["20260105", "20260109", "20260307"]).restored.isEmpty)
        #expect(
            try restored(days: ["20260105", "20260112", "20260119"]).restored.first?.rule.description
                == "FREQ=WEEKLY;COUNT=3"
        )
    }

    // swift-format-ignore
    @Test(arguments: [
        (["20260105T090000", "20260112T090000", "20260119T090000", "20260126T140000"], "20260105T090000", "20260126T090000"),
        (["20260105T090000", "20260112T090000", "20260119T090000", "20260127T090000"], "20260105T090000", "20260126T090000"),
        (["20260105T090000", "20260112T090000", "20260119T090000", "20260125T090000"], "20260105T090000", "20260126T090000"),
        (["20260106T100000", "20260112T090000", "20260119T090000", "20260126T090000"], "20260105T090000", "20260105T090000"),
        (["20260104T100000", "20260112T090000", "20260119T090000", "20260126T090000"], "20260105T090000", "20260105T090000"),
    ])
    func `knows the first and the last also where they were moved`(_ moments: [String], _ start: String, _ moved: String) throws {
        let found = try #require(try restored(days: moments).restored.first)
        #expect(found.rule.description == "FREQ=WEEKLY;COUNT=4")
        #expect(found.series.master?.start?.description == start)
        #expect(found.series.overrides.map { $0.recurrenceID?.time.description } == [moved])
        #expect(found.additionalDateCount == 0 && found.exclusionCount == 0)
    }

    @Test func `leaves over what the rule does not explain`() throws {
        let days = ["20260105", "20260112", "20260119", "20260126", "20260202", "20260811"]
        let dates = try restored(days: days)
        #expect(dates.series.count == 1)
        #expect(dates.series[0].master?.additionalDates == [.time(.date(day(2026, 8, 11)))])
        var options = RestorationOptions()
        options.leftovers = .singleItems
        let singles = try restored(days: days, options)
        #expect(singles.series.map { $0.master?.rules.count } == [1, 0])
        options.isOpenEnded = true
        #expect(try restored(days: days, options).restored[0].rule.description == "FREQ=WEEKLY")
    }

    @Test func `takes what most occurrences say into the master`() throws {
        var items = try (5...9).map { number in
            try Listing.event(
                "DTSTART;VALUE=DATE:202601\(number < 10 ? "0" : "")\(number)\nSUMMARY:x\nLOCATION:\(number == 6 ? "there" : "here")"
            ).series[0]
        }
        items[0] = try Listing.event("DTSTART;VALUE=DATE:20260105\nSUMMARY:x\nLOCATION:here\nDESCRIPTION:first").series[
            0
        ]
        let found = restored(items).restored[0]
        #expect(found.series.master?.location == "here" && found.series.master?.description == nil)
        #expect(found.series.overrides.map { $0.recurrenceID?.time.description } == ["20260105", "20260106"])
        #expect(found.rule.description == "FREQ=DAILY;COUNT=5")
    }

    /// Lines that a pattern of Kolab can express: no part may contain more than it does there.
    @Test(.needsCorpus("recurrence")) func `restores every complete line of the corpus that Kolab can say`() throws {
        struct Line: Decodable {
            var id: String
            var dtstart: String
            var rrule: String?
            var rdate: [String]?
            var exdate: [String]?
            var complete: Bool
            var expected: [String]?
        }
        var tried = 0
        let file = Corpus.file("recurrence/core.jsonl")
        for text in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
            guard line.complete, let expected = line.expected, expected.count >= 4, line.rdate?.isEmpty ?? true,
                line.exdate?.isEmpty ?? true,
                let rule = line.rrule.flatMap({ RecurrenceRule.readingLeniently($0).rule }),
                rule.isSaidByKolab
            else { continue }
            tried += 1
            let moments = expected.map { $0.filter { $0 != "-" && $0 != ":" && $0 != "Z" } }
            let found = try restored(days: moments)
            let result = try #require(found.restored.first, "\(line.id) \(rule)")
            #expect(
                result.series.master?.additionalDates.isEmpty == true && result.exclusionCount == 0,
                "\(line.id) \(rule): \(result.rule)"
            )
            #expect(result.overrideCount == 0, "\(line.id) \(rule): \(result.rule)")
            #expect(parts(of: result.rule) <= parts(of: rule), "\(line.id) \(rule): \(result.rule)")
            var listing = try Listing.event("DTSTART:19700101")
            listing.series = [result.series]
            #expect(listing.first(1000).map(\.startText) == moments, "\(line.id) \(rule): \(result.rule)")
        }
        #expect(tried > 40, "\(tried)")
    }

    /// Whether chance removed so much that another rule needs fewer exceptions than the hidden one, or as few and fewer
    /// parts.
    ///
    /// - Parameter changes: the overrides of the hidden series that show.
    private func explainsBetter(_ result: RestoredSeries, than hidden: Series, changes: Int) -> Bool {
        let found = result.exclusionCount + result.overrideCount + result.leftovers.count + result.additionalDateCount
        let hiddenParts = hidden.master?.rules.first.map(parts) ?? 0
        return (found, parts(of: result.rule)) < ((hidden.master?.exclusions.count ?? 0) + changes, hiddenParts)
    }

    private func parts(of rule: RecurrenceRule) -> Int { rule.description.split(separator: ";").count }

    private func restored(days: [String], _ options: RestorationOptions = RestorationOptions()) throws -> Restoration {
        let all = try days.enumerated().map { index, text in
            let value = text.count == 8 ? ";VALUE=DATE:\(text)" : ":\(text)"
            return try Listing("BEGIN:VEVENT\nUID:\(index)\nSUMMARY:x\nDTSTART\(value)\nEND:VEVENT").series[0]
        }
        return restored(all, options)
    }

    private func restored(_ all: [Series], _ options: RestorationOptions = RestorationOptions()) -> Restoration {
        SeriesRestorer(directory: ZoneDirectory(), options: options).restore(all)
    }

    /// Every occurrence as a separate item.
    private func occurrences(of series: Series) -> [Series] {
        expanded([series]).map { Series(master: nil, overrides: [$0.single]) }
    }

    private func lines(of all: [Series]) -> [String] { expanded(all).map { "\($0.text) \($0.item.summary ?? "")" } }

    private func expanded(_ all: [Series]) -> [SeriesOccurrence] {
        var expander = SeriesExpander(directory: ZoneDirectory())
        var diagnostics = Diagnostics()
        return Array(OccurrenceMerge(all.map { expander.expand($0, diagnostics: &diagnostics) }, in: .always))
    }
}

extension RecurrenceRule {
    /// Whether one of Kolab's seven patterns expresses the rule exactly.
    fileprivate var isSaidByKolab: Bool {
        guard bySecond.isEmpty, byMinute.isEmpty, byHour.isEmpty, byWeekNumber.isEmpty, bySetPosition.isEmpty,
            calendarScale == nil, weekStart == nil || weekStart == .monday || interval == 1
        else { return false }
        let hasNoDays = byMonthDay.isEmpty && byYearDay.isEmpty
        switch frequency {
        case .daily: return byDay.isEmpty && byMonth.isEmpty && hasNoDays
        case .weekly: return byMonth.isEmpty && hasNoDays && byDay.allSatisfy { $0.ordinal == 0 }
        case .monthly:
            guard byMonth.isEmpty, byYearDay.isEmpty else { return false }
            if byDay.isEmpty { return byMonthDay.isEmpty || byMonthDay.count == 1 && byMonthDay[0] > 0 }
            return byMonthDay.isEmpty && byDay.count == 1 && (-1...5).contains(byDay[0].ordinal)
                && byDay[0].ordinal != 0
        case .yearly:
            if byDay.isEmpty, byYearDay.isEmpty {
                return byMonth.count == byMonthDay.count && byMonth.count < 2 && byMonthDay.allSatisfy { $0 > 0 }
            }
            if byDay.isEmpty {
                return byMonth.isEmpty && byMonthDay.isEmpty && byYearDay.count == 1 && byYearDay[0] > 0
            }
            return hasNoDays && byMonth.count == 1 && byDay.count == 1 && (-1...5).contains(byDay[0].ordinal)
                && byDay[0].ordinal != 0
        default: return false
        }
    }
}
