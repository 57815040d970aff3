// swift-tools-version: 6.2
import PackageDescription

/// Fuzzing along coverage: `swift build -c release --sanitize=fuzzer --sanitize=address`, see `run.py`.
let package = Package(
    name: "kalends-fuzz",
    dependencies: [.package(name: "kalends", path: "../..")],
    targets: [
        .executableTarget(
            name: "KalendsFuzz",
            dependencies: [.product(name: "Fuzzing", package: "kalends")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .unsafeFlags(["-parse-as-library"])]
        )
    ]
)
