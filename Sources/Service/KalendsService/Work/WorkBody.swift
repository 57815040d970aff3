#if Service
    internal import Bytes
    internal import Files

    /// A body as it has arrived, for the process that works on it.
    struct WorkBody {
        /// Where its bytes are.
        enum Content: Sendable {
            case bytes([UInt8])
            /// A body that is too large to be held.
            case file(ScratchFile)
        }

        let content: Content
        /// Whether it has the coding `gzip`.
        let isCompressed: Bool
        /// How many bytes it may have once it is expanded.
        let limit: Int
        /// Takes how many parts of the work are done of how many.
        var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }

        /// The whole body, expanded.
        ///
        /// - Throws: ``Problem`` if it is too large, or not what Content-Encoding announces.
        func bytes() throws -> [UInt8] {
            let received =
                switch content {
                case .bytes(let bytes): bytes
                case .file(let file): try file.contents
                }
            return isCompressed ? try Self.expanded(received, limit: limit) : received
        }

        /// What gzip bytes hold.
        ///
        /// - Throws: ``Problem``.
        static func expanded(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
            let isNamedRightly = bytes.starts(with: [0x1F, 0x8B])
            switch isNamedRightly ? CompressedFile.entries(of: bytes, limit: limit)?.first?.content : nil {
            case .success(let expanded): return expanded
            case .failure(.tooLarge): throw Problem.tooLarge(limit)
            default: throw Problem.badRequest("The body is not the gzip file that Content-Encoding announces.")
            }
        }
    }

    extension ScratchFile {
        /// Everything that was written.
        var contents: [UInt8] { get throws(FileError) { try WholeFile.read(path) } }
    }
#endif
