public import ArgumentParser
internal import Arguments
internal import Batch
public import Kalends
public import Selecting

extension ReadFormat: ExpressibleByArgument {}
extension WrittenFormat: ExpressibleByArgument {}
extension Day: ExpressibleByArgument {}
extension Division: ExpressibleByArgument {}
extension DuplicatePolicy: ExpressibleByArgument {}
extension AgendaListing.Form: ExpressibleByArgument {}
extension OccurrenceRows.Form: ExpressibleByArgument {}
extension KolabVersion: ExpressibleByArgument {}
extension InexpressiblePolicy: ExpressibleByArgument {}
extension ConversionOptions.Envelope: ExpressibleByArgument {}
extension ConversionOptions.Profile: ExpressibleByArgument {}
