public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kolab

/// Occurrences that Kolab 2.0 keeps in objects of their own and that name their series.
extension CalendarDocument {
    /// The kind and UID of the series that its one object names as its own; nil if it is not such an object.
    public var linkedSeries: String? {
        guard case .series(let all) = content, all.count == 1, all[0].master == nil, all[0].storedUID != nil else {
            return nil
        }
        return "\(all[0].kind.rawValue) \(all[0].uid)"
    }

    /// The kind and UID of its one object where that is a series; nil for anything else.
    public var storedSeries: String? {
        guard case .series(let all) = content, all.count == 1, all[0].master?.isRecurring == true else { return nil }
        return "\(all[0].kind.rawValue) \(all[0].uid)"
    }
}

extension Converter {
    /// The series of documents, with occurrences that are stored apart in the series of their folder.
    func joinedSeries(of documents: [CalendarDocument]) -> [(folder: String, series: Series)] {
        var folders: [String] = []
        var stored: [String: [Series]] = [:]
        for document in documents {
            guard case .series(let all) = document.content else { continue }
            if stored[document.folder] == nil { folders.append(document.folder) }
            stored[document.folder, default: []] += all
        }
        return folders.flatMap { folder in
            let series = stored[folder] ?? []
            return (series.count > 1 ? KolabReader.joinDetached(series, zones: zones) : series).map { (folder, $0) }
        }
    }

    /// Writes documents with occurrences of their series that were read apart.
    ///
    /// - Parameters:
    ///   - documents: what is written.
    ///   - others: documents that ``reportJoined(_:as:report:)`` counts.
    ///   - target: the format of the output.
    ///   - report: receives counts and losses.
    public func write(
        _ documents: [CalendarDocument],
        joining others: [CalendarDocument],
        as target: CalendarFormat,
        report: inout LossReport
    ) -> [ConversionOutput] {
        guard !others.isEmpty else { return write(documents, as: target, report: &report) }
        report.read += documents.reduce(0) { $0 + $1.itemCount }
        for document in documents { reportReading(of: document, as: target, isMerged: true, &report) }
        let written = report.written
        let outputs = write(documents + others, target, &report)
        let count = others.reduce(0) { $0 + $1.itemCount }
        if report.written > written { report.written -= count } else { report.failed -= count }
        return outputs
    }

    /// Counts documents that are written with their series.
    public func reportJoined(_ documents: [CalendarDocument], as target: CalendarFormat, report: inout LossReport) {
        for document in documents {
            report.read += document.itemCount
            report.written += document.itemCount
            reportReading(of: document, as: target, isMerged: true, &report)
        }
    }
}
