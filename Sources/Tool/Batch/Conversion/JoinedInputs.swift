internal import Files
internal import Kalends

/// Which inputs are occurrences that were written apart from their series, and in which other input the series is.
struct JoinedInputs: Sendable {
    /// The occurrences by the input with their series.
    private(set) var ofSeries: [InputFile: [InputFile]] = [:]
    /// The occurrences, which have no output of their own.
    private(set) var absorbed: Set<InputFile> = []

    /// No input is part of another.
    init() {}

    /// Looks for occurrences that name their series (`X-KALENDS-LINK`), and for these series.
    init(
        _ inputs: [InputFile],
        _ converter: Converter,
        _ source: CalendarFormat?,
        jobs: Int
    ) {
        // Standard input cannot be read twice.
        guard !inputs.contains(where: \.isStandardInput) else { return }
        let links = Self.keys(in: inputs, converter, source, jobs: jobs, isPromising: Self.mayHoldLink) {
            $0.linkedSeries
        }
        guard !links.isEmpty else { return }
        let wanted = Set(links.values)
        let series = Self.keys(
            in: inputs.filter { links[$0] == nil },
            converter,
            source,
            jobs: jobs,
            isPromising: { _ in true }
        ) {
            $0.storedSeries.flatMap { wanted.contains($0) ? $0 : nil }
        }
        var inputOfSeries: [Key: InputFile] = [:]
        for input in inputs {
            guard let series = series[input] else { continue }
            let key = Key(series: series, of: input)
            if inputOfSeries[key] == nil { inputOfSeries[key] = input }
        }
        for input in inputs {
            guard let series = links[input], let owner = inputOfSeries[Key(series: series, of: input)] else { continue }
            ofSeries[owner, default: []].append(input)
            absorbed.insert(input)
        }
    }

    /// A series of a folder: what others have in theirs may have the same UID.
    private struct Key: Hashable {
        var series: String
        var folder: String

        init(series: String, of input: InputFile) {
            self.series = series
            folder = input.folder
        }
    }

    /// The results of `key` for the documents of inputs; unreadable ones are reported when they are converted.
    private static func keys(
        in inputs: [InputFile],
        _ converter: Converter,
        _ source: CalendarFormat?,
        jobs: Int,
        isPromising: @escaping @Sendable ([UInt8]) -> Bool,
        _ key: @escaping @Sendable (CalendarDocument) -> String?
    ) -> [InputFile: String] {
        var keys: [InputFile: String] = [:]
        var index = 0
        ProcessPool(jobs: jobs).run(inputs, weight: \.size) { input, _ in
            guard let bytes = try? input.read(limit: converter.options.limits.inputSize), isPromising(bytes) else {
                return ""
            }
            let documents = InputBatch.documents(of: input, converter, source)
            return documents.count == 1 ? key(documents[0]) ?? "" : ""
        } died: { _, _ in
            ""
        } deliver: { (key: String) in
            if !key.isEmpty { keys[inputs[index]] = key }
            index += 1
            return true
        }
        return keys
    }

    /// Whether bytes contain the mark of such an occurrence, or are a message, which can contain it encoded.
    private static func mayHoldLink(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        guard first == mark[0] else { return true }
        return bytes.indices.dropLast(link.count - 1).contains {
            bytes[$0] == link[0] && bytes[$0...].starts(with: link)
        }
    }

    private static let mark = Array("<".utf8)
    private static let link = Array("X-KALENDS-LINK".utf8)
}
