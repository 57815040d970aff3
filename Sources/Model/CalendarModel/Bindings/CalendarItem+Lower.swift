public import ICalendar

extension CalendarItem {
    /// Adds the item as a component.
    ///
    /// Original forms are written wherever the fields still have the same values.
    /// - Returns: the names of the properties whose original form is stale and was omitted, because a field was
    ///   changed.
    @discardableResult
    public func lower(to builder: inout ComponentTreeBuilder) -> [String] { lower(.all, to: &builder) }

    /// The item as a separate tree.
    public var tree: ComponentTree {
        var builder = ComponentTreeBuilder(capacity: 1024)
        lower(to: &builder)
        return builder.finish()
    }

    /// Adds the lines of some fields and the alarms, nothing of ``preserved`` but Kolab's elements.
    func lowerFields(_ scope: LineScope, to builder: inout ComponentTreeBuilder) {
        scope.forEachRow { _, row in row.lower(self, &builder) }
        for alarm in alarms { alarm.append(to: &builder) }
    }

    /// Adds the item as a component that has some of its lines only.
    @discardableResult
    private func lower(_ scope: LineScope, to builder: inout ComponentTreeBuilder) -> [String] {
        builder.begin(kind.name)
        defer { builder.end() }
        var forms = preserved.exactForms
        let filled = lowerRows(scope, to: &builder, orTakeFrom: &forms)
        var stale = forms.filter { $0.component == nil }.compactMap { $0.properties.first?.property.nameText }
        for kept in preserved.properties where scope.includes(kept) {
            if kept.yields(to: filled) { stale.append(kept.property.nameText) } else { builder.copy(kept.property) }
        }
        guard scope.includesComponents else { return stale }
        for alarm in alarms { lower(alarm, to: &builder, orTakeFrom: &forms) }
        stale += forms.compactMap { $0.component?.component.nameText }
        for kept in preserved.components { builder.copy(kept.component) }
        return stale
    }

    /// Some of the item's lines: those of fields and subcomponents as a tree of their own, and the properties that no field holds.
    func parts(_ scope: LineScope) -> (tree: ComponentTree?, properties: [Property]) {
        var builder = ComponentTreeBuilder(capacity: scope.rows == 0 && !scope.includesComponents ? 0 : 512)
        builder.begin(kind.name)
        var forms = preserved.exactForms
        let filled = lowerRows(scope, to: &builder, orTakeFrom: &forms)
        let properties = preserved.properties.compactMap { kept in
            scope.includes(kept) && !kept.yields(to: filled) ? kept.property : nil
        }
        if scope.includesComponents {
            for alarm in alarms { lower(alarm, to: &builder, orTakeFrom: &forms) }
            for kept in preserved.components { builder.copy(kept.component) }
        }
        return (filled == 0 && !scope.includesComponents ? nil : builder.finish(), properties)
    }

    /// Adds the lines of rows.
    ///
    /// - Returns: those that gave lines, a bit for each.
    private func lowerRows(
        _ scope: LineScope,
        to builder: inout ComponentTreeBuilder,
        orTakeFrom forms: inout [ExactForm]
    ) -> UInt64 {
        var filled: UInt64 = 0
        scope.forEachRow { index, row in
            let count = builder.count
            if forms.contains(where: { $0.isOf(row.property) }) {
                lower(row, to: &builder, orTakeFrom: &forms)
            } else {
                row.lower(self, &builder)
            }
            if builder.count > count { filled |= 1 << UInt64(index) }
        }
        return filled
    }

    /// Adds the lines of a row, in the form that represents them if there is one.
    private func lower(
        _ row: PropertyBinding,
        to builder: inout ComponentTreeBuilder,
        orTakeFrom forms: inout [ExactForm]
    ) {
        var scratch = ComponentTreeBuilder(capacity: 256)
        scratch.begin(kind.name)
        row.lower(self, &scratch)
        let lines = Component(tree: scratch.finish(), index: 0).properties
        if row.cardinality == .each {
            for line in lines { builder.copy([line], orTakeFrom: &forms) }
        } else if !lines.isEmpty {
            builder.copy(lines, orTakeFrom: &forms)
        }
    }

    /// Adds an alarm, in the form that represents it if there is one.
    private func lower(
        _ alarm: Alarm,
        to builder: inout ComponentTreeBuilder,
        orTakeFrom forms: inout [ExactForm]
    ) {
        guard forms.contains(where: { $0.component != nil }) else { return alarm.append(to: &builder) }
        var scratch = ComponentTreeBuilder(capacity: 256)
        alarm.append(to: &scratch)
        let generated = Component(tree: scratch.finish(), index: 0).canonicalText
        let index = forms.firstIndex { $0.component != nil && $0.generated == generated }
        if let index, let original = forms.remove(at: index).component {
            builder.copy(original.component)
        } else {
            alarm.append(to: &builder)
        }
    }
}

/// Which lines of an item are meant.
struct LineScope {
    /// The rows of its fields, a bit for each.
    var rows: UInt64 = .max
    /// Whether all properties that no field holds are; else those only whose name is that of one of the rows.
    var includesProperties = true
    /// Whether its subcomponents are.
    var includesComponents = true
    /// Those of the rows whose lines are known to differ in meaning.
    var distinctRows: UInt64 = 0

    /// Everything.
    static let all = LineScope()
    /// Nothing.
    static let none = LineScope(rows: 0, includesProperties: false, includesComponents: false)

    /// Whether there are no such lines.
    var isEmpty: Bool { rows == 0 && !includesProperties && !includesComponents }

    /// Calls `body` with the number of each of the rows, and the row.
    func forEachRow(_ body: (Int, PropertyBinding) -> Void) {
        let all = PropertyBinding.item.rows
        var left = rows
        while left != 0 {
            let index = left.trailingZeroBitCount
            guard index < all.count else { return }
            body(index, all[index])
            left &= left - 1
        }
    }

    /// Whether the lines of a field are among them.
    func includes(row: Int) -> Bool { rows & 1 << UInt64(row) != 0 }

    fileprivate func includes(_ kept: PreservedProperty) -> Bool {
        includesProperties || PropertyBinding.row(of: kept.property.name).map { includes(row: $0) } == true
    }
}

extension PreservedProperty {
    /// Whether it is replaced because its row is one of those that gave lines.
    fileprivate func yields(to filled: UInt64) -> Bool {
        yieldsToField && PropertyBinding.row(of: property.name).map { filled & 1 << UInt64($0) != 0 } == true
    }
}

extension ExactForm {
    /// Whether it represents properties of that name.
    func isOf(_ name: Name) -> Bool { component == nil && properties.first?.property.name == name }
}

extension ComponentTreeBuilder {
    /// Adds properties, in the form that represents them if there is one.
    fileprivate mutating func copy(_ lines: [Property], orTakeFrom forms: inout [ExactForm]) {
        let text = lines.flatMap(\.canonicalText)
        guard let index = forms.firstIndex(where: { $0.component == nil && $0.generated == text }) else {
            for line in lines { copy(line) }
            return
        }
        for original in forms.remove(at: index).properties { copy(original.property) }
    }
}
