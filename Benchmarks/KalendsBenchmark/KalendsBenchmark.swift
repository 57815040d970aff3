import Files
import Platform

/// `KalendsBenchmark WORK PATH`: does one piece of work once and prints one JSON object, as the C drivers do.
@main struct KalendsBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            try Console.standardError.write("usage: KalendsBenchmark WORK PATH\n")
            exit(64)
        }
        guard let work = Work.all.first(where: { $0.name == arguments[1] }) else {
            // The runner prints "not yet" for it.
            print(#"{"mode": "\#(arguments[1])", "missing": true}"#)
            return
        }
        let run = try work.prepare(arguments[2])
        let clock = ContinuousClock()
        let start = clock.now
        let amount = try run()
        let seconds = (clock.now - start) / .seconds(1)
        print(
            """
            {"mode": "\(work.name)", "seconds": \(seconds), "bytes": \(amount.bytes), "items": \(amount.items), \
            "peakKiB": \(try peakResidentKiB())}
            """
        )
    }
}
