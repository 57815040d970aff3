internal import ICalendar

/// A component that is being walked through: where its properties stand and how often.
final class Frame {
    /// A component directly below.
    struct Child {
        var name: Name
        var begin: Int
    }

    private(set) var tree: ComponentTree
    /// Its BEGIN among the lines; -1 for what stands outside of every component.
    private(set) var begin = -1
    private(set) var name = Name.begin
    /// The component around it.
    let parent: Frame?
    private(set) var children: [Child] = []
    private var firsts: [Int32]
    private var counts: [Int32]
    private var touched: [Name] = []
    private var knownStart: TimeValue??
    private var knownRule: RecurrenceRule??

    init(_ tree: ComponentTree, parent: Frame?, nameCount: Int) {
        self.tree = tree
        self.parent = parent
        firsts = [Int32](repeating: -1, count: nameCount)
        counts = [Int32](repeating: 0, count: nameCount)
    }

    /// Begins anew with another component.
    func reset(_ tree: ComponentTree, begin: Int, name: Name) {
        for name in touched {
            firsts[Int(name.id)] = -1
            counts[Int(name.id)] = 0
        }
        touched.removeAll(keepingCapacity: true)
        children.removeAll(keepingCapacity: true)
        self.tree = tree
        self.begin = begin
        self.name = name
        knownStart = nil
        knownRule = nil
    }

    /// Takes note of a property.
    @inline(__always)
    func note(_ name: Name, at index: Int) {
        let id = Int(name.id)
        guard id < firsts.count else { return }
        if counts[id] == 0 {
            firsts[id] = Int32(truncatingIfNeeded: index)
            touched.append(name)
        }
        counts[id] &+= 1
    }

    func add(_ child: Child) { children.append(child) }
}

extension Frame {
    /// The component itself.
    var component: Component { Component(tree: tree, index: begin) }
    /// Its name's letters.
    var nameText: String { tree.text(of: name) }

    /// Its first property of that name.
    func first(_ name: Name) -> Property? {
        let index = firsts[Int(name.id)]
        return index < 0 ? nil : Property(tree: tree, index: Int(index))
    }

    /// How many properties of that name it has.
    func count(_ name: Name) -> Int { Int(counts[Int(name.id)]) }

    func has(_ name: Name) -> Bool { counts[Int(name.id)] > 0 }

    /// Its properties of that name.
    func all(_ name: Name) -> [Property] {
        switch count(name) {
        case 0: []
        case 1: first(name).map { [$0] } ?? []
        default: component.all(name)
        }
    }

    /// The names of its properties, in order of first appearance.
    var names: [Name] { touched }

    /// DTSTART, read once.
    var start: TimeValue? {
        if let knownStart { return knownStart }
        let value = first(.dateTimeStart)?.time
        knownStart = .some(value)
        return value
    }

    /// The first RRULE as far as it can be read, read once.
    var rule: RecurrenceRule? {
        if let knownRule { return knownRule }
        let value = first(.recurrenceRule).flatMap { $0.withValue { RecurrenceRule.readingLeniently($0).rule } }
        knownRule = .some(value)
        return value
    }

    /// Takes over what reading a rule gave, so that it is read once.
    func remember(_ rule: RecurrenceRule?, of property: Property) {
        if first(.recurrenceRule)?.index == property.index { knownRule = .some(rule) }
    }

    /// The UID, of the nearest component around it if it has none itself.
    var uid: String { first(.uid)?.text ?? parent?.uid ?? "" }
}
