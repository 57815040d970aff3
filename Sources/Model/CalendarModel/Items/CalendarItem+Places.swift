internal import ICalendar

/// A position on the Earth (RFC 5545 §3.8.1.6).
public struct GeographicPosition: Hashable, Sendable {
    /// Degrees north of the equator, -90 to 90.
    public let latitude: Double
    /// Degrees east of Greenwich, -180 to 180.
    public let longitude: Double

    /// A position; nil if it is not on the Earth.
    public init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }
}

extension GeographicPosition {
    /// The position that the value of a GEO property states; nil if it states none.
    init?(_ text: String) {
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1] else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }

    /// The value of a GEO property, to six decimal places, which is 11 cm.
    var text: String { "\(Self.text(of: latitude));\(Self.text(of: longitude))" }

    /// A number without an exponent, which RFC 5545 §3.3.7 does not have.
    private static func text(of degrees: Double) -> String {
        let millionths = Int((degrees * 1_000_000).rounded())
        let fraction = String(abs(millionths) % 1_000_000)
        let sign = millionths < 0 ? "-" : ""
        return "\(sign)\(abs(millionths) / 1_000_000).\(String(repeating: "0", count: 6 - fraction.utf8.count))\(fraction)"
    }
}

extension CalendarItem {
    /// URL: a page with more about the item (RFC 5545 §3.8.4.6), as it is written. Of several the first; setting it
    /// replaces all.
    public var url: String? {
        get { value(of: .url) }
        set { setValue(newValue, of: .url) }
    }

    /// GEO: where the item takes place (RFC 5545 §3.8.1.6); nil where it states none, or one that is not on the Earth. Setting
    /// it replaces all.
    public var position: GeographicPosition? {
        get { value(of: .geographicPosition).flatMap { GeographicPosition($0) } }
        set { setValue(newValue?.text, of: .geographicPosition) }
    }

    private func value(of name: Name) -> String? {
        preserved.properties.first { $0.property.name == name }?.property.rawValue
    }

    private mutating func setValue(_ value: String?, of name: Name) {
        preserved.properties.removeAll { $0.property.name == name }
        guard let value else { return }
        var builder = ComponentTreeBuilder(capacity: 64)
        builder.begin(kind.name)
        builder.property(name, raw: value)
        builder.end()
        preserved.properties += builder.finish().components.flatMap(\.properties).map { PreservedProperty($0) }
    }
}
