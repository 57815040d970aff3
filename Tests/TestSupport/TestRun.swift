import Foundation

/// What the environment requires of a run of the tests.
public enum TestRun {
    /// The long versions of the tests: `KALENDS_SOAK`.
    public static let isSoak = isSet("KALENDS_SOAK")
    /// Expectations are written instead of compared: `KALENDS_RECORD`.
    public static let isRecording = isSet("KALENDS_RECORD")
    /// Other software that a test needs has to be installed: `KALENDS_REQUIRE_ORACLES`, which `make test` sets.
    public static let requiresOracles = isSet("KALENDS_REQUIRE_ORACLES")

    private static func isSet(_ name: String) -> Bool {
        !(ProcessInfo.processInfo.environment[name] ?? "").isEmpty
    }
}
