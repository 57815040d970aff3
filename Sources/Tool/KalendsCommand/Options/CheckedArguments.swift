internal import ArgumentParser

/// Arguments that depend on each other.
///
/// ArgumentParser validates before it reports unknown options. A user who misspells an option would get an error about
/// what is missing without it, so ``RootCommand`` parses once more without these checks when one of them fails.
protocol CheckedArguments: ParsableArguments {
    /// Throws a `ValidationError` if the arguments contradict each other.
    func check() throws
}

extension CheckedArguments {
    func validate() throws {
        if !ArgumentChecks.areSkipped { try check() }
    }
}

/// Whether ``CheckedArguments`` are checked.
enum ArgumentChecks {
    @TaskLocal static var areSkipped = false
}
