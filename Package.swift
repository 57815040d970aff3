// swift-tools-version: 6.2
import PackageDescription

/// The folders of Sources and the targets in each, from the bottom up.
let groups = [
    "Core": ["Platform", "Bytes", "CalendarDiagnostics", "ICalendar", "TimeZones", "Recurrence"],
    "Model": ["CalendarModel", "Occurrences", "Selecting"],
    "Carriers": ["CLibXML2", "CXML", "XMLSupport", "XCal", "JCal", "VCalendar"],
    "Kolab": ["Kolab", "KolabMail", "Migration"],
    "Quality": ["Validation", "Reports"],
    "Tool": [
        "CFileSystem", "Files", "Kalends", "KalendsFoundation", "Batch", "Requests", "Arguments", "KalendsCommand",
    ],
    "Bindings": ["CKalends", "KalendsC"],
    "Events": ["EventStore", "Scheduling", "KalendsEvents", "EventsCommand"],
    "Service": ["KalendsService"],
]

/// What only the package trait `Events` brings: without it nothing of SQLite is fetched or built, and the sources that need it
/// are empty.
let sqlite = ["GRDB", "GRDBSQLite"].map { product($0, of: "GRDB.swift", with: "Events") }

/// What only the package trait `Service` brings: what the export service is built on.
let http = [
    "hummingbird": ["HummingbirdCore", "HummingbirdTLS"],
    "swift-nio": ["NIOCore", "NIOHTTP1", "NIOPosix"],
    "swift-nio-extras": ["NIOHTTPTypes"],
    "swift-http-types": ["HTTPTypes"],
    "swift-log": ["Logging"],
    "swift-metrics": ["CoreMetrics"],
    "swift-nio-ssl": ["NIOSSL"],
    "swift-service-lifecycle": ["ServiceLifecycle", "UnixSignals"],
].flatMap { package, products in products.map { product($0, of: package, with: "Service") } }

func product(_ name: String, of package: String, with trait: String) -> Target.Dependency {
    .product(name: name, package: package, condition: .when(traits: [trait]))
}

