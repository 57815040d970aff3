package import Kalends

extension ConversionOptions {
    /// What is wrong with the options for a format; nil if nothing is.
    package func complaint(of target: CalendarFormat) -> String? {
        if !target.row.envelopes.contains(envelope) { return "--envelope message belongs to the Kolab formats." }
        if let profile, !target.row.profiles.contains(profile) { return "--profile belongs to xCal." }
        if hasExactQuirks, profile != .openEvent, profile != .pentabarf {
            return "--exact-quirks belongs to --profile open-event and pentabarf."
        }
        return nil
    }
}
