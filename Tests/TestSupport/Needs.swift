import Foundation
public import Testing

/// Other software that a run of the tests has to have is not installed.
private struct Missing: Error, CustomStringConvertible {
    let description: String
}

/// What a test needs besides the package: without it the test is reported as skipped, with what is missing.
extension Trait where Self == ConditionTrait {
    /// Files of other projects; they may be missing even where ``TestRun/requiresOracles``.
    ///
    /// - Parameter parts: the folders of the corpus; any, if empty.
    public static func needsCorpus(_ parts: String...) -> Self {
        let isThere = (parts.isEmpty ? [""] : parts).allSatisfy {
            (try? Corpus.file($0).checkResourceIsReachable()) == true
        }
        return .enabled(if: isThere, "the corpus is not there: \(Corpus.folder.path) \(parts.joined(separator: ", "))")
    }

    /// Programs of the machine.
    public static func needs(programs: String...) -> Self {
        oracle(programs.joined(separator: ", ")) { programs.allSatisfy { Program.path(of: $0) != nil } }
    }

    /// A file of the machine.
    public static func needs(file: String) -> Self {
        oracle(file) { (try? URL(fileURLWithPath: file).checkResourceIsReachable()) == true }
    }

    /// A Python that has these modules.
    public static func needsPython(_ modules: String...) -> Self {
        oracle("Python with \(modules.joined(separator: ", "))") { Python.path(with: modules) != nil }
    }

    /// A library with its headers and a C compiler.
    public static func needsLibrary(_ oracle: CompiledOracle) -> Self {
        Self.oracle(oracle.library) { oracle.path != nil }
    }

    private static func oracle(_ name: String, isThere: @escaping @Sendable () -> Bool) -> Self {
        .enabled("\(name) is not installed") {
            if !isThere(), TestRun.requiresOracles { throw Missing(description: "\(name) is not installed") }
            return isThere()
        }
    }
}
