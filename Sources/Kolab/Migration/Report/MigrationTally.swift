public import CalendarDiagnostics

/// Counts of everything that a survey, plan or migration met; the sums of every table agree.
public struct MigrationTally: Sendable {
    /// The counts of one folder, or of all.
    public struct Counts: Hashable, Sendable {
        /// Messages and Kolab objects.
        public var messages = 0
        /// Objects that are changed.
        public var edited = 0
        /// Exceptions that become subevents of another object.
        public var joined = 0
        /// Objects that stay unchanged, because nothing is to be done or for a reason among the findings.
        public var unchanged = 0
        /// Those of them that stay in the version that they had, although something of them is to be changed.
        public var left = 0
        /// Ordinary mail.
        public var mail = 0
        /// Objects that cannot be read.
        public var quarantined = 0
        /// Files that are not messages.
        public var files = 0
        /// Bytes of all of them.
        public var bytes = 0

        /// Whether the parts add up to the whole.
        public var addUp: Bool { edited + joined + unchanged + mail + quarantined == messages }
    }

    /// One message worth looking at.
    public struct Notable: Hashable, Sendable {
        /// Where it is.
        public var path: String
        /// Its UID.
        public var uid: String
        /// What it is about.
        public var finding: Diagnostic
    }

    /// Everything.
    public private(set) var total = Counts()
    /// By folder below the store.
    public private(set) var folders: [String: Counts] = [:]
    /// The types of folders by their annotations, where a dump was given.
    public private(set) var folderTypes: [String: String] = [:]
    /// Objects by type.
    public private(set) var types: [String: Int] = [:]
    /// Events and tasks by root version.
    public private(set) var versions: [String: Int] = [:]
    /// Events and tasks by the program that wrote them.
    public private(set) var writers: [ClientProgram: Int] = [:]
    private var programs: [String: ClientProgram] = [:]
    /// Messages by what was found about them.
    public private(set) var findings: [RuleID: Int] = [:]
    /// The first words of findings that are the readers' own.
    private(set) var examples: [RuleID: String] = [:]
    /// The first messages of each finding.
    public private(set) var notable: [Notable] = []
    /// Objects that cannot be read, with the reason.
    public private(set) var quarantine: [(path: String, reason: String)] = []
    /// What could not be read.
    public internal(set) var failures: [String] = []
    /// Symbolic links and special files, which are not followed.
    public internal(set) var links: [String] = []
    /// Folder types that had lost their first characters.
    public internal(set) var restoredFolderTypes: [String] = []

    /// How many messages are named for each finding.
    public static let notablePerFinding = 200

    /// Nothing yet.
    public init() {}

    mutating func add(_ omission: PlanOmission) {
        switch omission {
        case .link(let path): links.append(path)
        case .failure(let text): failures.append(text)
        }
    }

    private mutating func program(of productIdentifier: String) -> ClientProgram {
        if let known = programs[productIdentifier] { return known }
        let program = ClientProgram(productIdentifier: productIdentifier)
        // Programs are few; texts that differ in every object are not to be kept.
        if programs.count < 1_000 { programs[productIdentifier] = program }
        return program
    }

    mutating func add(_ row: PlannedMessage, in folder: PlannedFolder) {
        total.add(row)
        folders[folder.path, default: Counts()].add(row)
        if let type = folder.type { folderTypes[folder.path] = type }
        guard row.type != "file" else { return }
        types[row.type, default: 0] += 1
        if !row.version.isEmpty { versions[row.version, default: 0] += 1 }
        if !row.uid.isEmpty { writers[program(of: row.writer), default: 0] += 1 }
        for id in Set(row.findings.map(\.rule)) { findings[id, default: 0] += 1 }
        for finding in row.findings where examples[finding.rule] == nil && MigrationFinding.row(of: finding.rule) == nil
        {
            examples[finding.rule] = finding.message
        }
        let name = row.index.map { "\(row.path)#\($0 + 1)" } ?? row.path
        for finding in row.findings {
            if findings[finding.rule, default: 0] <= Self.notablePerFinding {
                notable.append(Notable(path: name, uid: row.uid, finding: finding))
            }
        }
        if let reason = row.reason, quarantine.count < Self.notablePerFinding { quarantine.append((name, reason)) }
    }
}

extension MigrationTally.Counts {
    fileprivate mutating func add(_ row: PlannedMessage) {
        bytes += row.size
        if row.type == "file" {
            files += 1
            return
        }
        messages += 1
        if row.isLeft, row.action == .copy { left += 1 }
        switch row.action {
        case .edit: edited += 1
        case .join: joined += 1
        case .quarantine: quarantined += 1
        case .copy: if row.type == "mail" { mail += 1 } else { unchanged += 1 }
        }
    }
}
