/// What a client accepts, by quality (RFC 9110 §12.5).
struct Accepted: Sendable {
    private var entries: [(name: String, quality: Double)] = []

    /// Reads Accept or Accept-Encoding; an empty field accepts nothing.
    init(_ field: String) {
        for part in field.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.trimmingBlanks.lowercased() }
            guard let name = pieces.first, !name.isEmpty else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            entries.append((name, min(max(quality, 0), 1)))
        }
    }

    /// How welcome a name is, from 0 to 1; the most exact entry counts.
    func quality(of name: String) -> Double {
        let kind = name.prefix { $0 != "/" }
        for form in [name, "\(kind)/*", name.contains("/") ? "*/*" : "*"] {
            if let entry = entries.first(where: { $0.name == form }) { return entry.quality }
        }
        return 0
    }

    /// The best of several, the first among equals; nil if none is accepted.
    func best(of names: [String]) -> String? {
        var best: (name: String, quality: Double)?
        for name in names {
            let quality = quality(of: name)
            if quality > best?.quality ?? 0 { best = (name, quality) }
        }
        return best?.name
    }
}

extension StringProtocol {
    /// The text without blanks and tabs around it.
    var trimmingBlanks: SubSequence {
        var text = self[...]
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
