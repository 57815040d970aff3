internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let mailAttachment = Rule(
        "mail-attachment",
        .warning,
        "Kolab 2.0 carrying message",
        "An object names the parts of its message that belong to it, and the message has every part that it names.",
        accepted: [
            .kolabMessage([
                "<end-date>2026-01-05</end-date>": [
                    "<end-date>2026-01-05</end-date>", "<inline-attachment>plan.txt</inline-attachment>",
                ],
                "</event>": ["</event>", "--b", "Content-Type: text/plain; name=plan.txt", "", "9 o'clock"],
            ])
        ],
        flagged: [
            .kolabMessage([
                "<end-date>2026-01-05</end-date>": [
                    "<end-date>2026-01-05</end-date>", "▸<inline-attachment>plan.pdf</inline-attachment>",
                ],
                "</event>": ["</event>", "--b", "Content-Type: text/plain; name=plan.txt", "", "9 o'clock"],
            ]),
            .kolabMessage([
                "</event>": ["</event>", "--b", "▸Content-Type: text/plain; name=plan.txt", "", "9 o'clock"]
            ]),
        ],
        checks: [
            .reader(["attachment-missing": nil, "attachment-not-named": .info])
        ]
    )
}
