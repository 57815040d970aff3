internal import ICalendar

/// A component that is being walked through: the places and counts of its properties.
final class ComponentContext {
    /// A component directly below.
    struct Child {
        var name: Name
        var begin: Int
    }

    private(set) var tree: ComponentTree
    /// Its BEGIN among the lines; -1 for what is outside of every component.
    private(set) var begin = -1
    private(set) var name = Name.begin
    /// The component around it.
    let parent: ComponentContext?
    private(set) var children: [Child] = []
    private var properties: PropertyIndex
    private var times = [TimeValue?](repeating: nil, count: ComponentContext.times.count)
    private var knownRule: RecurrenceRule??

    init(_ tree: ComponentTree, parent: ComponentContext?, nameCount: Int) {
        self.tree = tree
        self.parent = parent
        properties = PropertyIndex(nameCount: nameCount)
    }

    /// Begins anew with another component.
    func reset(_ tree: ComponentTree, begin: Int, name: Name) {
        properties.removeAll()
        children.removeAll(keepingCapacity: true)
        for index in times.indices { times[index] = nil }
        knownRule = nil
        self.tree = tree
        self.begin = begin
        self.name = name
    }

    /// Takes note of a property.
    func note(_ name: Name, at index: Int) { properties.insert(name, at: index) }

    /// Takes note of the time that a property gives, the first of each name that counts.
    func note(_ time: TimeValue?, of name: Name) {
        guard let slot = Self.times.firstIndex(of: name), properties.count(name) == 1 else { return }
        times[slot] = time
    }

    func add(_ child: Child) { children.append(child) }
}

extension ComponentContext {
    /// The component itself.
    var component: Component { Component(tree: tree, index: begin) }
    /// Its name's letters.
    var nameText: String { tree.text(of: name) }

    /// Its first property of that name.
    @inline(__always)
    func first(_ name: Name) -> Property? {
        properties.first(name).map { Property(tree: tree, index: $0) }
    }

    /// How many properties of that name it has.
    @inline(__always)
    func count(_ name: Name) -> Int { properties.count(name) }

    @inline(__always)
    func has(_ name: Name) -> Bool { properties.count(name) > 0 }

    /// Its properties of that name.
    func all(_ name: Name) -> [Property] {
        switch count(name) {
        case 0: []
        case 1: first(name).map { [$0] } ?? []
        default: component.all(name)
        }
    }

    /// The names of its properties, in order of first appearance.
    var names: [Name] { properties.names }

    /// The names of which it has several properties, in order of their second appearance.
    var repeatedNames: [Name] { properties.repeated }

    /// DTSTART.
    var start: TimeValue? { time(.dateTimeStart) }

    /// The properties whose times are noted.
    static let times = [Name.dateTimeStart, .dateTimeEnd, .dateTimeDue, .recurrenceID]

    /// The time that its first property of that name gives, one of ``times``.
    @inline(__always)
    func time(_ name: Name) -> TimeValue? { Self.times.firstIndex(of: name).flatMap { times[$0] } }

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

/// The places of a component's properties, by the numbers of their names.
private struct PropertyIndex {
    private var firsts: [Int32]
    private var counts: [Int32]
    /// The names in order of first appearance.
    private(set) var names: [Name] = []
    /// The names that occur more than once, in order of their second appearance.
    private(set) var repeated: [Name] = []

    init(nameCount: Int) {
        firsts = [Int32](repeating: -1, count: nameCount)
        counts = [Int32](repeating: 0, count: nameCount)
    }

    mutating func insert(_ name: Name, at index: Int) {
        let id = Int(name.id)
        guard id < firsts.count else { return }
        counts[id] &+= 1
        switch counts[id] {
        case 1:
            firsts[id] = Int32(truncatingIfNeeded: index)
            names.append(name)
        case 2: repeated.append(name)
        default: break
        }
    }

    mutating func removeAll() {
        for name in names {
            firsts[Int(name.id)] = -1
            counts[Int(name.id)] = 0
        }
        names.removeAll(keepingCapacity: true)
        repeated.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    func first(_ name: Name) -> Int? {
        let index = firsts[Int(name.id)]
        return index < 0 ? nil : Int(index)
    }

    @inline(__always)
    func count(_ name: Name) -> Int { Int(counts[Int(name.id)]) }
}
