import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("Writing files") struct AtomicFileTests {
    private let folder: TemporaryFolder
    private let register = TemporaryFiles()

    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String, _ name: String, _ existing: AtomicFile.ExistingFile) throws -> AtomicFile.Outcome
    {
        try AtomicFile.write(Array(text.utf8), to: folder.path(name), existing: existing, register: register)
    }

    @Test func `writes a file and the folders that lead to it`() throws {
        #expect(try write("one", "x/y/a.ics", .keep) == .written)
        #expect(try folder.text("x/y/a.ics") == "one")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("x/y")) == ["a.ics"])
    }

    @Test func `keeps or replaces what is there`() throws {
        try folder.write("a", "old")
        unsafe chmod(folder.path("a"), 0o640)
        #expect(try write("new", "a", .keep) == .kept)
        #expect(try folder.text("a") == "old")
        #expect(try write("new", "a", .replace) == .written)
        #expect(try folder.text("a") == "new")
        #expect(try FileStatus(of: folder.path("a")).mode == 0o640)
    }

    @Test func `removes what a killed process left, and nothing that somebody writes`() throws {
        try folder.write(".kalends-1-1.tmp", "left")
        try folder.write(".kalends-notes.txt", "a person's own")
        let others = TemporaryFiles()
        var theirs = try AtomicFile(folder.path("b"), existing: .keep, register: others)
        try theirs.append(Array("b".utf8))
        #expect(try write("a", "a", .keep) == .written)
        #expect(try Set(folder.names).isSuperset(of: [".kalends-notes.txt", "a"]))
        #expect(try !folder.names.contains(".kalends-1-1.tmp"))
        #expect(try theirs.commit() == .written)
        #expect(try Set(folder.names) == [".kalends-notes.txt", "a", "b"])
    }

    @Test func `keeps a file that appears while the new one is written`() throws {
        var file = try AtomicFile(folder.path("a"), existing: .keep, register: register)
        try file.append(Array("mine".utf8))
        try folder.write("a", "theirs")
        #expect(try file.commit() == .kept)
        #expect(try folder.text("a") == "theirs")
        #expect(try folder.names == ["a"])
    }

    @Test func `leaves nothing behind when given up`() throws {
        do {
            var file = try AtomicFile(folder.path("a"), existing: .keep, register: register)
            try file.append([UInt8](repeating: 1, count: 1 << 19))
        }
        #expect(try folder.names.isEmpty)
    }

    @Test func `does not write through links or over folders`() throws {
        try folder.write("target", "old")
        try folder.link("link", to: "target")
        try folder.write("sub/x")
        for existing in [AtomicFile.ExistingFile.keep, .replace] {
            #expect(throws: FileError(folder.path("link"), .isSymbolicLink)) { try write("new", "link", existing) }
            #expect(throws: FileError(folder.path("sub"), .isFolder)) { try write("new", "sub", existing) }
        }
        #expect(throws: FileError(folder.path("target"), .isNotFolder)) { try write("new", "target/a", .keep) }
        #expect(try folder.text("target") == "old")
        #expect(try folder.names == ["link", "sub", "target"])
    }

    @Test func `says that the disk is full`() throws {
        #expect(throws: FileError("/dev/full", .noSpace)) {
            try FileDescriptor(opening: "/dev/full", O_WRONLY).write([1], name: "/dev/full")
        }
    }

    @Test func `opens nothing that stands at the name of an unfinished file of a store`() throws {
        let attributes = try #require(
            StoreFile.Attributes(mode: 0o640, owner: 0, group: 0, modified: FileTime(seconds: 1))
        )
        let path = folder.path("message")
        let temporary = StoreFile.temporaryName(for: path)
        try folder.write("victim", "precious")
        let plants: [() throws -> Void] = [
            { unsafe mkfifo(temporary, 0o600) }, { unsafe link(folder.path("victim"), temporary) },
            { unsafe symlink(folder.path("victim"), temporary) },
            { try folder.write(String(temporary.split(separator: "/").last ?? ""), "left") },
        ]
        for plant in plants {
            try plant()
            try StoreFile.write(Array("new".utf8), to: path, attributes)
            #expect(try folder.text("message") == "new")
            try plant()
            let growing = try GrowingStoreFile(path)
            try growing.append(Array("newer".utf8))
            try growing.finish(attributes)
            #expect(try folder.text("message") == "newer")
            #expect(try FileStatus(of: path).mode == 0o640)
            #expect(try folder.text("victim") == "precious")
        }
        unsafe mkdir(temporary, 0o700)
        #expect(throws: FileError(temporary, .isFolder)) { try StoreFile.write([], to: path, attributes) }
        StoreFile.removeUnfinished(path)
        #expect(try folder.names.count == 3)
    }

    @Test func `does not wait for pipes that nothing writes to, and follows no link where none may be`() throws {
        unsafe mkfifo(folder.path("pipe"), 0o600)
        try folder.write("file", "text\n")
        try folder.link("link", to: "file")
        try folder.write("sub/file", "x")
        try folder.link("other", to: "sub")
        #expect(throws: FileError(folder.path("pipe"), .isSpecial("named pipe"))) {
            try StoreFile.read(folder.path("pipe"))
        }
        #expect(throws: FileError(folder.path("pipe"), .isSpecial("named pipe"))) {
            _ = try LineReader(folder.path("pipe"))
        }
        #expect(throws: FileError(folder.path("pipe"), .isSpecial("named pipe"))) {
            _ = try AppendingFile(folder.path("pipe"))
        }
        #expect(throws: FileError(folder.path("link"), .isSymbolicLink)) { try StoreFile.read(folder.path("link")) }
        #expect(try StoreFile.read(folder.path("file")) == Array("text\n".utf8))
        try StoreFile.checkFolders(to: "sub/file", below: folder.path)
        try StoreFile.checkFolders(to: "none/of/these", below: folder.path)
        #expect(throws: FileError(folder.path("other"), .isSymbolicLink)) {
            try StoreFile.checkFolders(to: "other/file", below: folder.path)
        }
        #expect(throws: FileError(folder.path("file"), .isNotFolder)) {
            try StoreFile.checkFolders(to: "file/x", below: folder.path)
        }
    }

    @Test func `takes no number that a file cannot have`() {
        let time = FileTime(seconds: 0)
        #expect(StoreFile.Attributes(mode: 0o7777, owner: 0, group: 4_294_967_294, modified: time) != nil)
        for (mode, owner, group) in [
            (0o10000, 0, 0), (-1, 0, 0), (0, -1, 0), (0, 4_294_967_295, 0), (0, 0, 1 << 40), (.max, .min, 0),
        ] {
            #expect(StoreFile.Attributes(mode: mode, owner: owner, group: group, modified: time) == nil)
        }
        #expect(
            StoreFile.Attributes(
                mode: 0,
                owner: 0,
                group: 0,
                modified: FileTime(seconds: 0, nanoseconds: 1_000_000_000)
            ) == nil
        )
    }

    @Test func `reaches the disk when asked to`() throws {
        let path = folder.path("a")
        let outcome = try AtomicFile.write([65], to: path, existing: .replace, register: register)
        #expect(outcome == .written)
        #expect(try folder.text("a") == "A")
    }
}
