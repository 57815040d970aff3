internal import CKalends
internal import Kalends
internal import Platform
internal import Requests

/// Bytes of a caller, who keeps them unchanged during the call.
@safe struct Block: @unchecked Sendable {
    private let start: UnsafePointer<UInt8>?
    /// How many there are; negative where the caller states more than an address space has.
    let length: Int

    init(_ input: kalends_input) {
        unsafe start = unsafe input.bytes
        length = unsafe input.bytes == nil ? 0 : input.length
    }

    /// A copy of them; nil if there are more than a limit.
    func bytes(limit: Int) -> [UInt8]? {
        guard length >= 0, length <= limit else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: start, count: length))
    }

    /// The inputs of a caller.
    static func all(_ inputs: UnsafePointer<kalends_input>?, _ count: Int) throws(RequestFailure) -> [Block] {
        if count == 0 { return [] }
        guard let inputs = unsafe inputs, count > 0 else { throw RequestFailure("no input has this number") }
        return (0..<count).map { unsafe Block(inputs[$0]) }
    }
}

/// Texts that end in a zero byte.
enum Text {
    /// The bytes of a caller's text without the zero; none for nil.
    static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
        guard let text = unsafe text else { return [] }
        let length = unsafe strlen(text)
        return unsafe text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
            unsafe Array(UnsafeBufferPointer(start: bytes, count: length))
        }
    }

    /// A block with the bytes and a zero, for ``kalends_clear``.
    static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar> {
        let block = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress {
                unsafe UnsafeMutableRawPointer(block).copyMemory(from: start, byteCount: source.count)
            }
        }
        unsafe block[bytes.count] = 0
        return unsafe block
    }
}

/// The version as a text that stays.
enum VersionText {
    nonisolated(unsafe) static let pointer = unsafe UnsafePointer(Text.copy(Array(Product.version.utf8)))
}

extension kalends_result {
    /// What came of a request, in blocks of its own.
    init(_ answer: RequestAnswer) {
        let (output, report) = (answer.bytes, Array(answer.report.utf8))
        unsafe self.init(
            status: answer.status.rawValue,
            output: Text.copy(output),
            output_length: output.count,
            report: Text.copy(report),
            report_length: report.count
        )
    }
}

extension Request {
    /// A request for the work of a number in kalends.h.
    init(number: Int32, _ options: [UInt8]) throws(RequestFailure) {
        guard let work = RequestWork(rawValue: number) else { throw RequestFailure("unknown kind of work: \(number)") }
        try self.init(work, RequestOptions(options))
    }

    /// Does the work on inputs of a caller.
    func run(_ blocks: [Block]) -> RequestAnswer {
        var inputs: [[UInt8]] = []
        for block in blocks {
            guard let bytes = block.bytes(limit: sizeLimit) else { return refusal }
            inputs.append(bytes)
        }
        return run(inputs)
    }
}
