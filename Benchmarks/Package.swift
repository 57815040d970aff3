// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "kalends-benchmarks",
    dependencies: [.package(name: "kalends", path: "..")],
    targets: [
        .executableTarget(
            name: "KalendsBenchmark",
            dependencies: [.product(name: "Kalends", package: "kalends")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
        )
    ]
)
