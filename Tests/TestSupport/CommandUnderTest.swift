import Foundation

/// The command that the tests run.
public enum CommandUnderTest {
    private static let given = ProcessInfo.processInfo.environment["KALENDS_BINARY"].map { URL(fileURLWithPath: $0) }

    /// Whether `KALENDS_BINARY` names it: a release build, as in `make test`.
    public static let isGiven = given != nil

    /// What `KALENDS_BINARY` names, else the one built along with the tests.
    public static let path = given?.path ?? built("kalends")

    /// The program of the calendar store, which lies next to the command.
    public static let store =
        given?.deletingLastPathComponent().appending(path: "kalends-events").path ?? built("kalends-events")

    private static func built(_ name: String) -> String {
        let products = [Bundle.main.executableURL, Bundle.allBundles.first?.bundleURL].compactMap {
            $0?.deletingLastPathComponent().appending(path: name).path
        }
        return products.first(where: FileManager.default.isExecutableFile)
            ?? Repository.file(".build/debug/\(name)").path
    }
}
