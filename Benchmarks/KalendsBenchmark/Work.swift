import Files
import Kalends
import Validation

/// One thing to measure: named as the rows of `run.py` name it.
struct Work: Sendable {
    /// The size of the input and how much was done with it.
    struct Amount {
        var bytes: Int
        var items: Int
    }

    let name: String
    /// Loads the input at the path, outside the clock, and returns what the clock measures.
    let prepare: @Sendable (_ path: String) throws -> () throws -> Amount
}

extension Work {
    static let all: [Work] =
        expansion + [
            .onFile("read") { bytes in
                var diagnostics = Diagnostics()
                let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
                return tree.lines.count
            },
            .onFile("read-typed") { bytes in
                var diagnostics = Diagnostics()
                return try ICalendarReader(checksValues: true).read(bytes, diagnostics: &diagnostics).lines.count
            },
            .onFile("validate") { [validator = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })] bytes in
                validator.validate(iCalendar: bytes).findings.count
            },
            .onFile("icalendar-xcal") { try Converter().convert($0, from: .iCalendar, to: .xCal).bytes.count },
            .onFile("xcal-icalendar") { try Converter().convert($0, from: .xCal, to: .iCalendar).bytes.count },
            .onFile("icalendar-kolab-2.1") {
                try Converter().convert($0, from: .iCalendar, to: .kolab21).outputs.count
            },
            .onFile("read-write") { bytes in
                var diagnostics = Diagnostics()
                let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
                let written = ICalendarWriter(normalizes: true).write(tree)
                return written.isEmpty ? 0 : tree.lines.count
            },
        ] + onOneAndTwoThreads("many", readAndWrite)
        + onOneAndTwoThreads("many-kolab-icalendar") { [converter = Converter()] bytes in
            try converter.convert(bytes, from: .kolab20, to: .iCalendar).bytes.count
        }
        + onOneAndTwoThreads("many-icalendar-kolab") { [converter = Converter()] bytes in
            try converter.convert(bytes, from: .iCalendar, to: .kolab21).outputs.count
        }
        + onOneAndTwoThreads("many-validate") {
            [validator = Validator(rules: RuleCatalogue.rules.map { SelectedRule($0) })] bytes in
            validator.validate(iCalendar: bytes).findings.count
        }

    private static func readAndWrite(_ bytes: [UInt8]) throws -> Int {
        var diagnostics = Diagnostics()
        let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
        return ICalendarWriter(normalizes: true).write(tree).count
    }

    /// Work on one file that is already in memory; `body` returns how many lines, objects or components it saw.
    private static func onFile(_ name: String, _ body: @escaping @Sendable (consuming [UInt8]) throws -> Int) -> Work {
        Work(name: name) { path in
            let bytes = try WholeFile.read(path)
            return { Amount(bytes: bytes.count, items: try body(bytes)) }
        }
    }

    /// Work on every file of a folder as `name`, and the same on two threads as `name-2`.
    private static func onOneAndTwoThreads(_ name: String, _ body: @escaping @Sendable ([UInt8]) throws -> Int)
        -> [Work]
    {
        [onFolder(name, threads: 1, body), onFolder("\(name)-2", threads: 2, body)]
    }

    /// Work on every file of a folder, each separately, shared among threads.
    private static func onFolder(
        _ name: String,
        threads: Int,
        _ body: @escaping @Sendable ([UInt8]) throws -> Int
    ) -> Work {
        Work(name: name) { path in
            let files = try readFolder(path)
            return {
                try onThreads(threads) { thread in
                    for index in stride(from: thread, to: files.count, by: threads) {
                        _ = try body(files[index])
                    }
                }
                return Amount(bytes: files.reduce(0) { $0 + $1.count }, items: files.count)
            }
        }
    }
}
