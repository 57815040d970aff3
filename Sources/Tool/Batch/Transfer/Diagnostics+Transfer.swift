public import Files
public import Kalends

// Findings and losses as processes hand them over.

extension InputFile: Transferable {
    public func write(to message: inout TransferWriter) {
        message.write(path)
        message.write(relativePath)
        message.write(size)
        message.write(isMessage)
        message.write(isAmongMessages)
        message.write(part)
    }

    public init(from message: inout TransferReader) throws(TransferError) {
        self.init(
            path: try message.text(),
            relativePath: try message.text(),
            size: try message.number(),
            isMessage: try message.flag()
        )
        isAmongMessages = try message.flag()
        part = try message.optional()
    }
}

extension InputFile.Part: Transferable {
    public func write(to message: inout TransferWriter) {
        for number in [range.lowerBound, range.upperBound, linesBefore, number] { message.write(number) }
        message.write(isDoubtful)
    }

    public init(from message: inout TransferReader) throws(TransferError) {
        let (start, end) = (try message.number(), try message.number())
        guard start >= 0, start <= end else { throw TransferError() }
        self.init(
            range: start..<end,
            linesBefore: try message.number(),
            number: try message.number(),
            isDoubtful: try message.flag()
        )
    }
}

extension FileError: Transferable {
    public func write(to message: inout TransferWriter) {
        message.write(path)
        switch reason {
        case .isSpecial(let kind):
            message.write(1)
            message.write(kind)
        case .tooLarge(let limit):
            message.write(2)
            message.write(limit)
        case .system(let number):
            message.write(3)
            message.write(Int(number))
        case .doesNotExist: message.write(4)
        case .permissionDenied: message.write(5)
        case .isFolder: message.write(6)
        case .isNotFolder: message.write(7)
        case .nothingRecognised: message.write(8)
        case .nothingMatches: message.write(9)
        case .nameIsNotUTF8: message.write(10)
        case .exists: message.write(11)
        case .inUse: message.write(12)
        case .isSymbolicLink: message.write(13)
        case .linkLeadsOut: message.write(14)
        case .noSpace: message.write(15)
        case .brokenPipe: message.write(16)
        case .isNetworkAddress: message.write(17)
        case .taken: message.write(18)
        }
    }

    public init(from message: inout TransferReader) throws(TransferError) {
        let path = try message.text()
        let reason: Reason
        switch try message.number() {
        case 1: reason = .isSpecial(try message.text())
        case 2: reason = .tooLarge(limit: try message.number())
        case 3: reason = .system(Int32(truncatingIfNeeded: try message.number()))
        case 4: reason = .doesNotExist
        case 5: reason = .permissionDenied
        case 6: reason = .isFolder
        case 7: reason = .isNotFolder
        case 8: reason = .nothingRecognised
        case 9: reason = .nothingMatches
        case 10: reason = .nameIsNotUTF8
        case 11: reason = .exists
        case 12: reason = .inUse
        case 13: reason = .isSymbolicLink
        case 14: reason = .linkLeadsOut
        case 15: reason = .noSpace
        case 16: reason = .brokenPipe
        case 17: reason = .isNetworkAddress
        case 18: reason = .taken
        default: throw TransferError()
        }
        self.init(path, reason)
    }
}

extension RuleID: Transferable {
    public func write(to message: inout TransferWriter) { message.write(rawValue) }
    public init(from message: inout TransferReader) throws(TransferError) { self.init(try message.text()) }
}

extension SourceLocation: Transferable {
    public func write(to message: inout TransferWriter) {
        message.write(file)
        for number in [line, column, offset] { message.write(number) }
    }

    public init(from message: inout TransferReader) throws(TransferError) {
        self.init(
            file: try message.text(),
            line: try message.number(),
            column: try message.number(),
            offset: try message.number()
        )
    }
}

extension Diagnostic: Transferable {
    public func write(to message: inout TransferWriter) {
        rule.write(to: &message)
        message.write(severity.rawValue)
        message.write(self.message)
        location.write(to: &message)
        message.write(path)
        for text in [subject.component, subject.uid, subject.property] { message.write(text) }
    }

    public init(from message: inout TransferReader) throws(TransferError) {
        self.init(
            try RuleID(from: &message),
            try message.word(),
            try message.text(),
            at: try SourceLocation(from: &message)
        )
        path = try message.text()
        subject = LossSubject(
            component: try message.text(),
            uid: try message.text(),
            property: try message.text()
        )
    }
}

extension Loss.Kind: Transferable {
    public func write(to message: inout TransferWriter) {
        id.write(to: &message)
        message.write(action.rawValue)
    }

    public init(from message: inout TransferReader) throws(TransferError) {
        self.init(id: try RuleID(from: &message), action: try message.word())
    }
}

extension Loss: Transferable {
    public func write(to message: inout TransferWriter) {
        kind.write(to: &message)
        for text in [detail, component, uid, property] { message.write(text) }
        location.write(to: &message)
    }

    public init(from message: inout TransferReader) throws(TransferError) {
        let kind = try Kind(from: &message)
        self.init(
            kind.id,
            kind.action,
            try message.text(),
            component: try message.text(),
            uid: try message.text(),
            property: try message.text(),
            at: try SourceLocation(from: &message)
        )
    }
}

extension TransferReader {
    /// Reads a case by its word.
    package mutating func word<Word: RawRepresentable>() throws(TransferError) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text()) else { throw TransferError() }
        return word
    }
}
