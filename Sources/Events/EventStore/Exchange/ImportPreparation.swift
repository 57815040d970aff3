internal import CalendarDiagnostics
internal import Foundation
public import Kalends

/// One input of an import.
public struct ImportInput: Sendable {
    /// Its bytes.
    public var bytes: [UInt8]
    /// Its name in reports; its extension helps to find the format.
    public var name: String
    /// Its format; found out if nil.
    public var format: CalendarFormat?

    /// Creates an input; without a format it is detected.
    public init(_ bytes: [UInt8], name: String = "", format: CalendarFormat? = nil) {
        self.bytes = bytes
        self.name = name
        self.format = format
    }
}

/// An event that is ready to be stored.
struct PreparedEvent: Sendable {
    var event: Event
    var facts: EventFacts
}

/// The events of an input, or of a part of it.
struct PreparedInput: Sendable {
    var events: [PreparedEvent] = []
    var report: LossReport
    var diagnostics: Diagnostics
    /// Why the input cannot be read.
    var failure: ReadError?
}

/// Reads inputs on other threads than the one that writes.
struct ImportPreparation: Sendable {
    private static let mostWaiting = 8
    private static let partSize = 256
    private let configuration: StoreConfiguration
    private let options: ImportOptions
    private let keepsRows: Bool

    init(_ configuration: StoreConfiguration, _ options: ImportOptions, keepsRows: Bool) {
        self.configuration = configuration
        self.options = options
        self.keepsRows = keepsRows
    }

    /// Hands over what the inputs hold, in their order. While the parts of one input are handed over, the next one is being read.
    func forEach(from inputs: () throws -> ImportInput?, _ body: (PreparedInput) throws -> Void) throws {
        var begun: [HandoverQueue] = []
        defer { for parts in begun { parts.cancel() } }
        func beginNext() throws { if let input = try inputs() { begun.append(begin(input)) } }
        try beginNext()
        while let parts = begun.first {
            try beginNext()
            while let part = parts.take() { try body(part) }
            begun.removeFirst()
        }
    }

    /// Begins to read an input.
    private func begin(_ input: ImportInput) -> HandoverQueue {
        let queue = HandoverQueue(room: Self.mostWaiting)
        Thread.detachNewThread {
            prepare(input) { queue.put($0) }
            queue.put(nil)
        }
        return queue
    }

    private func prepare(_ input: ImportInput, _ hand: (PreparedInput) -> Bool) {
        var diagnostics = Diagnostics(file: input.name)
        var report = LossReport(keeping: keepsRows ? .all : .none)
        let documents: [CalendarDocument]
        do throws(ReadError) {
            documents = try configuration.converter.documents(
                in: input.bytes,
                from: input.format,
                name: input.name,
                diagnostics: &diagnostics
            )
        } catch {
            report.failed += 1
            _ = hand(PreparedInput(report: report, diagnostics: diagnostics, failure: error))
            return
        }
        var found: [Event]
        do throws(ReadError) {
            found = try ImportedEvents(documents, configuration, report: &report, diagnostics: &diagnostics).events
        } catch {
            report.failed += 1
            _ = hand(PreparedInput(report: report, diagnostics: diagnostics, failure: error))
            return
        }
        report.name(rowsWithoutFile: input.name)
        var part = PreparedInput(report: report, diagnostics: diagnostics)
        found.reverse()
        while let event = found.popLast() {
            let kept = options.naiveZone.map { event.naive(in: $0, zones: configuration.zones) } ?? event
            part.events.append(PreparedEvent(event: kept, facts: EventFacts(kept, configuration)))
            guard part.events.count == Self.partSize else { continue }
            guard hand(part) else { return }
            part = PreparedInput(report: LossReport(keeping: .none), diagnostics: Diagnostics())
        }
        _ = hand(part)
    }
}

/// Hands parts from one thread to another; who hands over waits while there are too many.
private final class HandoverQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [PreparedInput?] = []
    private var isCancelled = false
    private let room: Int

    init(room: Int) { self.room = room }

    /// Hands over a part; nil after the last one. False if no more are accepted.
    @discardableResult
    func put(_ part: PreparedInput?) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while waiting.count >= room, !isCancelled { condition.wait() }
        if isCancelled { return false }
        waiting.append(part)
        condition.broadcast()
        return true
    }

    /// The next part; nil after the last one.
    func take() -> PreparedInput? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty { condition.wait() }
        let first = waiting.removeFirst()
        condition.broadcast()
        return first
    }

    func cancel() {
        condition.lock()
        isCancelled = true
        condition.broadcast()
        condition.unlock()
    }
}
