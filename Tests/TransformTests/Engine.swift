import Foundation
import Testing

/// An XSLT engine of the system, as its users start it.
struct Engine: Sendable, CustomTestStringConvertible {
    let name: String
    /// The program, or for Java the archive that must be there.
    let file: String
    /// The command for one document.
    let command: @Sendable (_ stylesheet: String, _ document: String, _ result: String) -> [String]

    var testDescription: String { name }

    static let xsltproc = Engine(name: "xsltproc", file: "/usr/bin/xsltproc") { stylesheet, document, result in
        ["/usr/bin/xsltproc", "--nonet", "--novalid", "--huge", "--output", result, stylesheet, document]
    }
    static let xalan = Engine(name: "Xalan", file: "/usr/bin/xalan") { stylesheet, document, result in
        ["/usr/bin/xalan", "-in", document, "-xsl", stylesheet, "-out", result]
    }
    /// Saxon takes a folder of documents in one go, since Java starts slowly.
    static let saxon = Engine(name: "Saxon", file: "/usr/share/java/saxonb.jar") { stylesheet, folder, results in
        ["/usr/bin/saxonb-xslt", "-s:\(folder)", "-xsl:\(stylesheet)", "-o:\(results)"]
    }

    /// Whether the engine is installed; said in a line if not.
    var isInstalled: Bool {
        let isThere = FileManager.default.fileExists(atPath: file)
        if !isThere { print("\(name) is not installed: the stylesheet is not tested with it") }
        return isThere
    }

    /// Runs the engine to its end.
    ///
    /// - Returns: what it said on standard error, and its exit status.
    @discardableResult
    func run(_ document: URL, to result: URL) throws -> (messages: String, status: Int32) {
        var arguments = command(StylesheetTables.file.path, document.path, result.path)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: arguments.removeFirst())
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let messages = Pipe()
        process.standardError = messages
        try process.run()
        let said = messages.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: said, as: UTF8.self), process.terminationStatus)
    }
}

/// A folder that goes away with its owner.
final class Workplace {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "kalends-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func place(_ name: String) -> URL { folder.appending(path: name) }

    func write(_ text: String, to name: String) throws -> URL {
        try Data(text.utf8).write(to: place(name))
        return place(name)
    }
}
