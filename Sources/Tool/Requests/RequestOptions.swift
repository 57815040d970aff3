internal import Batch
package import Bytes
package import Kalends
internal import Selecting
internal import Validation

/// The options of a request: the members of a JSON object. The names and values are those of the command's options.
package struct RequestOptions: Sendable {
    /// The format of the input; nil to detect it.
    package var source: CalendarFormat?
    /// The format to write; nil if none is named.
    package var target: CalendarFormat?
    /// The name of the input in reports; its extension helps to find the format.
    package var name = ""
    /// How it is read and written.
    package var conversion = ConversionOptions()
    /// Which rules count.
    var settings = ValidationSettings()
    /// The first day that is listed.
    var first: CivilDate?
    /// The day after the last that is listed.
    var end: CivilDate?
    /// How many occurrences are listed at most.
    var most: Int?
    /// Which versions of an item a merged calendar has.
    var duplicates = DuplicatePolicy.newest
    /// Whether the rules of restored series have no end.
    var isOpenEnded = false

    /// The defaults.
    package init() {}

    /// The options of a conversion.
    package init(_ conversion: ConversionOptions, from source: CalendarFormat?, to target: CalendarFormat) {
        self.conversion = conversion
        self.source = source
        self.target = target
    }

    /// Options from a JSON object; no byte at all is one without members.
    ///
    /// - Throws: ``RequestFailure`` for anything else, an unknown member, and a value that is not one of its member.
    package init(_ bytes: [UInt8]) throws(RequestFailure) {
        guard case .object(let members)? = bytes.isEmpty ? .object([]) : JSON(bytes) else {
            throw RequestFailure("the options are not a JSON object")
        }
        try self.init(members)
    }

    /// Options from the members of an object.
    package init(_ members: [JSON.Member]) throws(RequestFailure) {
        for member in members where member.value != .null {
            guard let option = Self.options[member.name] else { throw RequestFailure("unknown option \(member.name)") }
            guard option(&self, member.value) else { throw RequestFailure("wrong value for the option \(member.name)") }
        }
        for setting in settings.limits { setting.apply(to: &conversion) }
        if let target, let complaint = conversion.complaint(of: target) { throw RequestFailure(complaint) }
    }

    /// Sets an option; false if the value is none of it.
    private typealias Option = @Sendable (inout RequestOptions, JSON) -> Bool

    // swift-format-ignore
    private static let options: [String: Option] = [
        "inputFormat":     { set(&$0.source, $1.text.flatMap(ReadFormat.init(argument:))?.format) },
        "to":              { set(&$0.target, $1.text.flatMap(WrittenFormat.init(argument:))?.format) },
        "name":            { set(&$0.name, $1.text) },
        "timezone":        { set(&$0.conversion.timeZone, zone($1)) },
        "defaultTimezone": { set(&$0.conversion.defaultTimeZone, zone($1)) },
        "normalize":       { set(&$0.conversion.normalizes, $1.flag) },
        "noExtensions":    { set(&$0.conversion.keepsExtensions, $1.flag.map(!)) },
        "onInexpressible": { set(&$0.conversion.onInexpressible, $1.text.flatMap(InexpressiblePolicy.init(rawValue:))) },
        "envelope":        { set(&$0.conversion.envelope, $1.text.flatMap(ConversionOptions.Envelope.init(rawValue:))) },
        "xcalProfile":     { set(&$0.conversion.profile, $1.text.flatMap(ConversionOptions.Profile.init(rawValue:))) },
        "exactQuirks":     { set(&$0.conversion.hasExactQuirks, $1.flag) },
        "limits":          { options, value in limits(value).map { options.settings.limits += $0 } != nil },
        "profile":         { set(&$0.settings.selection.profile, $1.text.flatMap(Profile.init(rawValue:))) },
        "select":          { options, value in apply(value) { try options.settings.apply(select: $0, ignore: []) } },
        "ignore":          { options, value in apply(value) { try options.settings.apply(select: [], ignore: $0) } },
        "from":            { set(&$0.first, day($1)) },
        "until":           { set(&$0.end, day($1)) },
        "first":           { set(&$0.most, $1.number.flatMap { $0 >= 0 ? $0 : nil }) },
        "onDuplicate":     { set(&$0.duplicates, $1.text.flatMap(DuplicatePolicy.init(rawValue:))) },
        "openEnded":       { set(&$0.isOpenEnded, $1.flag) },
    ]

    private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
        if let value { place = value }
        return value != nil
    }

    private static func set<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
        place = value
        return value != nil
    }

    private static func day(_ value: JSON) -> CivilDate? { value.text.flatMap { CivilDate(extended: $0) } }

    private static func zone(_ value: JSON) -> String? {
        value.text.flatMap { Converter().knows(timeZone: $0) ? $0 : nil }
    }

    private static func limits(_ value: JSON) -> [LimitSetting]? {
        guard case .object(let members) = value else { return nil }
        let settings = members.compactMap { member in
            member.value.number.flatMap { LimitSetting(argument: "\(member.name)=\($0)") }
        }
        return settings.count == members.count ? settings : nil
    }

    private static func apply(_ value: JSON, _ body: ([String]) throws -> Void) -> Bool {
        guard case .list(let list) = value else { return false }
        let patterns = list.compactMap(\.text)
        return patterns.count == list.count && (try? body(patterns)) != nil
    }
}

/// A request that cannot be understood.
package struct RequestFailure: Error, Hashable, Sendable {
    /// What is wrong with it.
    package let message: String

    package init(_ message: String) { self.message = message }
}
