internal import ICalendar

/// The lines of an item under one name that a format which holds less does not contain, or contains differently.
///
/// Law: the item as the format has it, with the lines of all its remainders instead of its own lines of their names,
/// has the item's meaning.
package struct Remainder: Sendable {
    /// The name of the property or subcomponent, in upper case.
    package let name: String
    /// Each property or subcomponent of the name as text, the lines of a subcomponent separated by line feeds; empty where the
    /// item has none and the format puts one there.
    package let texts: [String]
    /// Whether the format has something of the name.
    package let isReplaced: Bool
}

extension CalendarItem {
    /// The lines of the item that are missing or different after a format.
    ///
    /// - Parameter said: the item as it is read back from the format.
    package func remainders(beyond said: CalendarItem) -> [Remainder] {
        let scope = differingLines(from: said)
        if scope.isEmpty { return [] }
        return ItemLines(self, scope).remainders(beyond: ItemLines(said, scope), distinctRows: scope.distinctRows)
    }

    /// The lines that may differ. Fields that hold the same give the same lines, which is found out without any.
    private func differingLines(from other: CalendarItem) -> LineScope {
        var scope = LineScope.none
        for (index, row) in PropertyBinding.item.rows.enumerated()
        where row.property != .kolabElement && !row.isSame(self, other) {
            scope.rows |= 1 << UInt64(index)
            if row.isDistinct { scope.distinctRows |= 1 << UInt64(index) }
        }
        let (mine, theirs) = (preserved, other.preserved)
        if !mine.exactForms.hasSameText(as: theirs.exactForms) {
            for form in mine.exactForms + theirs.exactForms {
                if form.component != nil { scope.includesComponents = true }
                scope.add(form.properties)
            }
        } else if attendees != other.attendees {
            // Attendees that mean the same need not both be in a form that one of them has.
            for form in mine.exactForms { scope.add(form.properties.filter { $0.property.name == .attendee }) }
        }
        if !mine.properties.hasSameText(as: theirs.properties) {
            scope.includesProperties = true
            scope.add(mine.properties)
            scope.add(theirs.properties)
        }
        // A form of neither is in the place of lines that are compared above.
        if alarms != other.alarms || !(mine.components.isEmpty && theirs.components.isEmpty) {
            scope.includesComponents = true
        }
        return scope
    }
}

extension LineScope {
    /// Adds the fields of properties of their names.
    fileprivate mutating func add(_ properties: [PreservedProperty]) {
        for kept in properties {
            guard let row = PropertyBinding.row(of: kept.property.name) else { continue }
            rows |= 1 << UInt64(row)
            distinctRows &= ~(1 << UInt64(row))
        }
    }
}

extension [PreservedProperty] {
    fileprivate func hasSameText(as other: [PreservedProperty]) -> Bool {
        count == other.count
            && zip(self, other).allSatisfy {
                $0.yieldsToField == $1.yieldsToField && $0.property.hasSameText(as: $1.property)
            }
    }
}

extension [ExactForm] {
    /// Whether these are the same forms of properties.
    fileprivate func hasSameText(as other: [ExactForm]) -> Bool {
        count == other.count
            && zip(self, other).allSatisfy { mine, theirs in
                mine.component == nil && theirs.component == nil && mine.generated == theirs.generated
                    && mine.properties.hasSameText(as: theirs.properties)
            }
    }
}
