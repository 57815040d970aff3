extension Int {
    /// The number with its noun, such as `1 file` and `2 files`.
    package func counting(_ noun: String, _ plural: String? = nil) -> String {
        "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
    }
}
