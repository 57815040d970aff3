internal import Bytes

/// The report of a verification, for machines and for people.
public struct VerificationReport: Sendable {
    /// The plan whose result was verified.
    public var plan: String
    /// What was found.
    public var result: MigrationVerification.Result

    /// Creates a report of a verification; see the properties.
    public init(plan: String, result: MigrationVerification.Result) {
        self.plan = plan
        self.result = result
    }

    /// One JSON document.
    public var json: [UInt8] {
        func counts(_ count: MigrationVerification.Result.Count) -> JSON {
            .members([("planned", .number(count.planned)), ("correct", .number(count.correct))])
        }
        return JSON.members([
            ("schemaVersion", .number(1)), ("report", .text("verification")), ("plan", .text(plan)),
            ("isComplete", .flag(result.isComplete)), ("messages", counts(result.messages)),
            ("files", counts(result.files)),
            ("wrong", .list(result.wrong.map { .members([("path", .text($0.path)), ("reason", .text($0.reason))]) })),
        ]).line
    }

    /// A page for people: no script, nothing loaded from elsewhere, printable.
    public var html: [UInt8] {
        var page = HTMLPage(title: "Kolab verification")
        page.paragraph("Plan: \(plan).")
        page.paragraph(
            result.isComplete ? "Everything is as the plan requires." : "NOT EVERYTHING IS AS THE PLAN REQUIRES."
        )
        page.tiles([
            ("messages verified", "\(result.messages.correct) of \(result.messages.planned)"),
            ("other files verified", "\(result.files.correct) of \(result.files.planned)"),
        ])
        page.table("What is wrong", ["Path", "Reason"], result.wrong.map { [$0.path, $0.reason] })
        return page.bytes
    }
}
