import Kalends

/// Something that reads untrusted bytes, with the law that must hold for every input.
public struct FuzzTarget: Sendable {
    /// The name on the command line and in tests.
    public let name: String
    /// Extensions of the files that it starts from.
    public let seedExtensions: Set<String>
    /// Inputs in addition to those files.
    public let ownSeeds: [String]
    /// Words that mutations insert.
    public let words: [String]
    /// Reads an input; returns what is wrong with the answer, nil where the law holds. A crash is found anyway.
    public let run: @Sendable (_ input: [UInt8]) -> String?

    init(
        _ name: String,
        seeds: Set<String>,
        ownSeeds: [String] = [],
        words: [String],
        run: @escaping @Sendable ([UInt8]) -> String?
    ) {
        self.name = name
        seedExtensions = seeds
        self.ownSeeds = ownSeeds
        self.words = words
        self.run = run
    }
}

extension FuzzTarget {
    /// Every target.
    public static let all: [FuzzTarget] =
        readers + [mailbox, rules, zones, validation, fixing] + roundTrips + [plan, manifest]

    /// The target of a name.
    public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Converters are made once: their zones are read from files.
enum Shared {
    static let converter = Converter()

    /// How many occurrences of each series are listed.
    static let occurrences = 20
}
