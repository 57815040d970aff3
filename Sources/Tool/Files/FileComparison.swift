/// Tells whether bytes that arrive in pieces are those of a file.
public final class FileComparison {
    private var file: ChunkedReader?
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var unread: ArraySlice<UInt8> = []

    /// A comparison with the regular file at `path`; no bytes are equal to those of anything else, or of a link.
    public init(_ path: String) {
        file = try? ChunkedReader(regular: path, followingLinks: false)
    }

    /// Compares the next bytes.
    public func add(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, isSameSoFar {
            if unread.isEmpty { unread = next() }
            let count = min(unread.count, rest.count)
            guard count > 0, unread.prefix(count).elementsEqual(rest.prefix(count)) else { return file = nil }
            unread = unread.dropFirst(count)
            rest = rest.dropFirst(count)
        }
    }

    private var isSameSoFar: Bool { file != nil }

    /// The next bytes of the file; none at its end.
    private func next() -> ArraySlice<UInt8> {
        let count = (try? file?.read(into: &buffer)) ?? 0
        return buffer[..<count]
    }

    /// Whether the file has the bytes that were added, and no more.
    public func finish() -> Bool { isSameSoFar && unread.isEmpty && next().isEmpty }
}
