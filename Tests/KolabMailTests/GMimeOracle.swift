import Foundation

/// GMime, asked what it makes of messages.
enum GMimeOracle {
    private static let program: URL? = {
        let oracles = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "Oracles"
        )
        let folder = FileManager.default.temporaryDirectory.appending(path: "gmime-oracle-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appending(path: "read_with_gmime")
        let source = oracles.appending(path: "read_with_gmime.c").path
        let answer = run("cc '\(source)' $(pkg-config --cflags --libs gmime-3.0) -o '\(program.path)'")
        guard answer?.status == 0 else {
            print("GMime or a C compiler missing: messages not compared with GMime")
            return nil
        }
        return program
    }()

    /// The parts that GMime finds in each of `messages`; nil, with a word on standard output, where it is missing.
    static func read(_ messages: [[UInt8]]) throws -> [[PythonOracle.Part]]? {
        guard let program else { return nil }
        let input = FileManager.default.temporaryDirectory.appending(path: "gmime-input-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(messages.map { Data($0).base64EncodedString() + "\n" }.joined().utf8).write(to: input)
        var found = [[PythonOracle.Part]](repeating: [], count: messages.count)
        for line in run("'\(program.path)' '\(input.path)'")?.output.split(separator: "\n") ?? [] {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 5, let number = Int(fields[0]), let depth = Int(fields[1]) else { continue }
            let names = fields[3].split(separator: ",").compactMap { Data(base64Encoded: String($0)) }
            found[number].append(
                PythonOracle.Part(
                    type: fields[2],
                    depth: depth,
                    names: names.map { String(decoding: $0, as: UTF8.self) },
                    body: fields[4] == "-" ? nil : Data(base64Encoded: fields[4])
                )
            )
        }
        return found
    }

    private static func run(_ command: String) -> (status: Int32, output: String)? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
