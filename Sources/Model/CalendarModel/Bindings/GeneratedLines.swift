internal import ICalendar

extension ComponentTree {
    /// The lines that the fields of one item give.
    struct GeneratedLines {
        /// The item's own properties.
        let properties: [Property]
        /// Its alarms.
        let alarms: [Component]

        /// The lines of a tree that holds one component.
        init(_ tree: ComponentTree) {
            let component = Component(tree: tree, index: 0)
            properties = component.properties
            alarms = component.components
        }

        /// The properties of one name in order.
        func properties(named name: Name) -> [Property] { properties.filter { $0.name == name } }
    }
}

extension Property {
    /// The line of a built tree, without its line break.
    var canonicalText: [UInt8] {
        Array(tree.bytes[Int(line.start)..<Int(line.valueEnd)]) + CollectionOfOne(UInt8(ascii: "\n"))
    }
}

extension Property {
    /// Whether both stand in the very same bytes, folds aside, and so mean the same, which is much sooner found out.
    func hasSameText(as other: Property) -> Bool {
        let respelt: ContentLine.Flags = [.headFolded, .isLatin1]
        guard line.flags.isDisjoint(with: respelt), other.line.flags.isDisjoint(with: respelt),
            head == other.head
        else { return false }
        if !line.flags.contains(.valueFolded), !other.line.flags.contains(.valueFolded) { return value == other.value }
        return withValue { mine in
            other.withValue { theirs in mine.count == theirs.count && mine.indices.allSatisfy { mine[$0] == theirs[$0] }
            }
        }
    }

    private var head: ArraySlice<UInt8> { tree.bytes[Int(line.start)..<Int(line.valueStart)] }
    private var value: ArraySlice<UInt8> { tree.bytes[Int(line.valueStart)..<Int(line.valueEnd)] }
}

extension Component {
    /// The lines of a built tree.
    var canonicalText: [UInt8] {
        Array(tree.bytes[Int(tree.lines[index].start)..<Int(tree.lines[endIndex].valueEnd)])
    }
}
