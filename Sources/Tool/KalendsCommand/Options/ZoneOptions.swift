internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// What is done with time zones.
struct ZoneOptions: ParsableArguments {
    @Option(zone: "The zone to set for times that name no zone.", TimeZoneName.iana)
    var setTimezone: TimeZoneName?
    @Option(zone: "Convert all times to this zone; the instants stay the same.", TimeZoneName.iana)
    var toTimezone: TimeZoneName?
    @Flag(help: "Replace Windows names and names with a prefix by IANA time zone names.") var ianaZones =
        false
    @Flag(name: .customLong("add-vtimezones"), help: "Add a VTIMEZONE for each zone that is named and not defined.")
    var addsDefinitions = false

    /// What the options state.
    var changes: ZoneChanges {
        var changes = ZoneChanges()
        changes.usesIANANames = ianaZones
        changes.floatingZone = setTimezone?.name
        changes.targetZone = toTimezone?.name
        changes.addsDefinitions = addsDefinitions
        return changes
    }
}
