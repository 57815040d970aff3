internal import Bytes
public import CalendarDiagnostics
public import ICalendar

/// Reads jCal (RFC 7265) into a ``ComponentTree``.
///
/// Reading is tolerant where nothing is in doubt: types that are not known, values that are not of their type, parts that
/// are missing are findings with line and column. What is not JSON, or not jCal at all, is a ``ReadError`` with its
/// place.
public struct JCalReader: Sendable {
    /// What is accepted before reading stops: `depth` counts components, `line-length` the bytes of one string.
    public var limits: ReadLimits

    /// A reader with its limits.
    public init(limits: ReadLimits = ReadLimits()) {
        self.limits = limits
    }

    /// Reads a whole document: a component, or an array of several.
    ///
    /// - Throws: ``ReadError`` if the input is empty, no JSON, no jCal, or exceeds a limit.
    public func read(_ bytes: [UInt8], diagnostics: inout Diagnostics) throws(ReadError) -> ComponentTree {
        var names: [Int] = []
        return try read(bytes, diagnostics: &diagnostics, names: &names)
    }

    /// Reads a whole document, and gives the source of each line of the tree.
    ///
    /// - Parameter names: for each line the offset of the name that it was made of.
    public func read(
        _ bytes: [UInt8],
        diagnostics: inout Diagnostics,
        names: inout [Int]
    ) throws(ReadError) -> ComponentTree {
        if bytes.count > limits.inputSize {
            throw ReadError(.limitExceeded(name: "input-size", limit: limits.inputSize))
        }
        var decoder = JCalDecoder(bytes, limits: limits, diagnostics: diagnostics.emptied)
        defer {
            diagnostics.merge(decoder.json.diagnostics)
            names = decoder.names
        }
        return try decoder.read()
    }
}

/// Turns jCal into content lines while it reads.
struct JCalDecoder {
    var json: JSONScanner
    var builder: ComponentTreeBuilder
    /// The place of each line's name.
    var names: [Int] = []
    /// The component that is open, its UID once that was read, and the property.
    var subject = LossSubject()
    let limits: ReadLimits

    init(_ bytes: [UInt8], limits: ReadLimits, diagnostics: Diagnostics) {
        json = JSONScanner(bytes, limits: limits, diagnostics: diagnostics)
        builder = ComponentTreeBuilder(capacity: bytes.count)
        self.limits = limits
    }

    mutating func read() throws(ReadError) -> ComponentTree {
        json.skipBlanks()
        if json.isAtEnd { throw ReadError(.empty) }
        guard try json.kind() == .array else { throw json.error("jCal must be an array, and this is not one") }
        let start = json.index
        try json.expect("[", "of a component")
        if try json.kind() == .array {
            var isFirst = true
            while try json.next(isFirst: &isFirst, end: "]") {
                try json.expect("[", "of a component")
                try component(from: start)
            }
        } else {
            try component(from: start)
        }
        json.skipBlanks()
        if !json.isAtEnd { throw json.error("text after the end of the calendar") }
        return builder.finish()
    }
}

// MARK: - Components

extension JCalDecoder {
    /// Reads `name, [properties], [components]]`, the bracket before it being passed.
    private mutating func component(from start: Int) throws(ReadError) {
        if builder.depth >= limits.depth {
            throw ReadError(.limitExceeded(name: "depth", limit: limits.depth), at: json.place(start))
        }
        guard try json.kind() == .string else { throw json.error("a component must begin with its name") }
        let place = json.index
        let name = String(decoding: try json.string(), as: UTF8.self)
        guard name.utf8.allSatisfy({ $0 > 0x20 }) else {
            throw json.error("\(name.prefix(40)) is not a name of a component", at: place)
        }
        checkLetters(of: name, at: place)
        if builder.depth == 0, name.lowercased() != "vcalendar" {
            json.report("missing-icalendar", .warning, "a component outside of vcalendar; read anyway", at: place)
        }
        builder.begin(builder.name(name))
        names.append(place)
        let outer = subject
        subject = LossSubject(component: name.uppercased())
        let mark = json.diagnostics.mark
        defer {
            json.diagnostics.name(subject.component, subject.uid, since: mark)
            subject = outer
        }
        var part = 0
        var isFirst = false
        while try json.next(isFirst: &isFirst, end: "]") {
            part += 1
            guard part <= 2, try json.kind() == .array else {
                lose(
                    "unexpected-element",
                    "a component consists of a name and two arrays; anything else is skipped",
                    at: json.index
                )
                try json.skipValue()
                continue
            }
            let open = json.index
            try json.expect("[", "of a component's parts")
            if part == 1 { try properties() } else { try components(from: open) }
        }
        if part < 2 { json.report("missing-part", .warning, "a component without both of its arrays", at: start) }
        builder.end()
        names.append(place)
    }

    /// Reports something that is omitted.
    mutating func lose(_ rule: RuleID, _ message: String, _ action: Loss.Action = .dropped, at offset: Int) {
        json.report(rule, .warning, message, at: offset, losing: action, of: subject)
    }

    private mutating func components(from start: Int) throws(ReadError) {
        var isFirst = true
        while try json.next(isFirst: &isFirst, end: "]") {
            let place = json.index
            try json.expect("[", "of a component")
            try component(from: place)
        }
    }

    private mutating func properties() throws(ReadError) {
        var isFirst = true
        var count = 0
        var recurrence = RecurrenceCounts()
        while try json.next(isFirst: &isFirst, end: "]") {
            count += 1
            let start = json.index
            if count > limits.properties {
                throw ReadError(
                    .limitExceeded(name: "properties", limit: limits.properties),
                    at: json.place(json.index)
                )
            }
            try property()
            if let excess = builder.addLast(to: &recurrence, limits) { throw ReadError(excess, at: json.place(start)) }
        }
    }

    /// Reports a name that holds other characters than letters, digits and hyphens (RFC 5545 §3.1), or capital letters
    /// (RFC 7265 §3.3).
    mutating func checkLetters(of name: String, at place: Int) {
        let isPlain = name.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }
        if isPlain, !name.isEmpty {
            guard name.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return }
            return json.report(
                "name-case",
                .warning,
                "the name \(name.prefix(40)) has capital letters; read anyway",
                at: place
            )
        }
        json.report(
            "name-character",
            .warning,
            "the name \(name.prefix(40)) is empty or contains other characters than letters, digits and hyphens; kept",
            at: place
        )
    }
}

extension StringProtocol {
    /// Whether a parameter, a part of a rule or a value type can have the name in a content line.
    var isNameInLine: Bool {
        LineNames.canBeParameter(String(self))
            && utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }
    }
}
