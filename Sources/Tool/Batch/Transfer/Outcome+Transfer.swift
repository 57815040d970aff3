internal import Files
internal import Kalends

// What a process that works on an input hands back. Rows of losses are sent apart, being too many at times.

extension Outcome: Transferable {
    func write(to message: inout TransferWriter) {
        input.write(to: &message)
        message.write(lossFile)
        message.write(diagnostics.all)
        message.write(diagnostics.counts.map(Count.init))
        message.write(report.counts.map(Count.init))
        message.write(report.failures)
        message.write(report.notices)
        for count in [report.read, report.written, report.skipped, report.failed, report.unselected] {
            message.write(count)
        }
        message.write(failure)
        message.write(isPartial)
        message.write(isOtherMail)
        message.write(outputs)
    }

    init(from message: inout TransferReader) throws(TransferError) {
        input = try InputFile(from: &message)
        lossFile = try message.text()
        let found: [Diagnostic] = try message.list()
        let counts: [Count<RuleID>] = try message.list()
        diagnostics = Diagnostics(file: input.displayName, all: found, counts: counts.dictionary())
        let losses: [Count<Loss.Kind>] = try message.list()
        report = LossReport(
            counts: losses.dictionary(),
            failures: try message.list(),
            notices: try message.list()
        )
        report.read = try message.number()
        report.written = try message.number()
        report.skipped = try message.number()
        report.failed = try message.number()
        report.unselected = try message.number()
        failure = try message.optional()
        isPartial = try message.flag()
        isOtherMail = try message.flag()
        outputs = try message.list()
        rows = nil
    }
}

extension Outcome.Written: Transferable {
    func write(to message: inout TransferWriter) {
        message.write(path)
        switch fate {
        case .written: message.write(0)
        case .kept: message.write(1)
        case .unchanged: message.write(3)
        case .failed(let error):
            message.write(2)
            error.write(to: &message)
        }
    }

    init(from message: inout TransferReader) throws(TransferError) {
        path = try message.text()
        switch try message.number() {
        case 0: fate = .written
        case 1: fate = .kept
        case 3: fate = .unchanged
        default: fate = .failed(try FileError(from: &message))
        }
    }
}

/// How often something was met.
private struct Count<Key: Transferable & Hashable>: Transferable {
    var key: Key
    var value: Int

    init(_ pair: (key: Key, value: Int)) { (key, value) = pair }

    func write(to message: inout TransferWriter) {
        key.write(to: &message)
        message.write(value)
    }

    init(from message: inout TransferReader) throws(TransferError) {
        key = try Key(from: &message)
        value = try message.number()
    }
}

extension Array {
    fileprivate func dictionary<Key: Transferable & Hashable>() -> [Key: Int] where Element == Count<Key> {
        Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: +)
    }
}
