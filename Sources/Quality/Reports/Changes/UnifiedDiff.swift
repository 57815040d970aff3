/// The lines in which two texts differ, with three lines around them, as `diff -u` prints them and `patch -p0` takes them.
package struct UnifiedDiff {
    private let old: [ArraySlice<UInt8>]
    private let new: [ArraySlice<UInt8>]
    private let name: String
    private static let context = 3

    package init(_ old: [UInt8], _ new: [UInt8], name: String) {
        self.old = Self.lines(old)
        self.new = Self.lines(new)
        self.name = name
    }

    /// A line of the output: the mark before it, and how many lines of each text are above.
    private struct Row {
        var mark: UInt8
        var old: Int
        var new: Int
        var line: ArraySlice<UInt8>
    }

    /// The difference, empty if there is none.
    package var bytes: [UInt8] {
        let rows = rows
        guard rows.contains(where: { $0.mark != UInt8(ascii: " ") }) else { return [] }
        return Array("--- \(heading)\n+++ \(heading)\n".utf8) + hunks(rows)
    }

    /// The difference for a person, who sees no carriage return.
    package var text: String {
        String(decoding: bytes, as: UTF8.self).escaping(["\r": "\\r"])
    }

    /// The name as `patch` reads it: in quotes if it would end a line, with a tab after it if it contains blanks.
    private var heading: String {
        let escapes: [Unicode.Scalar: String] = ["\n": "\\n", "\t": "\\t", "\r": "\\r", "\"": "\\\"", "\\": "\\\\"]
        if name.unicodeScalars.contains(where: { escapes[$0] != nil }) { return "\"\(name.escaping(escapes))\"" }
        return name.contains(" ") ? name + "\t" : name
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(bytes[start...index])
            start = index + 1
        }
        return start < bytes.count ? lines + [bytes[start...]] : lines
    }
}

extension UnifiedDiff {
    private var rows: [Row] {
        let changes = LineChanges(old, new)
        var rows: [Row] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let removed = changes.removed[left...].prefix { $0 }.count
            let inserted = changes.inserted[right...].prefix { $0 }.count
            // Lines that are changed in their places are put one under the other.
            let steps = removed == inserted ? [Int](repeating: 1, count: removed) : [max(removed, inserted)]
            for step in steps {
                for line in old[left..<left + min(step, removed)] {
                    rows.append(Row(mark: UInt8(ascii: "-"), old: left, new: right, line: line))
                    left += 1
                }
                for line in new[right..<right + min(step, inserted)] {
                    rows.append(Row(mark: UInt8(ascii: "+"), old: left, new: right, line: line))
                    right += 1
                }
            }
            guard left < old.count, right < new.count else { continue }
            rows.append(Row(mark: UInt8(ascii: " "), old: left, new: right, line: old[left]))
            left += 1
            right += 1
        }
        return rows
    }

    private func hunks(_ rows: [Row]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while let first = rows[index...].firstIndex(where: { $0.mark != UInt8(ascii: " ") }) {
            let start = max(index, first - Self.context)
            var end = first
            var quiet = 0
            while end < rows.count, quiet <= 2 * Self.context {
                quiet = rows[end].mark == UInt8(ascii: " ") ? quiet + 1 : 0
                end += 1
            }
            end -= max(quiet - Self.context, 0)
            let hunk = rows[start..<end]
            let (removed, inserted) = (
                hunk.count { $0.mark != UInt8(ascii: "+") }, hunk.count { $0.mark != UInt8(ascii: "-") }
            )
            // A range without a line is named after the line above it.
            let (left, right) = (rows[start].old + min(removed, 1), rows[start].new + min(inserted, 1))
            output += Array("@@ -\(left),\(removed) +\(right),\(inserted) @@\n".utf8)
            for row in hunk {
                output.append(row.mark)
                output += row.line
                if row.line.last != 0x0A { output += Array("\n\\ No newline at end of file\n".utf8) }
            }
            index = end
        }
        return output
    }
}
