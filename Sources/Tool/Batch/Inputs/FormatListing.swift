internal import Kalends
internal import Reports

/// The formats as a table.
package enum FormatListing {
    package static var text: String {
        let header = ["NAME", "EXTENSIONS", "MEDIA TYPE", "READ", "WRITE", "DESCRIPTION"]
        let rows = FormatRegistry.rows.map { row in
            [
                row.name, row.extensions.joined(separator: " "), row.mediaType, row.isRead ? "yes" : "no",
                row.isWritten ? "yes" : "no", row.title,
            ]
        }
        return TextTable([header] + rows).description
    }
}