/// Every target and what it may import; arrows point down only.
let package = Package(
    name: "kalends",
    products: [
        .library(name: "Kalends", targets: ["Kalends"]),
        .library(name: "KalendsFoundation", targets: ["KalendsFoundation"]),
        .executable(name: "kalends", targets: ["KalendsCommand"]),
        // For programs in C and what calls it: its header is that of CKalends.
        .library(name: "KalendsC", type: .dynamic, targets: ["KalendsC"]),
        // With the trait `Events`: the calendar store, and the program that `kalends store` starts.
        .library(name: "KalendsEvents", targets: ["KalendsEvents"]),
        .executable(name: "kalends-events", targets: ["EventsCommand"]),
        // For the package in Benchmarks/Fuzz alone.
        .library(name: "Fuzzing", targets: ["Fuzzing"]),
    ],
    traits: [
        .trait(name: "Events", description: "A calendar store on SQLite, with its command kalends-events."),
        .trait(name: "Service", description: "The export service of kalends-events.", enabledTraits: ["Events"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        // Of libxslt the headers alone: it is loaded when a stylesheet is applied.
        .target(
            name: "CXML",
            dependencies: ["CLibXML2"],
            linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]
        ),
        .target(name: "Platform"),
        .target(name: "Bytes"),
        .target(name: "CalendarDiagnostics"),
        .target(name: "ICalendar", dependencies: ["Platform", "Bytes", "CalendarDiagnostics"]),
        .target(name: "XMLSupport", dependencies: ["Bytes", "CXML", "CalendarDiagnostics"]),
        .target(
            name: "CalendarTransforms",
            path: "xslt",
            exclude: ["README.md"],
            resources: [.embedInCode("xcal-to-icalendar.xsl")]
        ),
        .target(name: "XCal", dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar", "XMLSupport"]),
        .target(name: "JCal", dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar"]),
        .target(name: "CFileSystem"),
        .target(name: "Files", dependencies: ["Platform", "Bytes", "CalendarDiagnostics", "CFileSystem"]),
        .target(
            name: "TimeZones",
            dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar"],
            exclude: ["Carried/generate.py"]
        ),
        .target(name: "CalendarModel", dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar"]),
        .target(
            name: "Recurrence",
            dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar", "TimeZones"],
            exclude: ["Calendars/generate-islamic.swift", "Calendars/generate-lunisolar.py"]
        ),
        .target(
            name: "Occurrences",
            dependencies: ["Bytes", "CalendarDiagnostics", "CalendarModel", "ICalendar", "Recurrence", "TimeZones"]
        ),
        .target(
            name: "Selecting",
            dependencies: [
                "Bytes", "CalendarDiagnostics", "CalendarModel", "ICalendar", "Occurrences", "Recurrence", "TimeZones",
            ]
        ),
        .target(
            name: "Kolab",
            dependencies: ["Bytes", "CalendarDiagnostics", "CalendarModel", "XMLSupport", "TimeZones", "Recurrence"]
        ),
        .target(name: "KolabMail", dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar", "Kolab", "Files"]),
        .target(name: "VCalendar", dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar", "KolabMail"]),
        .target(
            name: "Validation",
            dependencies: [
                "Bytes", "CalendarDiagnostics", "ICalendar", "JCal", "Kolab", "KolabMail", "Recurrence", "TimeZones",
                "VCalendar", "XCal",
                "XMLSupport",
            ]
        ),
        .target(
            name: "Reports",
            dependencies: ["Bytes", "CalendarDiagnostics", "Files", "ICalendar", "Migration", "Validation"]
        ),
        .target(
            name: "Kalends",
            dependencies: [
                "Bytes", "Validation", "ICalendar", "XMLSupport", "XCal", "JCal", "CalendarModel", "TimeZones",
                "Recurrence",
                "Occurrences", "Kolab", "KolabMail", "VCalendar", "Files", "Selecting",
            ]
        ),
        .target(
            name: "KalendsFoundation",
            dependencies: ["CalendarDiagnostics", "CalendarModel", "ICalendar", "Kalends", "Occurrences", "TimeZones"]
        ),
        .target(
            name: "Migration",
            dependencies: [
                "Bytes", "CalendarDiagnostics", "CalendarModel", "Files", "ICalendar", "Kolab", "KolabMail",
                "Recurrence",
                "TimeZones",
                "XMLSupport",
            ]
        ),
        .target(
            name: "Batch",
            dependencies: [
                "Bytes", "CalendarTransforms", "Files", "Kalends", "Migration", "Reports", "Selecting", "Validation",
            ]
        ),
        .target(
            name: "Arguments",
            dependencies: [
                "Batch", "Files", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        // Work on calendars in memory.
        .target(
            name: "Requests",
            dependencies: ["Batch", "Bytes", "Files", "Kalends", "Occurrences", "Reports", "Selecting", "Validation"]
        ),
        .target(name: "CKalends"),
        .target(name: "KalendsC", dependencies: ["CKalends", "Files", "Kalends", "Platform", "Requests"]),
        .executableTarget(
            name: "KalendsCommand",
            dependencies: [
                "Arguments", "Batch", "Files", "Kalends", "Migration", "Reports", "Requests", "Selecting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(
            name: "EventStore",
            dependencies: [
                "Bytes", "CalendarDiagnostics", "CalendarModel", "ICalendar", "Kalends", "Occurrences",
                "TimeZones",
            ] + sqlite
        ),
        .target(
            name: "Scheduling",
            dependencies: [
                "Bytes", "CalendarDiagnostics", "CalendarModel", "EventStore", "ICalendar", "Kalends",
                "KolabMail", "Occurrences",
                "TimeZones",
            ]
        ),
        .target(name: "KalendsEvents", dependencies: ["EventStore", "Scheduling"]),
        .target(
            name: "KalendsService",
            dependencies: [
                "Batch", "Bytes", "CalendarDiagnostics", "CalendarModel", "EventStore", "Files", "ICalendar", "Kalends",
                "KalendsEvents",
                "Occurrences", "Reports", "Scheduling", "TimeZones", "Validation", "XMLSupport",
            ] + http + sqlite,
            resources: [
                .embedInCode("Page/page.html"), .embedInCode("Page/page.css"), .embedInCode("Page/page.js"),
            ]
        ),
        .executableTarget(
            name: "EventsCommand",
            dependencies: [
                "Arguments", "Batch", "Files", "Kalends", "KalendsEvents", "KalendsService",
                "Migration", "Reports",
                "TimeZones",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "KalendsBenchmark",
            dependencies: ["Files", "Kalends", "Platform", "Validation"],
            path: "Benchmarks/KalendsBenchmark"
        ),
        .executableTarget(
            name: "StoreBenchmark",
            dependencies: ["Kalends", "KalendsEvents"],
            path: "Benchmarks/StoreBenchmark"
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .target(name: "Comparing", dependencies: ["ICalendar", "Kalends"], path: "Tests/Comparing"),
        .testTarget(name: "BytesTests", dependencies: ["Bytes"]),
        .testTarget(name: "ICalendarTests", dependencies: ["Bytes", "ICalendar"]),
        .testTarget(name: "CalendarModelTests", dependencies: ["CalendarModel", "ICalendar", "CalendarDiagnostics"]),
        .testTarget(name: "XMLSupportTests", dependencies: ["Bytes", "CalendarDiagnostics", "XMLSupport"]),
        .testTarget(
            name: "XCalTests",
            dependencies: ["Bytes", "XCal", "ICalendar", "XMLSupport", "CalendarDiagnostics"],
            exclude: ["corpus-exceptions.txt"]
        ),
        .testTarget(name: "JCalTests", dependencies: ["JCal", "ICalendar", "CalendarDiagnostics"]),
        .testTarget(name: "FilesTests", dependencies: ["Files"]),
        .testTarget(name: "TimeZonesTests", dependencies: ["TimeZones", "ICalendar", "CalendarDiagnostics"]),
        .testTarget(
            name: "RecurrenceTests",
            dependencies: ["Recurrence", "ICalendar", "TimeZones", "CalendarDiagnostics"],
            exclude: ["disputed-policies.txt", "dateutil-oracle.py", "icu-oracle.py", "icu-72-differences.txt"]
        ),
        .testTarget(
            name: "KolabTests",
            dependencies: [
                "Kolab", "KolabMail", "CalendarModel", "ICalendar", "TimeZones", "XMLSupport",
                "CalendarDiagnostics",
            ]
        ),
        .testTarget(
            name: "OccurrencesTests",
            dependencies: [
                "Occurrences", "CalendarModel", "ICalendar", "Recurrence", "TimeZones", "CalendarDiagnostics",
            ],
            exclude: ["known-differences.txt"]
        ),
        .testTarget(
            name: "SelectingTests",
            dependencies: ["Selecting", "CalendarModel", "ICalendar", "TimeZones", "CalendarDiagnostics"]
        ),
        .testTarget(name: "KolabMailTests", dependencies: ["Bytes", "KolabMail", "CalendarDiagnostics", "ICalendar"]),
        .testTarget(
            name: "MigrationTests",
            dependencies: [
                "Migration", "Bytes", "CalendarDiagnostics", "CalendarModel", "Files", "ICalendar", "Kalends", "Kolab",
                "KolabMail", "TimeZones",
                "XMLSupport",
            ],
            exclude: ["old-reader.py", "corpus-exceptions.txt", "faults.c"]
        ),
        .testTarget(
            name: "ValidationTests",
            dependencies: ["CalendarDiagnostics", "Kalends", "Validation"],
            exclude: ["catalogue.md", "judged-findings.md", "draw-findings.py"]
        ),
        .testTarget(name: "KalendsFoundationTests", dependencies: ["KalendsFoundation", "Kalends"]),
        .testTarget(name: "LibraryTests", dependencies: ["Kalends"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Bytes", "CalendarDiagnostics", "ICalendar", "Reports", "Validation"]
        ),
        .testTarget(name: "BatchTests", dependencies: ["Batch", "Files", "Kalends", "Reports", "Validation"]),
        .testTarget(name: "GoldenTests", dependencies: ["Comparing", "Kalends"]),
        .testTarget(
            name: "TransformTests",
            dependencies: ["CalendarTransforms", "ICalendar", "Kalends", "XCal", "XMLSupport"]
        ),
        .target(
            name: "Fuzzing",
            dependencies: ["Comparing", "Files", "Kalends", "Migration", "TimeZones"],
            path: "Tests/Fuzzing"
        ),
        .testTarget(name: "RobustnessTests", dependencies: ["Comparing", "Fuzzing", "Kalends"], exclude: ["Known"]),
        .testTarget(name: "TranscriptTests", dependencies: ["Files"]),
        .testTarget(name: "PackagingTests", dependencies: ["Kalends"], exclude: ["offers.py"]),
        .testTarget(name: "BindingsTests", dependencies: ["Kalends"], exclude: ["client.c", "swift.supp"]),
        .testTarget(
            name: "EventsTests",
            dependencies: ["Files", "Kalends", "KalendsEvents", "TimeZones"],
        ),
        // Clients in Python, which ask the built program.
        .testTarget(
            name: "ServiceTests",
            dependencies: ["KalendsService"],
            exclude: [
                "service.py", "conferences.py", "running.py", "working.py", "hostile.py", "workers.py", "exports.py",
                "calendars.py", "schemas.py", "page.py", "load.py", "described.py",
            ]
        ),
    ]
)

for (group, names) in groups {
    for target in package.targets where names.contains(target.name) {
        target.path = "Sources/\(group)/\(target.name)"
    }
}

// The folders, the corpus, the runner of programs and the oracles are found in one way.
for target in package.targets where target.isTest {
    target.dependencies.append("TestSupport")
}

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .swiftLanguageMode(.v6),
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
            .strictMemorySafety(),
        ]
}

// The Makefile builds what is released with -Osize in modules that take little of the time; the programs are a twentieth smaller.
// Packages with such flags cannot be dependencies of others, so they are set for these builds alone.
if Context.environment["KALENDS_RELEASE"] != nil {
    let quickEnough = [
        "Arguments", "Batch", "CalendarDiagnostics", "Files", "JCal", "Kalends", "KalendsCommand", "KolabMail", "Migration",
        "Occurrences", "Recurrence", "Reports", "Requests", "Selecting", "TimeZones", "VCalendar", "Validation",
    ]
    for target in package.targets where quickEnough.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-Osize"], .when(configuration: .release)))
    }
}
