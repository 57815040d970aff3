import Kalends

/// Lists what is wrong with a calendar that is to be imported into Outlook.
func problems(in calendar: [UInt8]) -> [String] {
    let validator = Validator(RuleSelection(profile: .outlook))
    return validator.validate(calendar, name: "team.ics").findings.map { finding in
        "\(finding.location.line):\(finding.location.column) \(finding.severity.rawValue) \(finding.message) [\(finding.rule)]"
    }
}
