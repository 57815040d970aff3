internal import Files
internal import Kalends
internal import Reports

/// The result of fixing a file.
struct FixedFile: Transferable {
    let input: InputFile
    var validated: ValidatedFile
    /// The bytes with their fixes; nil if nothing was tried.
    var fixed: [UInt8]?
    /// Messages for people.
    var notes: [String] = []

    /// A file that could not be read.
    init(_ input: InputFile, failure: Diagnostic) {
        self.input = input
        validated = ValidatedFile(name: input.displayName, failure: failure)
    }

    /// Reads and fixes a file.
    init(
        _ input: InputFile,
        _ validators: ValidatorChoice,
        allowsGuesses: Bool,
        isWanted: @escaping @Sendable (Finding) -> Bool
    ) {
        self.input = input
        validated = ValidatedFile(name: input.displayName)
        do throws(FileError) {
            validated.bytes = try input.read()
        } catch {
            validated.failure = error.diagnostic(file: input.displayName)
            return
        }
        let format = Validator.format(of: validated.bytes, name: input.displayName, isMessage: input.isMessage)
        guard let fix = format.row.fixes else {
            let head = Array(validated.bytes.prefix(FormatDetection.headSize))
            if FormatDetection.format(name: input.displayName, head: head, isMessage: input.isMessage) == nil {
                validated.failure = ReadError(FormatDetection.refusal(of: head)).diagnostic(file: input.displayName)
            } else {
                notes = ["\(input.displayName): only iCalendar text is fixed"]
            }
            return
        }
        let fixer = Fixer(validators.validator(for: input), allowsGuesses: allowsGuesses, isWanted: isWanted)
        let result = fix(fixer, validated.bytes, input.displayName)
        if let refusal = result.refusal {
            validated.failure = refusal.diagnostic(file: input.displayName)
            return
        }
        fixed = result.bytes
        guard result.bytes != validated.bytes else { return }
        let fixes = result.fixes.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
        notes = [
            "\(input.displayName): fixed \(fixes.joined(separator: ", ")); \(result.remaining.count) findings remain"
        ]
    }

    func write(to message: inout TransferWriter) {
        input.write(to: &message)
        validated.write(to: &message)
        message.write(fixed != nil)
        message.write(fixed ?? [])
        message.write(notes)
    }

    init(from message: inout TransferReader) throws(TransferError) {
        input = try InputFile(from: &message)
        validated = try ValidatedFile(from: &message)
        let isFixed = try message.flag()
        let bytes = try message.array()
        fixed = isFixed ? bytes : nil
        notes = try message.list()
    }
}
