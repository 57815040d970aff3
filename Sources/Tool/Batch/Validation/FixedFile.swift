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
    /// Whether it is in a compressed file, which is not written to.
    var isCompressed = false

    /// A file that could not be read.
    init(_ input: InputFile, failure: Diagnostic) {
        self.input = input
        validated = ValidatedFile(name: input.displayName, failure: failure)
    }

    /// Reads and fixes a file; of a compressed one each calendar in it.
    static func fixing(
        _ input: InputFile,
        _ validators: ValidatorChoice,
        allowsGuesses: Bool,
        isWanted: @escaping @Sendable (Finding) -> Bool
    ) -> [FixedFile] {
        do throws(FileError) {
            return try input.contents().map { content in
                FixedFile(input, content, validators, allowsGuesses: allowsGuesses, isWanted: isWanted)
            }
        } catch {
            return [FixedFile(input, failure: error.diagnostic(file: input.displayName))]
        }
    }

    private init(
        _ input: InputFile,
        _ content: InputContent,
        _ validators: ValidatorChoice,
        allowsGuesses: Bool,
        isWanted: @escaping @Sendable (Finding) -> Bool
    ) {
        self.input = input
        isCompressed = content.isCompressed
        validated = ValidatedFile(name: content.name)
        do throws(ReadError) {
            validated.bytes = try content.bytes.get()
        } catch {
            validated.failure = error.diagnostic(file: content.name)
            return
        }
        let format = Validator.format(of: validated.bytes, name: content.formatName, isMessage: input.isMessage)
        guard let fix = format.row.fixes else {
            let head = Array(validated.bytes.prefix(FormatDetection.headSize))
            if FormatDetection.format(name: content.formatName, head: head, isMessage: input.isMessage) == nil {
                validated.failure = ReadError(FormatDetection.refusal(of: head)).diagnostic(file: content.name)
            } else {
                notes = ["\(content.name): only iCalendar text, also inside mail messages, is fixed"]
            }
            return
        }
        let fixer = Fixer(validators.validator(for: input), allowsGuesses: allowsGuesses, isWanted: isWanted)
        let result = fix(fixer, validated.bytes, content.name)
        if let refusal = result.refusal {
            validated.failure = refusal.diagnostic(file: content.name)
            return
        }
        fixed = result.bytes
        guard result.bytes != validated.bytes else { return }
        let fixes = result.fixes.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
        let count = result.remaining.count
        let remaining = "\(count.counting("finding")) \(count == 1 ? "remains" : "remain")"
        notes = ["\(content.name): fixed \(fixes.joined(separator: ", ")); \(remaining)"]
    }

    func write(to message: inout TransferWriter) {
        input.write(to: &message)
        validated.write(to: &message)
        message.write(fixed != nil)
        message.write(fixed ?? [])
        message.write(notes)
        message.write(isCompressed)
    }

    init(from message: inout TransferReader) throws(TransferError) {
        input = try InputFile(from: &message)
        validated = try ValidatedFile(from: &message)
        let isFixed = try message.flag()
        let bytes = try message.array()
        fixed = isFixed ? bytes : nil
        notes = try message.list()
        isCompressed = try message.flag()
    }
}
