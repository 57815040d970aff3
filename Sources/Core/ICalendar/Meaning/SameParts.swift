internal import Bytes

extension Property {
    /// Whether both have the same name, value and parameters, these in any order and with or without quotes and what is assumed
    /// without them: most that mean the same do, and that is found out without their canonical forms.
    func hasSameParts(as other: Property) -> Bool {
        guard line.name.isKnown ? line.name == other.line.name : nameText == other.nameText else { return false }
        let (mine, theirs) = (parameterRecords, other.parameterRecords)
        guard mine.count < 64, theirs.count < 64 else { return false }
        var matched: UInt64 = 0
        for index in mine.indices {
            guard mine[index].name.isKnown else { return false }
            let parameter = Parameter(tree: tree, index: index)
            guard let match = theirs.firstIndex(where: { $0.name == mine[index].name }) else {
                guard parameter.isAssumed else { return false }
                continue
            }
            // Of two parameters of one name only the first may count.
            let bit: UInt64 = 1 << UInt64(match - theirs.startIndex)
            guard matched & bit == 0, parameter.hasSameValues(as: Parameter(tree: other.tree, index: match)) else {
                return false
            }
            matched |= bit
        }
        for index in theirs.indices where matched & 1 << UInt64(index - theirs.startIndex) == 0 {
            guard !mine.contains(where: { $0.name == theirs[index].name }),
                Parameter(tree: other.tree, index: index).isAssumed
            else { return false }
        }
        return withValue { mine in other.withValue { theirs in mine.isEqual(to: theirs) } }
    }
}

extension Component {
    /// Whether both have the same properties, one of each name and in any order, and no components.
    func hasSameParts(as other: Component) -> Bool {
        guard endIndex - index == other.endIndex - other.index, endIndex - index < 64 else { return false }
        var matched: UInt64 = 0
        for line in index + 1..<endIndex {
            let name = tree.lines[line].name
            guard tree.lines[line].kind == .property, name.isKnown,
                let match = (other.index + 1..<other.endIndex).first(where: { other.tree.lines[$0].name == name }),
                other.tree.lines[match].kind == .property, matched & 1 << UInt64(match - other.index) == 0,
                Property(tree: tree, index: line).hasSameParts(as: Property(tree: other.tree, index: match))
            else { return false }
            matched |= 1 << UInt64(match - other.index)
        }
        return true
    }
}

extension Parameter {
    /// Whether it states a default.
    fileprivate var isAssumed: Bool {
        guard let assumed = Vocabulary.shared.parameter(name)?.assumed, let range = soleValueRange else { return false }
        return range.count == assumed.utf8.count && zip(tree.bytes[range], assumed.utf8).allSatisfy { $0 == $1 }
    }

    /// Whether both have the same values in the same order.
    fileprivate func hasSameValues(as other: Parameter) -> Bool {
        guard isBare == other.isBare else { return false }
        guard let range = soleValueRange, let otherRange = other.soleValueRange else {
            return logicalValues == other.logicalValues
        }
        let (mine, theirs) = (tree.bytes, other.tree.bytes)
        return mine.span.extracting(range).isEqual(to: theirs.span.extracting(otherRange))
    }
}
