internal import Bytes

/// Up to 32 bytes of a name, upper-cased, as four words: what the lexer gathers and the table compares.
struct NameKey: Hashable {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var length = 0

    /// Adds a byte; one past the 32nd only counts.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        let shifted = UInt64(byte.uppercasedASCII) << (UInt64(truncatingIfNeeded: length & 7) &* 8)
        switch length >> 3 {
        case 0: words.0 |= shifted
        case 1: words.1 |= shifted
        case 2: words.2 |= shifted
        case 3: words.3 |= shifted
        default: break
        }
        length &+= 1
    }

    /// Sets eight bytes, in upper case, with zeros after the last; the length is set by itself.
    @inline(__always)
    mutating func set(_ place: Int, to word: UInt64) {
        switch place {
        case 0: words.0 = word
        case 1: words.1 = word
        case 2: words.2 = word
        default: words.3 = word
        }
    }

    @inline(__always)
    var slot: Int {
        let mixed = (words.0 ^ (words.1 &* 3) ^ (words.2 &* 5) ^ (words.3 &* 7)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 54)
    }

    init() {}

    init(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    @inline(__always)
    static func == (left: NameKey, right: NameKey) -> Bool {
        left.length == right.length && left.words.0 == right.words.0 && left.words.1 == right.words.1
            && left.words.2 == right.words.2 && left.words.3 == right.words.3
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

/// Every name that a table knows, numbered; built once from the vocabulary tables.
struct NameTable: Sendable {
    static let shared = NameTable()

    /// Names that are written in real files and treated by meaning, though no RFC has a table row for them.
    private static let conventional = [
        "BEGIN", "END", "CHARSET", "X-APPLE-STRUCTURED-LOCATION", "X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE",
        "X-KOLAB-COLOR-LABEL", "X-KOLAB-ELEMENT", "X-KOLAB-PRODUCT-ID", "X-MICROSOFT-CDO-BUSYSTATUS",
    ]

    /// The names by number.
    static let texts: [String] = {
        var seen: Set<String> = []
        let all =
            PropertyTable.rows.map(\.name) + ComponentTable.rows.map(\.name) + ParameterTable.rows.map(\.name)
            + conventional
        return all.filter { seen.insert($0).inserted }
    }()

    /// The letters of the names one after the other, and where each name begins.
    private let bytes: ImmortalArray<UInt8>
    private let starts: ImmortalArray<Int>
    private let keys: ImmortalArray<NameKey>
    /// Open addressing over 1,024 slots; -1 is free.
    private let slots: ImmortalArray<Int16>

    private init() {
        let texts = Self.texts
        bytes = ImmortalArray(texts.flatMap { Array($0.utf8) })
        starts = ImmortalArray(
            texts.reduce(into: [0]) { starts, text in starts.append(starts[starts.count - 1] + text.utf8.count) }
        )
        let keys = texts.map { NameKey($0) }
        self.keys = ImmortalArray(keys)
        var slots = [Int16](repeating: -1, count: 1024)
        for (index, key) in keys.enumerated() {
            var slot = key.slot
            while slots[slot] >= 0 { slot = (slot + 1) & 1023 }
            slots[slot] = Int16(index)
        }
        self.slots = ImmortalArray(slots)
    }

    @inline(__always)
    func find(_ key: NameKey) -> Name? {
        var slot = key.slot
        while true {
            let index = slots[slot]
            guard index >= 0 else { return nil }
            if keys[Int(index)] == key { return Name(id: UInt16(truncatingIfNeeded: index)) }
            slot = (slot &+ 1) & 1023
        }
    }

    /// Appends a known name in upper case.
    @inline(__always)
    func appendText(of name: Name, to output: inout [UInt8]) {
        let index = Int(name.id)
        bytes.append(starts[index]..<starts[index + 1], to: &output)
    }

    func known(_ text: String) -> Name? {
        text.utf8.count > 32 ? nil : find(NameKey(text))
    }
}

extension String {
    /// In capital letters, where they are those of ASCII: names compare by no others.
    fileprivate var uppercasedASCII: String {
        utf8.allSatisfy { $0 < 0x80 } ? uppercased() : String(decoding: utf8.map(\.uppercasedASCII), as: UTF8.self)
    }
}

/// The names that one tree adds to the known ones.
struct NameInterner {
    private(set) var texts: [String] = []
    private var short: [NameKey: UInt16] = [:]
    private var long: [String: UInt16] = [:]

    /// The number for a name that the table does not know; `spelling` gives its letters and is asked only the first time
    /// for names of up to 32 bytes. Nil when a tree has more than 16,384 unknown names.
    mutating func intern(_ key: NameKey, spelling: () -> String) -> Name? {
        if key.length <= 32 {
            if let id = short[key] { return Name(id: id) }
            guard let id = add(spelling().uppercasedASCII) else { return nil }
            short[key] = id
            return Name(id: id)
        }
        let text = spelling().uppercasedASCII
        if let id = long[text] { return Name(id: id) }
        guard let id = add(text) else { return nil }
        long[text] = id
        return Name(id: id)
    }

    private mutating func add(_ text: String) -> UInt16? {
        guard texts.count < 0x4000 else { return nil }
        texts.append(text)
        return Name.firstUnknown + UInt16(texts.count - 1)
    }
}
