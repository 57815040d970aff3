internal import Files
internal import Kalends
internal import Reports

/// The validators for the files of a command: one for each choice of rules.
struct ValidatorChoice: Sendable {
    private var validators: [RuleSelection: Validator] = [:]
    private var selections: [String: RuleSelection] = [:]
    private let common: Validator
    private let limit: Int

    init(_ settings: ValidationSettings, for files: [InputFile]) {
        var options = ConversionOptions()
        for setting in settings.limits { setting.apply(to: &options) }
        limit = options.limits.inputSize
        let zones = Converter().zones
        func validator(_ selection: RuleSelection) -> Validator {
            var validator = Validator(rules: selection.rules, zones: zones)
            validator.limits.text = options.limits
            validator.limits.xml = options.xmlLimits
            validator.limits.mail = options.mailLimits
            return validator
        }
        common = validator(settings.selection)
        guard !settings.paths.isEmpty else { return }
        for file in files {
            let selection = settings.selection(for: file.displayName)
            guard selection != settings.selection else { continue }
            selections[file.path] = selection
            if validators[selection] == nil { validators[selection] = validator(selection) }
        }
    }

    /// The validator for a file.
    func validator(for input: InputFile) -> Validator { selections[input.path].flatMap { validators[$0] } ?? common }

    /// Reads and validates a file; of a compressed one each calendar in it.
    func validate(_ input: InputFile, _ format: CalendarFormat?) -> [ValidatedFile] {
        do throws(FileError) {
            return try input.contents(limit: limit).map { validate($0, of: input, format) }
        } catch {
            return [ValidatedFile(name: input.displayName, failure: error.diagnostic(file: input.displayName))]
        }
    }

    private func validate(_ content: InputContent, of input: InputFile, _ format: CalendarFormat?) -> ValidatedFile {
        var file = ValidatedFile(name: content.name)
        do throws(ReadError) {
            file.bytes = try content.bytes.get()
        } catch {
            file.failure = error.diagnostic(file: content.name)
            return file
        }
        let format = format ?? Validator.format(of: file.bytes, name: content.formatName, isMessage: input.isMessage)
        file.hasSchemaLevels = format.row.hasSchemaLevels
        let validator = validator(for: input)
        let result: Validator.Result
        if let part = input.part, format.row.isCarrier {
            result = validator.validate(mailboxMessage: file.bytes, isDoubtful: part.isDoubtful, file: content.name)
        } else {
            result = validator.validate(file.bytes, as: format, name: content.name)
        }
        // A mailbox has messages without a calendar, in which there is nothing to check.
        if input.isAmongMessages, result.refusal?.reason == .mailWithoutCalendar {
            return ValidatedFile(name: content.name)
        }
        (file.findings, file.omitted, file.omittedSeverities) = (
            result.findings, result.omitted, result.omittedSeverities
        )
        // Offsets stay those in the given bytes.
        for index in file.findings.indices { file.findings[index].location.line += input.part?.linesBefore ?? 0 }
        return file
    }
}
