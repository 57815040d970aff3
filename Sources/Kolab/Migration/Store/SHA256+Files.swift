internal import Bytes
internal import Files

extension SHA256 {
    /// The digest of a regular file, or of a part of it, read in pieces of bounded size; a link is not followed.
    static func digest(ofFileAt path: String, _ range: Range<Int>? = nil) throws(FileError) -> String {
        let file = try RandomAccessFile(path, followingLinks: false)
        var hash = SHA256()
        var rest = range ?? 0..<file.size
        while !rest.isEmpty {
            let piece = try file.read(rest.prefix(1 << 18))
            if piece.isEmpty { break }
            hash.update(piece)
            rest = rest.dropFirst(piece.count)
        }
        return hash.finish()
    }
}
