internal import Foundation
public import Kalends

extension ReportedRows {
    /// The rows on what is altered or dropped.
    ///
    /// - Parameter items: what was converted. An item without a UID is there under the one that it was given; nil if all have one.
    public init(altered report: LossReport, of items: ComponentTree? = nil) {
        let uids = items.map { tree in
            Set(tree.components.flatMap { [$0] + $0.components }.map(\.identity))
        }
        self.init(
            report.losses.filter { $0.action != .preserved }.flatMap { loss in
                let row = Row(uid: loss.uid, component: loss.component, property: loss.property)
                guard let uids, !uids.contains(loss.uid) else { return [row] }
                return [row, Row(uid: "", component: loss.component, property: loss.property)]
            }
        )
    }

    /// Whether a line has the TZID of a zone that a row gives another, or took from another.
    private func namesRenamedZone(_ line: String) -> Bool {
        guard let start = line.range(of: ";TZID=")?.upperBound else { return false }
        let name = line[start...].prefix { $0 != ":" && $0 != ";" }
        return renamedZones.contains { zone in
            name == zone || name.hasPrefix("\(zone)-") && name.dropFirst(zone.count + 1).allSatisfy(\.isNumber)
        }
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
            ? [difference.path] : difference.path.split(separator: "/").map(String.init)
        // What names a zone that has another name afterwards follows it.
        let lines = (difference.onlyInFirst + difference.onlyInSecond).filter { !namesRenamedZone($0) }
        let names = lines.map { line in
            line == difference.component ? line : String(line.prefix { $0 != ":" && $0 != ";" })
        }
        return Set(names).filter { name in
            [difference.itemUID, difference.uid].allSatisfy { uid in
                !account(for: name, in: path, of: uid, isOccurrence: !difference.recurrenceID.isEmpty)
            }
        }.sorted()
    }
}
