internal import Kalends

/// One `--param NAME=VALUE` of a stylesheet.
package struct ParameterSetting: Sendable {
    package let name: String
    package let value: String

    /// A setting; nil if there is no name before an equals sign.
    package init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

/// One `--limit NAME=VALUE` of a stylesheet's run.
package struct TransformLimitSetting: Sendable {
    private let name: String
    private let value: Int

    /// Every name that is understood.
    package static var names: [String] { Stylesheet.Limits.named.map(\.name) + XMLLimits.named.map(\.name) }

    /// A setting, as ``LimitSetting`` reads them.
    package init?(argument: String) {
        guard let setting = LimitSetting.parse(argument, names: Self.names) else { return nil }
        (name, value) = setting
    }

    func apply(to stylesheet: inout Stylesheet) {
        for limit in Stylesheet.Limits.named where limit.name == name { stylesheet.limits[keyPath: limit.path] = value }
        for limit in XMLLimits.named where limit.name == name { stylesheet.xmlLimits[keyPath: limit.path] = value }
    }
}
