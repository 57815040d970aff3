internal import Files
internal import Kalends
package import Migration

extension MigrationOptions {
    /// The defaults, with the zones that the tool knows.
    ///
    /// - Parameter jobs: how many threads work; nil for one a processor.
    package init(jobs: Int?) {
        self.init(directory: Converter().zones, jobs: jobs ?? WorkerPool.processorCount)
    }

    /// What is wrong with the version attribute of objects that gain content of 2.1; nil if nothing is.
    package static func complaint(of rootVersion: String, _ zones: Zones, allClientsReadZones: Bool) -> String? {
        guard ["1.0", "1.1"].contains(rootVersion) else { return "--root-version must be 1.0 or 1.1." }
        guard rootVersion == "1.0", zones == .set, !allClientsReadZones else { return nil }
        return
            "--root-version 1.0 with zones shifts events for readers of 2.0; add --zones none or --all-clients-read-tz."
    }

    /// Sets the zones that times were meant in.
    ///
    /// - Parameters:
    ///   - name: the zone where the map has no other; nil for none.
    ///   - path: the file of the map; nil for none.
    /// - Throws: ``UsageError`` for an unknown name or a line of the map that cannot be used.
    package mutating func setZones(_ name: String?, mapFile path: String?) throws {
        timeZone = try name.map { name in
            guard let zone = KnownZone(name, in: directory) else {
                throw UsageError(message: "no zone of the tz database is known by the name \(name)")
            }
            return zone
        }
        guard let path else { return }
        do {
            zoneMap = try ZoneMap(reading: ArgumentFile.text(of: path), in: directory)
        } catch let error as ZoneMap.BadLine {
            throw UsageError(message: "\(path):\(error.line): \(error.reason)")
        }
    }

    /// Sets the types of folders.
    ///
    /// - Parameter path: the dump of their annotations; nil for none.
    package mutating func setFolderTypes(annotationsFile path: String?) throws {
        if let path { folderTypes = FolderTypes(reading: try ArgumentFile.text(of: path)) }
    }
}
