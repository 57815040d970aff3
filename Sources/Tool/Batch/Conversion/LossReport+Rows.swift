package import Kalends

extension LossReport {
    /// The losses as JSON objects, each on a line.
    ///
    /// - Parameter file: the file of losses that name none.
    package func rows(file: String) -> [UInt8] { ReportFile.rows(of: losses, file: file) }
}
