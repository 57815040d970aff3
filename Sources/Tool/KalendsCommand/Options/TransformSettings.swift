internal import ArgumentParser
internal import Batch
internal import Kalends

/// One `--param NAME=VALUE` of a stylesheet.
struct ParameterSetting: ExpressibleByArgument {
    let name: String
    let value: String

    /// A setting; nil if there is no name before an equals sign.
    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

/// One `--limit NAME=VALUE` of a stylesheet's run.
struct TransformLimitSetting: ExpressibleByArgument {
    let name: String
    let value: Int

    /// Every name that is understood.
    static var names: [String] { Stylesheet.Limits.named.map(\.name) + XMLLimits.named.map(\.name) }

    /// A setting, as ``LimitSetting`` reads them.
    init?(argument: String) {
        guard let setting = LimitSetting.parse(argument, names: Self.names) else { return nil }
        (name, value) = setting
    }

    func apply(to stylesheet: inout Stylesheet) {
        for limit in Stylesheet.Limits.named where limit.name == name { stylesheet.limits[keyPath: limit.path] = value }
        for limit in XMLLimits.named where limit.name == name { stylesheet.xmlLimits[keyPath: limit.path] = value }
    }
}
