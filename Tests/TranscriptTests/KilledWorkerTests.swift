import Foundation
import Testing

/// Kills processes that work on inputs while the built command runs: each costs at most the input that it worked on.
@Suite("Killed workers") struct KilledWorkerTests {
    private static let count = 5_000

    /// A folder `in` with many small calendars.
    private func workplace() throws -> Workplace {
        let workplace = try Workplace()
        for number in 0..<Self.count {
            let lines = [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "BEGIN:VEVENT", "UID:u\(number)",
                "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "RRULE:FREQ=WEEKLY;COUNT=9",
                "SUMMARY;LANGUAGE=en:Meeting \(number)", "END:VEVENT", "END:VCALENDAR",
            ]
            try workplace.write(.init(name: "in/\(number).ics", content: lines.map { $0 + "\r\n" }.joined()))
        }
        return workplace
    }

    /// Runs a command and kills one of its children after another; prints the number of kills and the exit status.
    private func script(_ command: String, signal: String, kills: Int) -> String {
        """
        \(command) 2> errors & pid=$!; hits=0
        while [ $hits -lt \(kills) ] && kill -0 $pid 2> /dev/null; do
            sleep 0.02
            child=$(pgrep -P $pid | shuf -n 1)
            [ -n "$child" ] && kill -\(signal) $child 2> /dev/null && hits=$((hits + 1))
        done
        wait $pid; echo $hits $?
        """
    }

    @Test(
        arguments: [
            ("kalends convert in --to xcal --output out/", "KILL"),
            ("kalends convert in --to kolab-2.1 --output out/", "SEGV"),
            ("kalends convert in --to jcal --output out/", "TERM"),
        ])
    func `an input is either written or named as failed`(_ command: String, _ signal: String) throws {
        let workplace = try workplace()
        let numbers = try #require(try workplace.run(script(command, signal: signal, kills: 12)).output.last)
            .split(separator: " ").compactMap { Int($0) }
        let (hits, status) = (try #require(numbers.first), try #require(numbers.last))
        try #require(hits > 0, "no process was killed")
        let failed = try workplace.run(
            "grep -c process-ended errors | cat; grep -o '^in/[0-9]*.ics: error' errors | sort -u | wc -l"
        )
        let failures = failed.output.compactMap { Int($0) }
        // The summary has a separate line for the id.
        let named = try #require(failures.last)
        #expect(named <= hits)
        #expect(status == (named > 0 ? 4 : 0))
        #expect(try workplace.run("find out -name '.kalends-*'").output.isEmpty)
        // What is missing was named; a process may also die when its output is there and its answer is not.
        let compared = try workplace.run(
            """
            kalends convert in --to \(command.split(separator: " ")[4]) --output whole/ -q
            diff -rq whole out | grep -v '^Only in whole'
            diff -rq whole out | sed -n 's/^Only in whole.*: \\([0-9]*\\)\\..*/\\1/p' | sort > missing
            grep -o '^in/[0-9]*.ics: error' errors | tr -dc '0-9\\n' | sort -u > named
            comm -23 missing named
            """
        )
        #expect(compared.output.isEmpty)
    }

    @Test(arguments: ["KILL", "ABRT"])
    func `one output of many inputs is complete all the same`(_ signal: String) throws {
        let workplace = try workplace()
        let answer = try workplace.run(
            script("kalends convert in --to icalendar --output one.ics", signal: signal, kills: 1)
        )
        let numbers = try #require(answer.output.last).split(separator: " ")
        try #require(numbers.first == "1", "no process was killed")
        #expect(numbers.last == "0")
        #expect(try workplace.run("grep -c '^UID' one.ics").output == [String(Self.count)])
    }

    @Test(arguments: ["run store --to 2.1 --timezone UTC --output new", "survey store --timezone UTC"])
    func `a migration goes on where it was`(_ command: String) throws {
        let workplace = try Workplace()
        for number in 0..<3_000 {
            let content = """
                <event version="1.0"><uid>u\(number)</uid><creation-date>2026-01-05T08:00:00Z</creation-date>
                <last-modification-date>2026-01-05T08:00:00Z</last-modification-date><summary>Meeting \(number)</summary>
                <start-date>2026-01-12T09:00:00Z</start-date><end-date>2026-01-12T10:00:00Z</end-date></event>

                """
            try workplace.write(.init(name: "store/\(number).xml", content: content))
        }
        let answer = try workplace.run(script("kalends migrate \(command)", signal: "KILL", kills: 2))
        let numbers = try #require(answer.output.last).split(separator: " ").compactMap { Int($0) }
        try #require(numbers.first ?? 0 > 0, "no process was killed")
        // A process that looks for the message to blame may be killed too, and then takes one for it.
        let named = try #require(
            try workplace.run("grep -c '\\[process-ended\\]' errors | cat").output.first.flatMap { Int($0) }
        )
        #expect(named < 2)
        #expect(numbers.last == (named > 0 ? 4 : 0))
        #expect(
            try workplace.run("grep -c '^kalends: 3000 messages = \(3_000 - named) changed' errors").output == ["1"]
        )
        guard command.hasPrefix("run") else { return }
        #expect(
            try workplace.run("grep -c '3000 of 3000 messages verified' errors; ls new | wc -l").output == [
                "1", "\(3_000 - named)",
            ]
        )
    }

    @Test func `validation goes on and names what it could not finish`() throws {
        let workplace = try workplace()
        let answer = try workplace.run(script("kalends validate in > report", signal: "KILL", kills: 8))
        let numbers = try #require(answer.output.last).split(separator: " ").compactMap { Int($0) }
        let named = try #require(
            try workplace.run("grep -c '\\[process-ended\\]' errors | cat").output.first.flatMap { Int($0) }
        )
        #expect(numbers.last == (named > 0 ? 4 : 0))
        #expect(try workplace.run("tail -n 1 errors").output.first?.contains("\(Self.count) files") == true)
    }
}
