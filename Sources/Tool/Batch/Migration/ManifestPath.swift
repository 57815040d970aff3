/// Where things go that the user did not name.
package enum ManifestPath {
    package static func beside(_ plan: String) -> String {
        guard let slash = plan.lastIndex(of: "/") else { return "manifest.jsonl" }
        return String(plan[...slash]) + "manifest.jsonl"
    }

    package static func quarantine(beside folder: String) -> String { trimmed(folder) + ".quarantine" }

    package static func trimmed(_ folder: String) -> String {
        var text = folder[...]
        while text.count > 1, text.last == "/" { text = text.dropLast() }
        return String(text)
    }
}
