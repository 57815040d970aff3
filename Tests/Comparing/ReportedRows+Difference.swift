internal import Foundation
internal import ICalendar
public import Kalends

extension ReportedRows {
    /// The rows on what is altered or dropped.
    ///
    /// - Parameter items: what was converted. An item without a UID is there under the one that it was given, one with several
    ///   or an encoded one under any of them; nil if all have one.
    public init(altered report: LossReport, of items: ComponentTree? = nil) {
        let names = items.map(Self.names)
        self.init(
            report.losses.filter { $0.action != .preserved }.flatMap { loss in
                ([loss.uid] + (names.map { $0[loss.uid] ?? [""] } ?? [])).map {
                    Row(uid: $0, component: loss.component, property: loss.property)
                }
            }
        )
    }

    /// By each UID that occurs in an item: those by which items with it are compared.
    private static func names(of tree: ComponentTree) -> [String: [String]] {
        var names: [String: [String]] = [:]
        for component in tree.components.flatMap({ [$0] + $0.components }) {
            let key = CanonicalComponent.Key(component).uid
            let uids = component.all(component.name == .vtimezone ? .timeZoneIdentifier : .uid).map(\.text)
            for uid in Set(uids + [component.identity]) { names[uid, default: []].append(key) }
        }
        return names
    }

    /// Whether a line has the TZID of a zone that a row gives another, or took from another.
    private func namesRenamedZone(_ line: String) -> Bool {
        guard let start = line.range(of: ";TZID=")?.upperBound else { return false }
        let name = line[start...].prefix { $0 != ":" && $0 != ";" }
        return renamedZones.contains { zone in
            name == zone || name.hasPrefix("\(zone)-") && name.dropFirst(zone.count + 1).allSatisfy(\.isNumber)
        }
    }

    /// The names by which rows may name a line: of a Kolab element its own, of any line that of the property.
    private func names(of line: String, in difference: CalendarDifference) -> [String] {
        if line == difference.component { return [line] }
        let property = String(line.prefix { $0 != ":" && $0 != ";" })
        guard property == "X-KOLAB-ELEMENT", let start = line.firstIndex(of: "<") else { return [property] }
        let element = line[start...].dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        return [String(element), property]
    }

    /// The properties of a difference that no row accounts for.
    public func unaccounted(of difference: CalendarDifference) -> [String] {
        // A component that has another name afterwards is there as one that nothing was said of.
        if difference.onlyInSecond == [difference.component], difference.onlyInFirst.isEmpty,
            renames(difference.component)
        {
            return []
        }
        let path =
            difference.path == difference.component
            ? [difference.path]
            : difference.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // What names a zone that has another name afterwards follows it.
        let lines = (difference.onlyInFirst + difference.onlyInSecond).filter { !namesRenamedZone($0) }
        // One that lost its RECURRENCE-ID is there as another component.
        let isOccurrence = !difference.recurrenceID.isEmpty || difference.onlyInSecond == [difference.component]
        let unaccounted = lines.filter { line in
            [difference.itemUID, difference.uid].allSatisfy { uid in
                !names(of: line, in: difference).contains {
                    account(for: $0, in: path, of: uid, isOccurrence: isOccurrence)
                }
            }
        }
        return Set(unaccounted.compactMap { names(of: $0, in: difference).last }).sorted()
    }
}
