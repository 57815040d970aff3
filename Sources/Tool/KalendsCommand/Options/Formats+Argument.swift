public import ArgumentParser
internal import Arguments
internal import Batch
public import Kalends
public import Selecting

extension ReadFormat: ExpressibleByArgument {
    package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension WrittenFormat: ExpressibleByArgument {
    package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension Division: ExpressibleByArgument {}
extension DuplicatePolicy: ExpressibleByArgument {}
extension AgendaListing.Form: ExpressibleByArgument {}
extension OccurrenceRows.Form: ExpressibleByArgument {}
extension KolabVersion: ExpressibleByArgument {}
extension InexpressiblePolicy: ExpressibleByArgument {}
extension ConversionOptions.Envelope: ExpressibleByArgument {}
extension ConversionOptions.Profile: ExpressibleByArgument {}
