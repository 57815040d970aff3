/// One logical content line as a record of byte offsets: 20 bytes, whatever the line's length.
///
/// The lines of a tree are in document order, so a component is the run of lines between its BEGIN and its END. Offsets
/// count in ``ComponentTree/bytes``.
@frozen public struct ContentLine: Sendable {
    /// What a line is.
    @frozen public enum Kind: UInt16, Sendable {
        case property, begin, end
        /// Not a content line; kept unchanged.
        case malformed
    }

    /// What is known of a line's bytes.
    @frozen public struct Flags: OptionSet, Sendable {
        public let rawValue: UInt16
        @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
        /// Name or parameters are folded.
        public static let headFolded = Flags(rawValue: 1 << 2)
        /// The value is folded, or has a carriage return in it.
        public static let valueFolded = Flags(rawValue: 1 << 3)
        /// The value holds a backslash.
        public static let hasBackslash = Flags(rawValue: 1 << 4)
        /// The line holds bytes of 0x80 and above.
        public static let hasNonASCII = Flags(rawValue: 1 << 5)
        /// The line holds control characters other than tabs.
        public static let hasControl = Flags(rawValue: 1 << 6)
        /// The line is not UTF-8 and is read as Latin-1.
        public static let isLatin1 = Flags(rawValue: 1 << 7)
        /// The line is not in the input as it is read: an END that was missing, which has no bytes, or a BEGIN or END with
        /// more or less than the component's name in it. It is written from the name.
        public static let isSynthetic = Flags(rawValue: 1 << 8)
    }

    /// Where the line begins.
    public var start: UInt32
    /// Where the value begins, after the colon.
    public var valueStart: UInt32
    /// Where the value ends, before the line break.
    public var valueEnd: UInt32
    /// BEGIN: the index of its END, or `UInt32.max` while that is not read yet in a stream. END: the index of its
    /// BEGIN. Property: the index of its first parameter.
    public var link: UInt32
    /// The property's name, or the component's for BEGIN and END.
    public var name: Name
    /// Kind in the two lowest bits, flags above, the number of parameters in the seven highest.
    @usableFromInline var packed: UInt16

    @inlinable init(
        _ kind: Kind,
        start: UInt32,
        valueStart: UInt32,
        valueEnd: UInt32,
        link: UInt32,
        name: Name,
        flags: Flags,
        parameterCount: Int = 0
    ) {
        self.start = start
        self.valueStart = valueStart
        self.valueEnd = valueEnd
        self.link = link
        self.name = name
        packed = kind.rawValue | flags.rawValue | UInt16(truncatingIfNeeded: parameterCount) << 9
    }

    /// What the line is.
    @inlinable public var kind: Kind {
        switch packed & 3 {
        case 0: .property
        case 1: .begin
        case 2: .end
        default: .malformed
        }
    }
    /// What is known of its bytes.
    @inlinable public var flags: Flags { Flags(rawValue: packed & 0x01FC) }
    /// Adds a flag.
    mutating func packFlag(_ flag: Flags) { packed |= flag.rawValue }

    /// How many parameters it has, at most 127.
    @inlinable public var parameterCount: Int { Int(packed >> 9) }
    /// The value's bytes can be used unchanged: not folded, not Latin-1.
    @inlinable public var hasPlainValue: Bool {
        packed & (Flags.valueFolded.rawValue | Flags.isLatin1.rawValue) == 0
    }
}

/// One parameter of a property as byte offsets: 16 bytes.
@frozen public struct ParameterRecord: Sendable {
    /// What is known of a parameter's bytes.
    @frozen public struct Flags: OptionSet, Sendable {
        public let rawValue: UInt16
        @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
        /// The range is one quoted string, quotes included.
        public static let isQuoted = Flags(rawValue: 1)
        /// The range holds a fold or a raw line break.
        public static let isFolded = Flags(rawValue: 2)
        /// The range holds a caret.
        public static let hasCaret = Flags(rawValue: 4)
        /// The range holds a comma outside quotes: several values.
        public static let isList = Flags(rawValue: 8)
        /// The property's line is read as Latin-1.
        public static let isLatin1 = Flags(rawValue: 16)
        /// A name without `=`, as vCalendar 1.0 writes them.
        public static let isBare = Flags(rawValue: 32)
        /// The name is folded.
        public static let nameFolded = Flags(rawValue: 64)
        /// A quote is where the grammar allows none; it is part of the value.
        public static let hasStrayQuote = Flags(rawValue: 128)
        /// Outside quotes, a backslash escapes a delimiter as it would in TEXT; the delimiter is part of the value.
        public static let hasEscape = Flags(rawValue: 256)
    }

    /// Where the name begins.
    public var nameStart: UInt32
    /// Where the value begins, after the equals sign.
    public var valueStart: UInt32
    /// Where the value ends.
    public var valueEnd: UInt32
    /// The name.
    public var name: Name
    /// What is known of its bytes.
    public var flags: Flags

    @inlinable init(nameStart: UInt32, valueStart: UInt32, valueEnd: UInt32, name: Name, flags: Flags) {
        self.nameStart = nameStart
        self.valueStart = valueStart
        self.valueEnd = valueEnd
        self.name = name
        self.flags = flags
    }
}
