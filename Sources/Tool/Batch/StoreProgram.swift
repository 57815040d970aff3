package import Files

/// The program that keeps events in a database and serves them, which this one is replaced by.
package enum StoreProgram {
    private static let name = "kalends-events"

    /// Whether it is next to this one or on PATH.
    package static var isThere: Bool { SiblingProgram(named: name) != nil }

    /// Goes on as the program.
    ///
    /// - Parameter command: the command that it is to carry out.
    /// - Returns: why it cannot be started; it does not return otherwise.
    /// - Throws: ``ExitStatusError`` if it is not there.
    package static func end(as command: String, with arguments: [String]) throws(ExitStatusError) -> FileError {
        guard let program = SiblingProgram(named: name) else {
            throw ExitStatusError(
                status: .usage,
                "kalends \(command) needs the program \(name), which is neither next to kalends nor on PATH"
            )
        }
        return program.take(over: [command] + arguments)
    }
}
