/// The paths that a pattern such as `kolab/**/*.xml` matches, in the order of their names.
struct GlobExpansion {
    struct Match: Hashable {
        var path: String
        /// The path below the part of the pattern that holds no wildcard.
        var relativePath: String
    }

    private(set) var matches: [Match] = []
    private(set) var failures: [FileError] = []
    private var seen: Set<String> = []
    private let segments: [PathPattern.Segment]
    private let base: String

    init(_ pattern: String) {
        let all = PathPattern(pattern).segments
        let fixed = all.dropLast().prefix { if case .name(let name) = $0 { name.literal != nil } else { false } }
        let names = fixed.compactMap { if case .name(let name) = $0 { name.literal } else { nil } }
        base = (pattern.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
        segments = Array(all[fixed.endIndex...])
    }

    mutating func run() { expand(Match(path: base, relativePath: ""), segments[...]) }

    private mutating func expand(_ place: Match, _ rest: ArraySlice<PathPattern.Segment>) {
        guard let segment = rest.first else {
            if seen.insert(place.path).inserted { matches.append(place) }
            return
        }
        switch segment {
        case .anyDepth where rest.count == 1:
            for (entry, kind) in entries(of: place) {
                if kind == .folder { expand(entry, rest) }
                if kind == .regular { expand(entry, []) }
            }
        case .anyDepth:
            expand(place, rest.dropFirst())
            for (entry, kind) in entries(of: place) where kind == .folder { expand(entry, rest) }
        case .name(let pattern):
            for (entry, kind) in entries(of: place, including: pattern) {
                // Links are followed where they are named, never in search of more depth.
                if rest.count == 1 || kind != .regular { expand(entry, rest.dropFirst()) }
            }
        }
    }

    /// What lies in the folder at `place`; hidden names only where the pattern itself begins with a full stop.
    private mutating func entries(
        of place: Match,
        including pattern: SegmentPattern? = nil
    ) -> [(Match, FileStatus.Kind)] {
        let folder = place.path.isEmpty ? "." : place.path
        let names: [String]
        do {
            let entries = try FolderListing(of: folder).entries
            names = entries.filter(\.isUTF8).map(\.name).filter { name in
                guard let pattern else { return !name.hasPrefix(".") }
                return pattern.matches(name) && (!name.hasPrefix(".") || pattern.literal != nil)
            }
        } catch  where error.reason == .isNotFolder || error.reason == .doesNotExist {
            return []
        } catch {
            failures.append(error)
            return []
        }
        return names.compactMap { name in
            let path = joined(place.path, name)
            guard let status = try? FileStatus(of: path, followingLinks: false) else { return nil }
            return (Match(path: path, relativePath: joined(place.relativePath, name)), status.kind)
        }
    }
}
