extension Int {
    /// The number with its noun, such as `1 file` and `2 files`.
    package func counting(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
