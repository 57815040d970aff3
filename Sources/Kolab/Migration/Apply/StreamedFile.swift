internal import Bytes
internal import Files

/// Files of any size, read and written in pieces of bounded size.
enum StreamedFile {
    private static let pieceSize = 1 << 18

    /// Copies a file with new attributes.
    ///
    /// - Returns: whether it had the digest that it has to have; if not, there is nothing under the name of the copy.
    static func copy(
        _ path: String,
        to target: String,
        _ attributes: StoreFile.Attributes,
        expecting digest: String
    ) throws(MigrationError) -> Bool {
        try MigrationError.wrapping { () throws(FileError) in
            var reader = try ChunkedReader(regular: path, followingLinks: false)
            let file = try GrowingStoreFile(target)
            var hash = SHA256()
            var buffer = [UInt8](repeating: 0, count: pieceSize)
            while true {
                let count = try reader.read(into: &buffer)
                if count == 0 { break }
                let piece = count == buffer.count ? buffer : Array(buffer[..<count])
                hash.update(piece)
                try file.append(piece)
            }
            guard hash.finish() == digest else {
                try file.discard()
                return false
            }
            try file.finish(attributes)
            return true
        }
    }

    /// The digest of a file.
    static func digest(_ path: String) throws(MigrationError) -> String {
        try MigrationError.wrapping { () throws(FileError) in try SHA256.digest(ofFileAt: path) }
    }

    /// Whether a file is there and has a digest.
    static func isSame(_ path: String, _ digest: String) -> Bool { (try? self.digest(path)) == digest }
}
