import Foundation

/// The command that the tests run.
public enum CommandUnderTest {
    /// Whether `KALENDS_BINARY` names it: a release build, as `make test` has it.
    public static let isGiven = ProcessInfo.processInfo.environment["KALENDS_BINARY"] != nil

    /// What `KALENDS_BINARY` names, else the one built along with the tests.
    public static let path: String = {
        if let path = ProcessInfo.processInfo.environment["KALENDS_BINARY"] { return URL(fileURLWithPath: path).path }
        let products = [Bundle.main.executableURL, Bundle.allBundles.first?.bundleURL].compactMap {
            $0?.deletingLastPathComponent().appending(path: "kalends").path
        }
        return products.first(where: FileManager.default.isExecutableFile)
            ?? Repository.file(".build/debug/kalends").path
    }()
}
