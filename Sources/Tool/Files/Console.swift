internal import Platform

/// One of the two output streams of the process.
public enum Console: Sendable {
    /// Results.
    case standardOutput
    /// Messages about them.
    case standardError

    /// Writes all bytes at once, unbuffered.
    ///
    /// - Throws: ``FileError`` with the reason ``FileError/Reason/brokenPipe`` once the reader has closed the pipe.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        try FileDescriptor(descriptor, isOwned: false).write(bytes, name: name)
    }

    /// Writes text as UTF-8.
    public func write(_ text: String) throws(FileError) { try write(Array(text.utf8)) }

    /// Closes the stream at the end of a process: some file systems report only then that bytes could not be stored.
    ///
    /// - Throws: ``FileError``; not for a stream that the process was started without.
    public func close() throws(FileError) {
        do throws(FileError) {
            try FileDescriptor(descriptor).close(name: name)
        } catch  where error.reason == .system(EBADF) {
            return
        }
    }

    /// Whether a person is looking on.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether a terminal acts upon escape sequences: not if TERM is `dumb`.
    public var hasEscapeSequences: Bool { Environment.value(of: "TERM") != "dumb" }

    /// Columns of the terminal; `nil` if it is not a terminal or does not report them.
    public var width: Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private var descriptor: Int32 {
        switch self {
        case .standardOutput: STDOUT_FILENO
        case .standardError: STDERR_FILENO
        }
    }

    private var name: String {
        switch self {
        case .standardOutput: "standard output"
        case .standardError: "standard error"
        }
    }
}

/// What the process receives from outside.
public enum Environment {
    /// The value of an environment variable.
    public static func value(of name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The arguments of the command without its name; paths among them keep every byte (``PathText``).
    public static func arguments() -> [String] {
        (1..<max(Int(CommandLine.argc), 1)).compactMap { index in
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
            return unsafe PathText.text(of: bytes(of: argument))
        }
    }

    /// Seconds since 1970 in UTC by the system's clock.
    public static func secondsSinceEpoch() -> Int {
        time(nil)
    }

    /// Ends the process.
    public static func exit(_ status: Int32) -> Never { Platform.exit(status) }
}
