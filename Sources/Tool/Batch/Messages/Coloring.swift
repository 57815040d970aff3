package import Files

/// When text is coloured.
package enum Coloring: String, Sendable, CaseIterable {
    case auto, always, never

    /// Whether a stream is coloured: as asked for, else if it is a terminal that knows colours (NO_COLOR, CLICOLOR_FORCE, TERM).
    package func isColored(_ stream: Console) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            if Environment.value(of: "NO_COLOR").map({ !$0.isEmpty }) == true {
                false
            } else if Environment.value(of: "CLICOLOR_FORCE").map({ $0 != "0" }) == true {
                true
            } else {
                stream.isTerminal && stream.hasEscapeSequences
            }
        }
    }
}
