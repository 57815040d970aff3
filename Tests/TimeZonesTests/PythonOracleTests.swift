import ICalendar
import TestSupport
import Testing

@testable import TimeZones

/// Asks Python's zoneinfo, which reads the machine's own zone files with its own code.
enum PythonOracle {
    /// Prints `name`, then for each change of offset or abbreviation between 1970 and 2037 its second, offset and name.
    private static let script = """
        import sys
        from datetime import datetime, timedelta, timezone
        from zoneinfo import ZoneInfo
        epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
        def state(zone, second):
            local = (epoch + timedelta(seconds=second)).astimezone(zone)
            return (int(local.utcoffset().total_seconds()), local.tzname())
        end = int((datetime(2038, 1, 1, tzinfo=timezone.utc) - epoch).total_seconds())
        step = 3 * 86400
        for name in sys.stdin.read().split():
            zone = ZoneInfo(name)
            parts, before = [name], state(zone, 0)
            for second in range(0, end, step):
                upper = min(second + step, end - 1)
                after = state(zone, upper)
                if after == before:
                    continue
                low = second
                while upper - low > 1:
                    middle = (low + upper) // 2
                    if state(zone, middle) == before: low = middle
                    else: upper = middle
                parts.append(f"{upper},{after[0]},{after[1]}")
                before = after
            print(*parts)
        """

    /// The lines for `names`.
    static func lines(for names: [String]) throws -> [String] {
        try Python.run("-c", [script], with: ["zoneinfo"], input: Array(names.joined(separator: "\n").utf8)).lines
    }
}

@Suite("Python's zoneinfo", .needsPython("zoneinfo"), .needs(file: SystemZones.berlin)) struct PythonOracleTests {
    @Test func `our reader and our written definitions give its transitions from 1970 to 2037`() throws {
        let names = (CarriedZones.zoneNames + CarriedZones.linkTargets.keys.sorted()).filter {
            SystemZones.bytes($0) != nil
        }
        let lines = try PythonOracle.lines(for: names)
        #expect(lines.count == names.count)
        let range = seconds(ofYears: 1970...2037)
        for (name, line) in zip(names, lines) {
            let expected = line.split(separator: " ").dropFirst().map(String.init)
            let bytes = try #require(SystemZones.bytes(name))
            let rules = try ZoneFileReader.read(bytes.span)
            #expect(Self.changes(of: rules, in: range) == expected, "\(name) from its file")
            let written = VTimeZone(id: name, describing: rules, from: 1970, through: 2037)
            // What held before the first observance has no name there; the offset is what counts.
            let read = try #require(written.rules)
            #expect(Self.changes(of: read, in: range) == expected, "\(name) from its VTIMEZONE")
        }
        #expect(names.count > 400)
    }

    private static func changes(of rules: ZoneRules, in range: Range<Int>) -> [String] {
        rules.transitions(in: range.lowerBound + 1..<range.upperBound).compactMap { change in
            let isVisible =
                change.before.offset != change.after.offset || change.before.abbreviation != change.after.abbreviation
            return isVisible ? "\(change.instant),\(change.after.offset),\(change.after.abbreviation)" : nil
        }
    }
}
