/// How a process without an answer ended.
public enum ProcessEnd: Hashable, Sendable {
    /// A signal ended it, such as 4 (SIGILL) for a trap or 9 (SIGKILL) where the system ran out of memory.
    case signal(Int)
    /// It ended normally, with an exit status.
    case exit(Int)
    /// It gave an unreadable answer.
    case garbled

    /// - Parameter number: what `cprocess_wait` gives.
    init(waiting number: Int32) { self = number >= 256 ? .signal(Int(number) - 256) : .exit(Int(number)) }
}

extension ProcessEnd: CustomStringConvertible {
    private static let names = [
        4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 15: "SIGTERM",
        24: "SIGXCPU", 31: "SIGSYS",
    ]

    /// `the process that worked on it was ended by signal 4 (SIGILL)`.
    public var description: String {
        switch self {
        case .signal(let number):
            "the process that worked on it was ended by signal \(number)"
                + (Self.names[number].map { " (\($0))" } ?? "")
        case .exit(let status): "the process that worked on it ended early, with status \(status)"
        case .garbled: "the process that worked on it gave an unreadable answer"
        }
    }
}
