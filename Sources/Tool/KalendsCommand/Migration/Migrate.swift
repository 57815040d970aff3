internal import ArgumentParser
internal import Arguments

/// `kalends migrate`
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Migrate mail stores with Kolab 2.0 objects to 2.1, and back.",
        discussion: """
            A store is a folder with Maildirs, mbox files, a copy of a Cyrus spool, messages or objects, or a single file \
            of these kinds. Only events and tasks are changed, and only where 2.1 differs from 2.0: times get their zone, \
            and changed occurrences that are stored separately are joined with their series. Every other byte stays: \
            headers, other parts, unknown elements, ordinary mail, contacts and notes.

            Survey and plan only read. Apply carries out the plan and nothing else, writes new files and renames them, keeps a \
            manifest, and can be interrupted at any moment and started again; verify compares the result with the plan; \
            rollback undoes it from the manifest.

            A reader that knows only Kolab 2.0 takes a local time for UTC and shifts the event. While such programs are in use, \
            migrate with --zones none; survey names the programs that wrote the objects.

            EXAMPLES:
              kalends migrate survey spool-copy --timezone Europe/Berlin
              kalends migrate plan spool-copy --timezone Europe/Berlin --plan plan.jsonl
              kalends migrate apply --plan plan.jsonl --output new/
              kalends migrate verify --plan plan.jsonl
              kalends migrate rollback --manifest manifest.jsonl

            To put a migrated tree into a server, use the import of the server; see the article “Back into a server” of the \
            documentation.
            """,
        subcommands: [Survey.self, Plan.self, Apply.self, Verify.self, Rollback.self, Run.self]
    ).alone
}
