internal import ICalendar

extension Property {
    /// The line as it is written into another tree, without its line break.
    var canonicalLine: String {
        // Most lines of a calendar are a name and a plain value.
        if line.parameterCount == 0, line.hasPlainValue, !line.flags.contains(.hasControl) {
            return nameText + ":" + rawValue
        }
        var builder = ComponentTreeBuilder(capacity: 256)
        builder.begin(.vcalendar)
        builder.copy(self)
        return builder.finish().text(ofLines: 1...1)
    }

    /// The line of a built tree, without its line break.
    var canonicalText: [UInt8] {
        Array(tree.bytes[Int(line.start)..<Int(line.valueEnd)]) + CollectionOfOne(UInt8(ascii: "\n"))
    }
}

extension ComponentTree {
    /// The row of the property at a line; nil for a line that is not a property of a field.
    func row(ofLine index: Int) -> Int? {
        lines[index].kind == .property ? PropertyBinding.row(of: lines[index].name) : nil
    }

    /// Whether the property at a line has the same bytes as one of another tree, ignoring folds, and so the same
    /// meaning; this is much faster to find out.
    func hasSameText(_ index: Int, as other: ComponentTree, _ otherIndex: Int) -> Bool {
        let (line, otherLine) = (lines[index], other.lines[otherIndex])
        let respelt: ContentLine.Flags = [.headFolded, .isLatin1]
        guard line.flags.isDisjoint(with: respelt), otherLine.flags.isDisjoint(with: respelt),
            hasSameBytes(
                Int(line.start)..<Int(line.valueStart),
                as: other,
                Int(otherLine.start)..<Int(otherLine.valueStart)
            )
        else { return false }
        if line.hasPlainValue, otherLine.hasPlainValue {
            return hasSameBytes(
                Int(line.valueStart)..<Int(line.valueEnd),
                as: other,
                Int(otherLine.valueStart)..<Int(otherLine.valueEnd)
            )
        }
        return Property(tree: self, index: index).withValue { mine in
            Property(tree: other, index: otherIndex).withValue { theirs in mine.isEqual(to: theirs) }
        }
    }

    private func hasSameBytes(_ range: Range<Int>, as other: ComponentTree, _ otherRange: Range<Int>) -> Bool {
        let (mine, theirs) = (bytes, other.bytes)
        return mine.span.extracting(range).isEqual(to: theirs.span.extracting(otherRange))
    }
}

extension Property {
    /// Whether both have the same bytes, ignoring folds.
    func hasSameText(as other: Property) -> Bool { tree.hasSameText(index, as: other.tree, other.index) }
}

extension Component {
    /// The lines of a built tree.
    var canonicalText: [UInt8] {
        Array(tree.bytes[Int(tree.lines[index].start)..<Int(tree.lines[endIndex].valueEnd)])
    }
}
