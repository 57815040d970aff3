internal import Bytes
internal import Files

/// The rows of one folder until all is known about them: a few are held, more lie in a scratch file.
struct FolderRows: ~Copyable {
    /// How many rows are held.
    private static let mostHeld = 4_096

    private var held: [PlannedMessage] = []
    private var scratch: ScratchFile?
    /// Where the rows in the scratch file end.
    private var ends: [Int] = []
    private var replaced: [Int: PlannedMessage] = [:]

    var count: Int { ends.count + held.count }

    mutating func append(_ row: PlannedMessage) throws(FileError) {
        held.append(row)
        guard held.count == Self.mostHeld else { return }
        var bytes: [UInt8] = []
        let start = ends.last ?? 0
        for row in held {
            bytes += row.json.line
            ends.append(start + bytes.count)
        }
        held.removeAll(keepingCapacity: true)
        if scratch == nil { scratch = try ScratchFile() }
        try scratch?.append(bytes)
    }

    subscript(_ index: Int) -> PlannedMessage {
        get throws(FileError) {
            if let row = replaced[index] { return row }
            if index >= ends.count { return held[index - ends.count] }
            let start = index == 0 ? 0 : ends[index - 1]
            guard let line = try scratch?.read(start..<ends[index]), let row = JSON(line).flatMap(PlannedMessage.init)
            else {
                throw FileError("scratch file", .doesNotExist)
            }
            return row
        }
    }

    /// Changes a row.
    mutating func update(_ index: Int, _ change: (inout PlannedMessage) -> Void) throws(FileError) {
        var row = try self[index]
        change(&row)
        if index >= ends.count { held[index - ends.count] = row } else { replaced[index] = row }
    }
}
