package import Kalends

extension ConversionOptions {
    /// What is wrong with the options for a format; nil if nothing is.
    package func complaint(of target: CalendarFormat) -> String? {
        if !target.row.envelopes.contains(envelope) {
            return "--envelope message can be used with the Kolab formats only."
        }
        if let profile, !target.row.profiles.contains(profile) { return "--profile can be used with xCal only." }
        if hasExactQuirks, profile != .openEvent, profile != .pentabarf {
            return "--exact-quirks can be used with --profile open-event and pentabarf only."
        }
        return nil
    }
}
