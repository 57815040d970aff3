package import Kalends

/// A format that can be read, by its name.
package struct ReadFormat: Sendable {
    package let format: CalendarFormat

    /// The format; nil if none that is read has the name.
    package init?(argument: String) {
        guard let row = FormatRegistry.row(named: argument), row.isRead else { return nil }
        format = row.format
    }

    /// The names of all.
    package static var allValueStrings: [String] { FormatRegistry.rows.filter(\.isRead).map(\.name) }
}

/// A format that can be written, by its name.
package struct WrittenFormat: Sendable, CustomStringConvertible {
    package let format: CalendarFormat

    package var description: String { format.row.name }

    package init(_ format: CalendarFormat) { self.format = format }

    /// The format; nil if none that is written has the name.
    package init?(argument: String) {
        guard let row = FormatRegistry.row(named: argument), row.isWritten else { return nil }
        format = row.format
    }

    /// The names of all.
    package static var allValueStrings: [String] { FormatRegistry.rows.filter(\.isWritten).map(\.name) }

    /// The format that is meant where none was named: that of a consumer, else the one that the extension of an output names.
    package init?(of output: String?, for profile: ConversionOptions.Profile?) {
        if let profile, let row = FormatRegistry.rows.first(where: { $0.profiles.contains(profile) }) {
            format = row.format
        } else if let named = output.flatMap(FormatDetection.format(ofExtension:)), named.row.isWritten {
            format = named
        } else {
            return nil
        }
    }
}
