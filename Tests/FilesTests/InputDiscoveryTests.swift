import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("Inputs") struct InputDiscoveryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func find(_ arguments: String..., excluding: [String] = []) -> Inputs {
        var discovery = InputDiscovery(excluding: IgnorePatterns(excluding)) { name, beginning in
            name.hasSuffix(".ics") || beginning().starts(with: Array("<icalendar".utf8))
        }
        for argument in arguments { discovery.add(argument) }
        return discovery.result
    }

    @Test func `takes from a folder what is recognised, in the order of names`() throws {
        for name in ["b.ics", "a/z.ics", "a/y.txt", ".hidden/x.ics", ".x.ics"] { try folder.write("in/" + name) }
        try folder.write("in/c.xml", "<icalendar/>")
        try folder.write("in/d.xml", "<html/>")
        let found = find(folder.path("in"))
        #expect(found.files.map(\.relativePath) == ["a/z.ics", "b.ics", "c.xml"])
        #expect(found.files.first?.path == folder.path("in/a/z.ics"))
        #expect(found.failures.isEmpty)
    }

    @Test func `takes every message of a Maildir with its subfolders, and of a spool, whatever is in it`() throws {
        for name in [
            "cur/1:2,S", "new/2", "tmp/3", "cur/.4", ".Sub/cur/5:2,", ".Sub/new/.6", ".other/7", "dovecot-uidlist",
        ] {
            try folder.write("mail/" + name)
        }
        try folder.write("mail/.Sub/tmp/8")
        for name in ["1.", "22.", "cyrus.index", "readme"] { try folder.write("spool/" + name) }
        try folder.write("plain/a.eml")
        let mail = find(folder.path("mail")).files
        #expect(mail.map(\.path) == ["mail/.Sub/cur/5:2,", "mail/cur/1:2,S", "mail/new/2"].map { folder.path($0) })
        #expect(!mail.map(\.isMessage).contains(false))
        #expect(mail.map(\.relativePath) == [".Sub/cur/5:2,.eml", "cur/1:2,S.eml", "new/2.eml"])
        #expect(find(folder.path("mail/cur")).files.map(\.path) == [folder.path("mail/cur/1:2,S")])
        #expect(find(folder.path("spool")).files.map(\.relativePath) == ["1.eml", "22.eml"])
        #expect(find(folder.path("plain")).files.map(\.isMessage) == [true])
    }

    @Test func `names what is missing, special or without calendars, and goes on`() throws {
        try folder.write("good.ics", "x")
        try folder.write("empty/readme.txt")
        let made = unsafe mkfifo(folder.path("pipe"), 0o600)
        try #require(made == 0)
        let found = find(
            folder.path("none.ics"),
            folder.path("pipe"),
            folder.path("empty"),
            folder.path("no*.xml"),
            folder.path("good.ics")
        )
        #expect(
            found.failures.map(\.reason) == [
                .doesNotExist, .isSpecial("named pipe"), .nothingRecognised, .nothingMatches,
            ]
        )
        #expect(found.files == [InputFile(path: folder.path("good.ics"), relativePath: "good.ics", size: 1)])
    }

    @Test func `expands the patterns that the shell left alone`() throws {
        for name in ["k/a.xml", "k/b.xml", "k/deep/er/c.xml", "k/.h.xml", "k/n.txt"] { try folder.write(name) }
        #expect(find(folder.path("k/*.xml")).files.map(\.relativePath) == ["a.xml", "b.xml"])
        #expect(find(folder.path("k/**/*.xml")).files.map(\.relativePath) == ["a.xml", "b.xml", "deep/er/c.xml"])
        #expect(find(folder.path("*/a.xml")).files.map(\.relativePath) == ["k/a.xml"])
        #expect(find(folder.path("k/**")).files.count == 4)
    }

    @Test func `takes a file with wildcards in its name for itself`() throws {
        try folder.write("a[1].ics")
        try folder.write("a1.ics")
        #expect(find(folder.path("a[1].ics")).files.map(\.relativePath) == ["a[1].ics"])
    }

    @Test func `leaves out what is excluded, however it was named`() throws {
        for name in ["in/old/a.ics", "in/b.ics", "in/b.tmp.ics"] { try folder.write(name) }
        let patterns = ["old/", "*.tmp.ics"]
        #expect(find(folder.path("in"), excluding: patterns).files.map(\.relativePath) == ["b.ics"])
        #expect(find(folder.path("in/*.ics"), excluding: patterns).files.map(\.relativePath) == ["b.ics"])
        #expect(find(folder.path("in/b.tmp.ics"), excluding: patterns).files.isEmpty)
    }

    @Test func `follows links inside a folder, not out of it nor in circles`() throws {
        try folder.write("outside.ics")
        try folder.write("in/a.ics")
        try folder.link("in/b.ics", to: "a.ics")
        try folder.link("in/c.ics", to: "../outside.ics")
        try folder.link("in/loop", to: ".")
        try folder.write("far/d.ics")
        try folder.link("in/far", to: "../far")
        try folder.link("in/gone.ics", to: "nowhere")
        let found = find(folder.path("in"))
        #expect(found.files.map(\.relativePath) == ["a.ics", "b.ics"])
        #expect(
            found.failures == ["c.ics", "far", "gone.ics"].map { FileError(folder.path("in/\($0)"), .linkLeadsOut) }
        )
        #expect(find(folder.path("in"), excluding: ["c.*", "far", "gone.ics"]).failures.isEmpty)
    }

    @Test func `reads a file named twice once`() throws {
        try folder.write("in/a.ics")
        #expect(find(folder.path("in"), folder.path("in/a.ics"), folder.path("./in/a.ics")).files.count == 1)
    }

    @Test func `keeps the path of a listed file below the output`() throws {
        let path = try folder.write("a.ics")
        var discovery = InputDiscovery { _, _ in true }
        discovery.addListed(path)
        #expect(discovery.result.files.map(\.relativePath) == ["a.ics"])
        let found = FileList.names(in: Array("a/b.ics\r\n\nc d.ics\n".utf8), separator: .newline)
        #expect(found.names == ["a/b.ics", "c d.ics"])
        #expect(FileList.names(in: Array("a\nb\0c\0".utf8), separator: .zero).names == ["a\nb", "c"])
        #expect(FileList.names(in: [0xFF, 0x0A], separator: .newline).failures.map(\.reason) == [.nameIsNotUTF8])
    }
}
