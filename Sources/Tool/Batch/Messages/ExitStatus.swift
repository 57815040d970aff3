/// How the command ends, as scripts see it.
///
/// The cases are in the order of precedence: when several apply, the first counts.
package enum ExitStatus: Int32, CaseIterable {
    case internalError = 70
    case notWritten = 74
    case usage = 2
    case nothingRead = 3
    case partlyDone = 4
    case losses = 5
    case different = 1
    case success = 0

    /// The status that counts when both apply.
    package func combined(with other: ExitStatus) -> ExitStatus {
        Self.allCases.first { $0 == self || $0 == other } ?? self
    }

    /// What status 1 means, with the command that ends with it.
    private static let finding =
        "something was found: a difference (diff), nothing in common (common), findings (validate), changes to make (fix --diff), an unknown name (zones resolve)"

    /// Its text in the help.
    private var meaning: String {
        switch self {
        case .success: "done"
        case .different: Self.finding
        case .usage: "wrong usage, or a given path does not exist"
        case .nothingRead: "none of the inputs could be read"
        case .partlyDone: "some inputs or items were skipped, failed or incomplete; the others were processed"
        case .losses: "something was altered or dropped, with --fail-on-loss"
        case .internalError: "internal error"
        case .notWritten: "output could not be written"
        }
    }

    /// The statuses that every command may end with.
    private static let common: Set<ExitStatus> = [.success, .usage, .internalError, .notWritten]

    /// The table of all statuses for the help.
    package static var table: String { table(of: Set(allCases), finding: finding) }

    /// The table of the statuses of a command for its help.
    ///
    /// - Parameters:
    ///   - own: those that not every command has.
    ///   - finding: what status 1 means; nil if the command does not end with it.
    package static func table(of own: Set<ExitStatus>, finding: String? = nil) -> String {
        let all = own.union(common).union(finding == nil ? [] : [.different])
        let rows = all.sorted { $0.rawValue < $1.rawValue }.map { status in
            let number = String(status.rawValue)
            let meaning = status == .different ? finding ?? "" : status.meaning
            return "  \(number)\(String(repeating: " ", count: 9 - number.count))\(meaning)"
        }
        return (["EXIT STATUS:"] + rows + ["  130, 143 interrupted"]).joined(separator: "\n")
    }
}

/// Ends a piece of work with a status other than 0.
package struct ExitStatusError: Error {
    /// How the command ends.
    package let status: ExitStatus
    /// Why, for the user; nil if it was reported already.
    package let reason: String?

    /// - Parameter reason: why, a lower-case fragment; nil if it was reported already.
    package init(status: ExitStatus, _ reason: String? = nil) {
        self.status = status
        self.reason = reason
    }
}

extension ExitStatus {
    /// - Throws: ``ExitStatusError`` unless this is success.
    package func check() throws(ExitStatusError) {
        if self != .success { throw ExitStatusError(status: self) }
    }
}
