extension String {
    /// The text with some characters written otherwise.
    package func escaping(_ escapes: [Unicode.Scalar: String]) -> String {
        var text = ""
        for scalar in unicodeScalars { text += escapes[scalar] ?? String(scalar) }
        return text
    }
}
