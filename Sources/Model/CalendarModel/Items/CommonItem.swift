extension CalendarItem {
    /// The item without the fields that tell occurrences of a series apart, or how it was written: they make no override.
    package var withoutOwn: CalendarItem {
        var common = self
        let nothing = CalendarItem(kind)
        for row in PropertyBinding.item.rows where row.isOwn { row.copy(nothing, &common) }
        common.preserved.exactForms = []
        return common
    }

    /// An item that has in each field what most of `items` have; of equally frequent values the earlier counts.
    ///
    /// It is one of the items, changed where another value is more frequent, so that the original's forms live on.
    /// - Parameter items: at least one.
    package static func mostFrequent(of items: [CalendarItem]) -> CalendarItem {
        let commons = items.map(\.withoutOwn)
        let whole = commons.mostFrequent
        guard let index = commons.firstIndex(of: whole) else { return items[0] }
        var item = items[index]
        if commons.count(where: { $0 == whole }) * 2 <= commons.count {
            for row in PropertyBinding.item.rows where !row.isOwn { row.vote(commons, &item) }
            item.alarms = commons.map(\.alarms).mostFrequent
            item.preserved.properties = commons.map(\.preserved.properties).mostFrequent
            item.preserved.components = commons.map(\.preserved.components).mostFrequent
        }
        return item
    }
}

extension Array where Element: Hashable {
    /// The value that occurs most often, of equals the first; the array has one at least.
    package var mostFrequent: Element {
        var counts: [Element: Int] = [:]
        for value in self { counts[value, default: 0] += 1 }
        var best = self[0]
        for value in self where counts[value, default: 0] > counts[best, default: 0] { best = value }
        return best
    }
}
