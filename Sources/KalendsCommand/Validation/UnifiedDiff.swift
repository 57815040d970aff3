/// The lines in which two texts differ, with three lines around them, as `diff -u` prints them and `patch -p0` takes them.
struct UnifiedDiff {
    private let old: [ArraySlice<UInt8>]
    private let new: [ArraySlice<UInt8>]
    private let name: String
    private static let context = 3
    /// How many lines may have come or gone in one place before everything behind it counts as changed.
    private static let reach = 200

    init(_ old: [UInt8], _ new: [UInt8], name: String) {
        self.old = Self.lines(old)
        self.new = Self.lines(new)
        self.name = name
    }

    /// A line of the output: the mark before it, and how many lines of each text stand above.
    private struct Row {
        var mark: UInt8
        var old: Int
        var new: Int
        var line: ArraySlice<UInt8>
    }

    /// The difference, empty if there is none.
    var bytes: [UInt8] {
        let rows = rows
        guard rows.contains(where: { $0.mark != UInt8(ascii: " ") }) else { return [] }
        return Array("--- \(heading)\n+++ \(heading)\n".utf8) + hunks(rows)
    }

    /// The difference for a person, who sees no carriage return.
    var text: String {
        String(decoding: bytes, as: UTF8.self).escaping(["\r": "\\r"])
    }

    /// The name as `patch` reads it: in quotes if it would end a line, with a tab behind it if it holds blanks.
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
        var rows: [Row] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let (removed, inserted) = change(left, right)
            for line in old[left..<left + removed] {
                rows.append(Row(mark: UInt8(ascii: "-"), old: left, new: right, line: line))
                left += 1
            }
            for line in new[right..<right + inserted] {
                rows.append(Row(mark: UInt8(ascii: "+"), old: left, new: right, line: line))
                right += 1
            }
            guard removed + inserted == 0 else { continue }
            rows.append(Row(mark: UInt8(ascii: " "), old: left, new: right, line: old[left]))
            left += 1
            right += 1
        }
        return rows
    }

    /// How many lines go and come at a place. Most fixes change lines in their places, so texts of equally many lines are
    /// compared line by line; in others the nearest place is sought from which both go on alike.
    private func change(_ left: Int, _ right: Int) -> (removed: Int, inserted: Int) {
        if old.count == new.count { return old[left] == new[right] ? (0, 0) : (1, 1) }
        if left < old.count, right < new.count, old[left] == new[right] { return (0, 0) }
        for distance in 1...Self.reach {
            for removed in 0...distance where goesOnAlike(left + removed, right + distance - removed) {
                return (removed, distance - removed)
            }
        }
        return (old.count - left, new.count - right)
    }

    private func goesOnAlike(_ left: Int, _ right: Int) -> Bool {
        let count = min(Self.context, old.count - left, new.count - right)
        if left == old.count, right == new.count { return true }
        return count > 0 && old[left..<left + count].elementsEqual(new[right..<right + count])
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
            let (removed, inserted) = (hunk.count { $0.mark != UInt8(ascii: "+") }, hunk.count { $0.mark != UInt8(ascii: "-") })
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
