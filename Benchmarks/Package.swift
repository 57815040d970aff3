// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "kalends-benchmarks",
    dependencies: [.package(name: "kalends", path: "..", traits: ["Events"])],
    targets: [
        .executableTarget(
            name: "KalendsBenchmark",
            dependencies: [.product(name: "Kalends", package: "kalends")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
        ),
        .executableTarget(
            name: "StoreBenchmark",
            dependencies: [
                .product(name: "Kalends", package: "kalends"), .product(name: "KalendsEvents", package: "kalends"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
        ),
    ]
)
