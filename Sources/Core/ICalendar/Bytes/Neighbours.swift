extension Span<UInt8> {
    /// The byte after one; nil at the end.
    func byte(after index: Int) -> UInt8? { index + 1 < count ? self[index + 1] : nil }
}
