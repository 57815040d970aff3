import KolabMail
import Testing

@Suite("Detection of mail") struct DetectionTests {
    @Test(arguments: [
        "Subject: 1\nX-Kolab-Type: application/x-vnd.kolab.event\n\n<event/>",
        "From someone@example.org Mon Jan  5 09:00:00 2026\nReturn-Path: <a@example.org>\nDate: x\n\n",
        "\u{FEFF}Received: from a\r\n\tby b\r\nMIME-Version: 1.0\r\n\r\n",
    ])
    func `takes a header for mail`(_ text: String) { #expect(MailMessage.looksLikeMessage(Array(text.utf8))) }

    @Test(arguments: [
        "", "\n\n", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "<?xml version=\"1.0\"?>\n<event/>",
        "Dear all,\nSubject: nothing\nDate: never\n", "Note: one field\n\ntext", "Subject: alone\n\ntext",
        "HTTP/1.1 200 OK\nDate: x\nContent-Type: text/calendar\n\n",
        "BEGIN:VEVENT\nSUBJECT:x\nDATE:y\nFROM:z\n\n",
    ])
    func `takes nothing else for mail`(_ text: String) { #expect(!MailMessage.looksLikeMessage(Array(text.utf8))) }
}
