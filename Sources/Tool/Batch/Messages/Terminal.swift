package import Files
internal import Reports

/// What the command prints for people: the one place where text reaches a terminal.
///
/// Whatever names, values and messages hold, no control character or invisible mark of them is printed
/// (``TerminalText/printable(_:)``). Data of calendars and forms that programs read are written to ``Console``
/// unchanged.
package enum Terminal {
    /// Prints lines on standard output.
    ///
    /// - Throws: ``FileError`` if they cannot be written.
    package static func print(_ lines: String) throws(FileError) {
        try Console.standardOutput.write(TerminalText.printableLines(lines))
    }

    /// Prints lines on standard error.
    package static func report(_ lines: String) { try? Console.standardError.write(TerminalText.printableLines(lines)) }

    /// Reports an error, as `kalends: error: …`.
    package static func complain(_ message: String) { report("kalends: error: \(TerminalText.printable(message))\n") }

    /// Reports what ended a piece of work, and gives the status for it; nil for what others have to explain.
    package static func status(after error: any Error) -> ExitStatus? {
        switch error {
        case let error as ExitStatusError:
            if let reason = error.reason { complain(reason) }
            return error.status
        // Whoever read the output has seen enough.
        case let error as FileError where error.reason == .brokenPipe: return .success
        case let error as FileError:
            complain(error.description)
            return .notWritten
        default: return nil
        }
    }

    /// Ends the process with a status, or with that of results that could not be stored.
    package static func exit(_ status: ExitStatus) -> Never {
        var status = status
        do throws(FileError) {
            try Console.standardOutput.close()
        } catch {
            complain(error.description)
            status = status.combined(with: .notWritten)
        }
        Environment.exit(status.rawValue)
    }

    /// Reports something worth knowing.
    package static func note(_ message: String) { report("kalends: \(TerminalText.printable(message))\n") }
}
