/// What a misspelt word was probably meant to be.
package enum Suggestion {
    /// The text after a word that is not in `known`: the words that are spelt alike, or else `otherwise`.
    package static func hint(for word: String, among known: [String], otherwise: String) -> String {
        let near = nearest(to: word, among: known)
        return near.isEmpty ? otherwise : "perhaps \(near.joined(separator: ", "))"
    }

    /// The words that are spelt most alike, or else those that have a part in common; at most five.
    package static func nearest(to word: String, among known: [String]) -> [String] {
        let wanted = Array(word.lowercased().unicodeScalars.prefix(80))
        let spelt = known.map { ($0, distance(wanted, Array($0.lowercased().unicodeScalars))) }
        let least = spelt.map(\.1).min() ?? 0
        if least <= max(1, wanted.count / 4) { return spelt.filter { $0.1 == least }.map(\.0).prefix(5).map { $0 } }
        let parts = Set(word.lowercased().split(separator: "-").filter { $0.count > 2 })
        return known.filter { !parts.isDisjoint(with: $0.split(separator: "-")) }.prefix(5).map { $0 }
    }

    /// How many letters to change, add, remove or swap with their neighbours to turn one word into the other.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...right.count)]
        for row in 1..<(left.count + 1) {
            var next = [row]
            for column in 1..<(right.count + 1) {
                let isSame = left[row - 1] == right[column - 1]
                var least = min(
                    rows[row - 1][column] + 1,
                    next[column - 1] + 1,
                    rows[row - 1][column - 1] + (isSame ? 0 : 1)
                )
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    least = min(least, rows[row - 2][column - 2] + 1)
                }
                next.append(least)
            }
            rows.append(next)
        }
        return rows[left.count][right.count]
    }
}
