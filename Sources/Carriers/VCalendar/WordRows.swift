internal import CalendarDiagnostics

/// Words of vCalendar 1.0 and what RFC 5545 has for them.
struct WordRows: Sendable {
    /// Words that mean the same.
    var same: [String: String]
    /// Words whose nearest is another; nil where there is none.
    var nearest: [String: String?] = [:]
    /// Whether a word of neither table stays unchanged.
    var isOpen = false

    // swift-format-ignore
    static let classification = WordRows(
        same: ["PUBLIC": "PUBLIC", "PRIVATE": "PRIVATE", "CONFIDENTIAL": "CONFIDENTIAL"], isOpen: true)

    // swift-format-ignore
    private static let eventStatus = WordRows(
        same:    ["TENTATIVE": "TENTATIVE", "CONFIRMED": "CONFIRMED", "CANCELLED": "CANCELLED"],
        nearest: ["ACCEPTED": "CONFIRMED", "NEEDS ACTION": "TENTATIVE", "SENT": nil, "DECLINED": "CANCELLED", "COMPLETED": nil,
                  "DELEGATED": nil])

    // swift-format-ignore
    private static let toDoStatus = WordRows(
        same:    ["NEEDS ACTION": "NEEDS-ACTION", "NEEDS-ACTION": "NEEDS-ACTION", "COMPLETED": "COMPLETED",
                  "IN-PROCESS": "IN-PROCESS", "CANCELLED": "CANCELLED"],
        nearest: ["ACCEPTED": "IN-PROCESS", "CONFIRMED": "IN-PROCESS", "SENT": "NEEDS-ACTION", "TENTATIVE": "NEEDS-ACTION",
                  "DELEGATED": "NEEDS-ACTION", "DECLINED": "CANCELLED"])

    static func status(of component: String) -> WordRows { component == "VTODO" ? toDoStatus : eventStatus }

    // swift-format-ignore
    static let participation = WordRows(
        same:    ["ACCEPTED": "ACCEPTED", "NEEDS ACTION": "NEEDS-ACTION", "NEEDS-ACTION": "NEEDS-ACTION", "TENTATIVE": "TENTATIVE",
                  "DECLINED": "DECLINED", "COMPLETED": "COMPLETED", "DELEGATED": "DELEGATED"],
        nearest: ["SENT": "NEEDS-ACTION", "CONFIRMED": "ACCEPTED"])

    /// EXPECT, which RFC 5545 expresses by the role.
    // swift-format-ignore
    static let expectation = WordRows(
        same:    ["FYI": "NON-PARTICIPANT", "REQUEST": "OPT-PARTICIPANT", "REQUIRE": "REQ-PARTICIPANT"],
        nearest: ["IMMEDIATE": "REQ-PARTICIPANT"])

    // swift-format-ignore
    static let reply = WordRows(same: ["YES": "TRUE", "NO": "FALSE", "TRUE": "TRUE", "FALSE": "FALSE"])

    /// Media types of TYPE (vCalendar 1.0 §2.1.4).
    // swift-format-ignore
    static let mediaType = WordRows(
        same: ["WAVE": "audio/x-wav", "PCM": "audio/basic", "AIFF": "audio/x-aiff", "GIF": "image/gif", "CGM": "image/cgm",
               "WMF": "image/x-wmf", "BMP": "image/bmp", "PICT": "image/x-pict", "TIFF": "image/tiff", "JPEG": "image/jpeg",
               "PS": "application/postscript", "PDF": "application/pdf", "MPEG": "video/mpeg", "AVI": "video/x-msvideo",
               "QTIME": "video/quicktime"])
}

extension Translation {
    /// The word for a word, in any case; nil where there is none, which is reported.
    mutating func word(_ text: String, in rows: WordRows, of what: String) -> String? {
        let key = text[...].trimmed.uppercased()
        if let word = rows.same[key] { return word }
        if let nearest = rows.nearest[key] {
            if let nearest {
                lose(.altered, "\(what) \(key) is written as \(nearest), its nearest equivalent")
            } else {
                lose(.dropped, "RFC 5545 has no \(what) \(key) here")
            }
            return nearest
        }
        if rows.isOpen || key.hasPrefix("X-") { return key }
        lose(.dropped, "\(what) \(key.prefix(40)) is not a value of vCalendar 1.0")
        return nil
    }
}
