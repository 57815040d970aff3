internal import Files
internal import Kalends

/// Writes files, keeps those that are there, or only prints what it would do.
struct OutputFiles: Sendable {
    var overwrites: Bool
    var isDryRun: Bool
    /// Whether a file that would get the very bytes that it has is left alone even where files are replaced.
    var updates = false
    let register: TemporaryFiles

    var existing: AtomicFile.ExistingFile { overwrites ? .replace : .keep }

    /// Writes one file, whole or not at all.
    func write(_ bytes: [UInt8], to path: String, comparing: Bool = true) -> Outcome.Written {
        do throws(FileError) {
            if comparing, comparesFirst, holds(bytes, path) { return Outcome.Written(path: path, fate: .unchanged) }
            if isDryRun { return Outcome.Written(path: path, fate: wouldKeep(path) ? .kept : .written) }
            let outcome = try AtomicFile.write(bytes, to: path, existing: existing, register: register)
            return Outcome.Written(path: path, fate: outcome == .kept ? .kept : .written)
        } catch {
            return Outcome.Written(path: path, fate: .failed(error))
        }
    }

    /// Whether a file that holds the bytes already is left alone and counts as neither written nor kept.
    var comparesFirst: Bool { !overwrites || updates }

    /// Whether a file holds these very bytes, so that it need not be written; a link is no file of its own.
    private func holds(_ bytes: [UInt8], _ path: String) -> Bool {
        guard let status = try? FileStatus(of: path, followingLinks: false), status.kind == .regular,
            status.size == bytes.count
        else { return false }
        return (try? WholeFile.read(path, limit: bytes.count)) == bytes
    }

    /// Whether a file is there that stays.
    func wouldKeep(_ path: String) -> Bool {
        !overwrites && (try? FileStatus(of: path, followingLinks: false)) != nil
    }
}

/// A folder in which every input becomes a separate file, or a folder of files named by UID.
struct OutputFolder: Sendable {
    let plan: OutputPlan
    let files: OutputFiles
    /// The files that inputs become as a whole.
    private let planned: Set<String>

    init(_ plan: OutputPlan, _ files: OutputFiles, inputs: [InputFile]) {
        self.plan = plan
        self.files = files
        planned = Set(inputs.map(plan.output))
    }

    /// Writes what an input became.
    func write(_ outputs: [ConversionOutput], to outcome: inout Outcome) {
        if outputs.count == 1 {
            let written = files.write(outputs[0].bytes, to: plan.output(for: outcome.input))
            return outcome.add(written, itemCount: outputs[0].itemCount)
        }
        var names = UniqueNames()
        for output in outputs { outcome.add(write(output, of: outcome.input, &names), itemCount: output.itemCount) }
    }

    /// Writes one of several objects into the folder that their input becomes.
    func write(_ output: ConversionOutput, of input: InputFile, _ names: inout UniqueNames) -> Outcome.Written {
        var path: String
        // Another input may become the same file that a UID would name.
        repeat {
            path = plan.output(for: input, object: names.name(for: output.uid ?? ""))
        } while planned.contains(path)
        return files.write(output.bytes, to: path)
    }

    /// What forbids to begin: inputs that would become one file, or a file that another input still is.
    func refusal(of inputs: [InputFile]) -> String? {
        if let conflict = plan.conflicts(among: inputs).first {
            return """
                \(conflict.inputs.joined(separator: " and ")) would both become \(conflict.output): rename one, or skip it \
                with --exclude
                """
        }
        let readable = Dictionary(inputs.map { (Self.plain($0.path), $0.path) }) { first, _ in first }
        for input in inputs {
            let output = plan.output(for: input)
            if let other = readable[Self.plain(output)], other != input.path {
                return "\(input.path) would become \(output), which is an input too"
            }
        }
        return nil
    }

    private static func plain(_ path: String) -> String {
        (path.hasPrefix("/") ? "/" : "") + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
}
