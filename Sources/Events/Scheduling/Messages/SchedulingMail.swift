internal import Bytes
internal import CalendarModel
public import EventStore
public import ICalendar
internal import KolabMail

extension StoredMessage {
    /// The mail that carries it (RFC 6047): words for people, and the calendar text.
    ///
    /// - Parameter date: when it is sent, in UTC.
    /// - Returns: nil if none of the recipients has a mail address.
    public func mail(date: CivilDateTime) -> [UInt8]? {
        let receivers = recipients.compactMap { MailAddress($0)?.text }
        guard !receivers.isEmpty else { return nil }
        let boundary = "=_\(StableHash(of: text.span).digits)"
        let head = [
            "From: \(from)",
            "To: \(receivers.joined(separator: ",\r\n "))", "Subject: \(HeaderWriter.text(subject))",
            "Date: \(HeaderWriter.date(date))", "Message-ID: <\(id)@kalends.invalid>", "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"", "",
        ]
        let parts = [("text/plain; charset=UTF-8", Array("\(subject)\r\n".utf8)), (mediaType, text)]
        var message = Array(head.joined(separator: "\r\n").utf8) + [.carriageReturn, .lineFeed]
        for (type, content) in parts {
            let fields = ["--\(boundary)", "Content-Type: \(type)", "Content-Transfer-Encoding: base64", "", ""]
            message += Array(fields.joined(separator: "\r\n").utf8) + Base64.encode(content, wrapped: true)
        }
        return message + Array("--\(boundary)--\r\n".utf8)
    }

    /// The recipients that have no mail address; they do not receive the mail.
    public var recipientsWithoutMail: [String] { recipients.filter { MailAddress($0) == nil } }

    /// The mailbox that sends it; one that cannot be answered where the sender has none.
    private var from: String {
        MailAddress(sender)?.text ?? HeaderWriter.mailbox(.init(name: sender, address: "nobody@kalends.invalid"))
    }

    private var mediaType: String { "text/calendar; charset=UTF-8; method=\(method)" }

    /// The content of the message in one line.
    private var subject: String {
        let words = [
            "REQUEST": "Invitation", "REPLY": "Answer", "CANCEL": "Cancelled", "ADD": "Additional occurrence",
            "REFRESH": "Please send again", "COUNTER": "Proposal", "DECLINECOUNTER": "Proposal declined",
            "PUBLISH": "Event",
        ]
        return "\(words[method] ?? method): \(summary)"
    }

    private var summary: String {
        let event = try? EventText(reading: text).series()
        return event?.items.first?.summary ?? uid
    }
}
