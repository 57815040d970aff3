internal import ArgumentParser
internal import Files
internal import Kalends

/// `kalends fix`
struct Fix: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Mend what validate finds in iCalendar text, as far as no guess is needed.",
        discussion: """
            Safe fixes change no information: line ends, folding, a byte order mark, a missing DTSTAMP, a repeated line. \
            --unsafe also makes changes that are only probably what was meant. What conforms is never touched. A fixed file is \
            validated again, and fixing it twice changes nothing. Standard input is fixed to standard output.

            --diff writes nothing and shows the changes; its status is 1 if there are any.

            EXAMPLES:
              kalends fix --diff feed.ics
              kalends fix calendars/
              kalends fix --unsafe - < feed.ics

            \(ExitStatus.table)
            """
    )

    @OptionGroup(title: "Inputs") var input: OptionalInputOptions
    @OptionGroup(title: "Rules") var rules: RuleOptions
    @Flag(help: "Write nothing; show the changes as a unified diff.") var diff = false
    @Flag(help: "Also make changes that are only probably what was meant.") var unsafe = false
    @OptionGroup(title: "Messages") var message: MessageOptions

    func validate() throws { try input.requireInputs() }

    func run() throws {
        let register = TemporaryFiles()
        Interruption.removes(register)
        let settings = try rules.settings()
        let inputs = try input.discover()
        let validators = ValidatorChoice(settings, for: inputs.files)
        var messages = Messages(message, total: inputs.files.count)
        var tally = ValidationTally(failLevel: .error, unreadable: inputs.failures)
        for failure in inputs.failures { messages.fail(failure.diagnostic()) }
        var changed = 0
        for file in inputs.files {
            var outcome = ValidatedFile(name: file.displayName)
            do throws(FileError) {
                outcome.bytes = try file.read()
            } catch {
                outcome.failure = error.diagnostic(file: file.displayName)
                messages.fail(error.diagnostic(file: file.displayName))
            }
            tally.add(outcome)
            guard outcome.failure == nil else { continue }
            guard Validator.format(of: outcome.bytes, name: file.displayName) == .iCalendar else {
                messages.note(["\(file.displayName): only iCalendar text is fixed"])
                if file.isStandardInput, !diff { try Console.standardOutput.write(outcome.bytes) }
                continue
            }
            let fixer = Fixer(validators.validator(for: file), allowsGuesses: unsafe)
            let result = fixer.fix(iCalendar: outcome.bytes, file: file.displayName)
            let isChanged = result.bytes != outcome.bytes
            if isChanged { changed += 1 }
            if diff {
                try Console.standardOutput.write(
                    UnifiedDiff(outcome.bytes, result.bytes, name: file.displayName).text)
            } else if file.isStandardInput {
                try Console.standardOutput.write(result.bytes)
            } else if isChanged {
                _ = try AtomicFile.write(result.bytes, to: file.path, existing: .replace, register: register)
            }
            if isChanged { messages.note(Self.summary(result, of: file.displayName)) }
        }
        messages.finish()
        var status = tally.status(exitZero: true)
        if diff, changed > 0 { status = status.combined(with: .different) }
        if status != .success { throw ExitStatusError(status: status) }
    }

    private static func summary(_ result: Fixer.Result, of name: String) -> [String] {
        let fixes = result.fixes.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
        return ["\(name): fixed \(fixes.joined(separator: ", ")); \(result.remaining.count) findings remain"]
    }
}

/// The lines in which two texts differ, with three lines around them.
struct UnifiedDiff {
    private let old: [ArraySlice<UInt8>]
    private let new: [ArraySlice<UInt8>]
    private let name: String
    private static let context = 3

    init(_ old: [UInt8], _ new: [UInt8], name: String) {
        self.old = Self.lines(old)
        self.new = Self.lines(new)
        self.name = name
    }

    /// The difference as `diff -u` prints it; empty if there is none. A carriage return shows as `\r`.
    var text: String {
        let (removed, inserted) = changes
        if removed.isEmpty, inserted.isEmpty { return "" }
        var rows: [(mark: Character, old: Int, new: Int, line: ArraySlice<UInt8>)] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                rows.append(("-", left, right, old[left]))
                left += 1
            } else if right < new.count, inserted.contains(right) {
                rows.append(("+", left, right, new[right]))
                right += 1
            } else {
                rows.append((" ", left, right, old[left]))
                left += 1
                right += 1
            }
        }
        return "--- \(name)\n+++ \(name)\n" + hunks(rows)
    }

    /// The lines that go and those that come. Most fixes change lines in their places, so texts of equally many lines are
    /// compared line by line, and others between what they have in common at both ends.
    private var changes: (removed: Set<Int>, inserted: Set<Int>) {
        if old.count == new.count {
            let changed = Set(old.indices.filter { !old[$0].elementsEqual(new[$0]) })
            return (changed, changed)
        }
        let shorter = min(old.count, new.count)
        let head = (0..<shorter).first { !old[$0].elementsEqual(new[$0]) } ?? shorter
        let tail = (0..<shorter - head).first { !old[old.count - 1 - $0].elementsEqual(new[new.count - 1 - $0]) } ?? shorter - head
        let (oldMiddle, newMiddle) = (old[head..<old.count - tail], new[head..<new.count - tail])
        guard oldMiddle.count + newMiddle.count < 4000 else { return (Set(oldMiddle.indices), Set(newMiddle.indices)) }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in newMiddle.difference(from: oldMiddle) {
            switch change {
            case .remove(let offset, _, _): removed.insert(head + offset)
            case .insert(let offset, _, _): inserted.insert(head + offset)
            }
        }
        return (removed, inserted)
    }

    private func hunks(_ rows: [(mark: Character, old: Int, new: Int, line: ArraySlice<UInt8>)]) -> String {
        var text = ""
        var index = 0
        while let first = rows[index...].firstIndex(where: { $0.mark != " " }) {
            let start = max(index, first - Self.context)
            var end = first
            var quiet = 0
            while end < rows.count, quiet <= 2 * Self.context {
                quiet = rows[end].mark == " " ? quiet + 1 : 0
                end += 1
            }
            end -= max(quiet - Self.context, 0)
            let hunk = rows[start..<end]
            let counts = (hunk.count { $0.mark != "+" }, hunk.count { $0.mark != "-" })
            text += "@@ -\(rows[start].old + 1),\(counts.0) +\(rows[start].new + 1),\(counts.1) @@\n"
            for row in hunk {
                text += "\(row.mark)" + String(decoding: row.line, as: UTF8.self).escaping(["\r": "\\r"]) + "\n"
            }
            index = end
        }
        return text
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
