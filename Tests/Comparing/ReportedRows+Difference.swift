public import Kalends

extension ReportedRows {
    /// The rows on what is altered or dropped.
    public init(altered report: LossReport) {
        self.init(
            report.losses.filter { $0.action != .preserved }.map {
                Row(uid: $0.uid, component: $0.component, property: $0.property)
            }
        )
    }

    /// The properties of a difference that no row accounts for.
    public func unaccounted(of difference: CalendarDifference) -> [String] {
        Set((difference.onlyInFirst + difference.onlyInSecond).map { String($0.prefix { $0 != ":" && $0 != ";" }) })
            .filter { name in
                !account(
                    for: name,
                    in: difference.path.split(separator: "/").map(String.init),
                    of: difference.itemUID,
                    isOccurrence: !difference.recurrenceID.isEmpty
                )
            }.sorted()
    }
}
