package import Kalends

extension RestoredSeries {
    /// What was found, in a line.
    package var summaryLine: String {
        var parts = ["\(regularCount) regular"]
        if exclusionCount > 0 { parts.append("\(exclusionCount) excluded") }
        if overrideCount > 0 { parts.append("\(overrideCount) changed") }
        if additionalDateCount > 0 { parts.append("\(additionalDateCount) additional") }
        if !leftovers.isEmpty { parts.append("\(leftovers.count) not explained by the rule") }
        return "\(series.uid): \(rule): \(parts.joined(separator: ", "))"
    }
}
