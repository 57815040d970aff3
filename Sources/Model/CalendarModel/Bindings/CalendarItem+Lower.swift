public import ICalendar

extension CalendarItem {
    /// Adds the item as a component.
    ///
    /// Original forms are written wherever the fields still say the same.
    /// - Returns: the names of the properties whose original form is stale and was left out, because a field was changed.
    @discardableResult
    public func lower(to builder: inout ComponentTreeBuilder) -> [String] {
        builder.begin(kind.name)
        defer { builder.end() }
        if preserved.exactForms.isEmpty, preserved.properties.isEmpty, preserved.components.isEmpty {
            lowerFields(to: &builder)
            return []
        }
        return lowerExactly(to: &builder)
    }

    /// The item as a tree of its own.
    public var tree: ComponentTree {
        var builder = ComponentTreeBuilder(capacity: 1024)
        lower(to: &builder)
        return builder.finish()
    }

    /// Adds what the fields say, nothing of ``preserved`` but Kolab's elements.
    func lowerFields(to builder: inout ComponentTreeBuilder) {
        for row in PropertyBinding.item.rows { row.lower(self, &builder) }
        for alarm in alarms { alarm.append(to: &builder) }
    }

    private func lowerExactly(to builder: inout ComponentTreeBuilder) -> [String] {
        var scratch = ComponentTreeBuilder(capacity: 1024)
        scratch.begin(kind.name)
        lowerFields(to: &scratch)
        let generated = ComponentTree.GeneratedLines(scratch.finish())
        var forms = preserved.exactForms
        for row in PropertyBinding.item.rows {
            let lines = generated.properties(named: row.property)
            if row.cardinality == .each {
                for line in lines { builder.copy([line], orTakeFrom: &forms) }
            } else if !lines.isEmpty {
                builder.copy(lines, orTakeFrom: &forms)
            }
        }
        var stale = forms.filter { $0.component == nil }.compactMap { $0.properties.first?.property.nameText }
        for kept in preserved.properties {
            if kept.yieldsToField, !generated.properties(named: kept.property.name).isEmpty {
                stale.append(kept.property.nameText)
            } else {
                builder.copy(kept.property)
            }
        }
        for alarm in generated.alarms {
            let text = alarm.canonicalText
            if let index = forms.firstIndex(where: { $0.generated == text && $0.component != nil }),
                let original = forms.remove(at: index).component
            {
                builder.copy(original.component)
            } else {
                builder.copy(alarm)
            }
        }
        stale += forms.compactMap { $0.component?.component.nameText }
        for kept in preserved.components { builder.copy(kept.component) }
        return stale
    }
}

extension ComponentTreeBuilder {
    /// Adds properties, in the form that stands for them if there is one.
    fileprivate mutating func copy(_ lines: [Property], orTakeFrom forms: inout [ExactForm]) {
        let text = lines.flatMap(\.canonicalText)
        guard let index = forms.firstIndex(where: { $0.component == nil && $0.generated == text }) else {
            for line in lines { copy(line) }
            return
        }
        for original in forms.remove(at: index).properties { copy(original.property) }
    }
}
