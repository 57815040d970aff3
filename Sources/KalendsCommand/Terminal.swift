internal import Files

/// What the command says on standard error.
enum Terminal {
    /// Says what went wrong, as `kalends: error: …`.
    static func complain(_ message: String) { try? Console.standardError.write("kalends: error: \(message)\n") }

    /// Says something worth knowing.
    static func note(_ message: String) { try? Console.standardError.write("kalends: \(message)\n") }
}
