import Foundation
import Kalends
import Migration

extension FuzzTarget {
    /// An mbox file in a store.
    static let mailbox = FuzzTarget("mbox", seeds: ["eml", "mime", "mbox"], words: mailWords + kolabWords) { input in
        let folder = ScratchFolder.current
        folder.write(input, to: "store/box")
        return folder.answer { _ = try MigrationPlanner(folder.options).survey(folder.path("store")) }
    }

    /// A plan that was changed, against the manifest of the plan as it was made.
    static let plan = FuzzTarget(
        "plan",
        seeds: [],
        ownSeeds: [Made.shared.plan],
        words: jsonWords + planWords + numbers
    ) { input in
        let folder = Made.shared.folder
        folder.write(input, to: "changed-plan")
        return folder.answer {
            _ = try MigrationVerification(folder.options).run(
                plan: folder.path("changed-plan"),
                manifest: folder.path("manifest")
            )
        }
    }

    /// A manifest that was changed, against the plan. Nothing is rolled back: that would follow paths of chance.
    static let manifest = FuzzTarget(
        "manifest",
        seeds: [],
        ownSeeds: [Made.shared.manifest],
        words: jsonWords + planWords + numbers
    ) { input in
        let folder = Made.shared.folder
        folder.write(input, to: "changed-manifest")
        return folder.answer {
            _ = try MigrationVerification(folder.options).run(
                plan: folder.path("plan"),
                manifest: folder.path("changed-manifest")
            )
        }
    }

    private static let planWords = [
        #""rows":"#, #""action":"edit""#, #""action":"join""#, #""intent":"add""#, #""path":"../x""#, #""mode":"#,
        #""owner":"#,
        #""mtime":["#, #""size":"#, #""done":"#, #""rolled-back":true"#, #""edits":["#, #""message":"#,
    ]

    /// A plan with its manifest, made of a small store.
    private struct Made {
        static let shared = Made()
        let folder = ScratchFolder.current
        let plan: String
        let manifest: String

        private init() {
            func object(_ uid: String, _ time: String) -> String {
                "Subject: \(uid)\r\nX-Kolab-Type: application/x-vnd.kolab.event\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: application/x-vnd.kolab.event\r\n\r\n<?xml version=\"1.0\"?>\r\n"
                    + "<event version=\"1.0\"><uid>\(uid)</uid><start-date>\(time)</start-date><summary>x</summary></event>\r\n"
            }
            folder.write(Array(object("a", "2026-01-12T09:00:00Z").utf8), to: "source/cur/1")
            folder.write(Array(object("b", "2026-01-12").utf8), to: "source/cur/2")
            folder.write(Array(object("c", "unreadable").utf8), to: "source/cur/3")
            folder.makeFolder("source/new")
            folder.makeFolder("source/tmp")
            let folder = folder
            _ = folder.answer {
                _ = try MigrationPlanner(folder.options).plan(
                    folder.path("source"),
                    to: folder.path("plan"),
                    register: folder.register
                )
                _ = try MigrationApplier(folder.options).apply(
                    plan: folder.path("plan"),
                    to: .output(folder.path("output")),
                    manifest: folder.path("manifest"),
                    quarantine: folder.path("quarantine")
                )
            }
            plan = folder.text("plan")
            manifest = folder.text("manifest")
        }
    }
}
