package import Kalends
internal import KolabMail
internal import Reports

/// One `--limit NAME=VALUE`.
package struct LimitSetting: Sendable {
    package let name: String
    package let value: Int

    /// Every name that is understood.
    package static var names: [String] {
        ReadLimits.named.map(\.name) + XMLLimits.named.map(\.name) + MailLimits.named.map(\.name)
    }

    /// A setting.
    ///
    /// - Throws: ``UsageError`` for a name that is unknown, with those that are spelt alike, or a value that is not a positive number.
    package init(reading argument: String) throws(UsageError) {
        if let setting = LimitSetting(argument: argument) {
            self = setting
            return
        }
        let name = String(argument.prefix { $0 != "=" })
        if Self.names.contains(name) {
            throw UsageError(message: "\(name) needs a number of at least 1, such as \(name)=100000 or \(name)=1M")
        }
        let all = "there are \(Self.names.joined(separator: ", "))"
        let hint = Suggestion.hint(for: name, among: Self.names, otherwise: all)
        throw UsageError(message: "no limit is called “\(name)”; \(hint)")
    }

    /// A setting; nil if the name is unknown or the value is not a positive number.
    package init?(argument: String) {
        guard let setting = Self.parse(argument, names: Self.names) else { return nil }
        (name, value) = setting
    }

    /// Reads `NAME=VALUE` with one of `names` and a positive number, which `K`, `M` and `G` multiply by 1024.
    package static func parse(_ argument: String, names: [String]) -> (name: String, value: Int)? {
        let halves = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2, names.contains(halves[0]) else { return nil }
        let factors: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let factor = halves[1].last.flatMap { factors[Character($0.uppercased())] }
        let digits = factor == nil ? halves[1][...] : halves[1].dropLast()
        guard let number = Int(digits), number > 0 else { return nil }
        let (value, isOverflow) = number.multipliedReportingOverflow(by: factor ?? 1)
        return isOverflow ? nil : (halves[0], value)
    }

    package func apply(to options: inout ConversionOptions) {
        for limit in ReadLimits.named where limit.name == name { options.limits[keyPath: limit.path] = value }
        for limit in XMLLimits.named where limit.name == name { options.xmlLimits[keyPath: limit.path] = value }
        for limit in MailLimits.named where limit.name == name { options.mailLimits[keyPath: limit.path] = value }
    }
}
