import Foundation
import TestSupport

/// GMime as a reader of messages, for comparison.
enum GMimeOracle {
    /// The parts that GMime finds in each of `messages`.
    static func read(_ messages: [[UInt8]]) throws -> [[PythonOracle.Part]] {
        let folder = try TemporaryFolder()
        let input = try folder.write("input", messages.map { Data($0).base64EncodedString() + "\n" }.joined())
        var found = [[PythonOracle.Part]](repeating: [], count: messages.count)
        for line in try CompiledOracle.gmime.run([input]).lines {
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
}
