package import ArgumentParser

/// Arguments that depend on each other.
///
/// ArgumentParser validates before it reports unknown options. A user who misspells an option would get an error about
/// what is missing without it, so a program parses once more without these checks when one of them fails.
package protocol CheckedArguments: ParsableArguments {
    /// Throws a `ValidationError` if the arguments contradict each other.
    func check() throws
}

extension CheckedArguments {
    package func validate() throws {
        if !ArgumentChecks.areSkipped { try check() }
    }
}

/// Whether ``CheckedArguments`` are checked.
enum ArgumentChecks {
    @TaskLocal static var areSkipped = false
}
