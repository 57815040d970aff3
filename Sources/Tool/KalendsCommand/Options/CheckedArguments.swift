internal import ArgumentParser

/// Arguments that have to go together.
///
/// ArgumentParser validates before it complains of options that nobody knows. Whoever misspells an option would be told of what
/// is missing without it, so ``RootCommand`` parses once more without these checks when one of them fails.
protocol CheckedArguments: ParsableArguments {
    /// Throws a `ValidationError` if the arguments do not go together.
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
