internal import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

/// The element outside of any calendar that may turn out to be an event: one with xCal properties directly in it.
struct FeedItem: Sendable {
    /// How many elements are open around what it holds.
    var depth: Int
    var line: UInt32
    var column: UInt32
    /// The xCal properties, as they were gathered.
    var properties: [LegacyElements] = []
    /// The feed's own words, by the property that each serves for.
    var words: [String: String] = [:]
}

extension XCalDecoder {
    /// The feed's elements that serve where xCal's are missing (RSS 2.0, RFC 4287).
    private static let words = [
        "title": "SUMMARY", "link": "URL", "guid": "UID", "id": "UID", "description": "DESCRIPTION",
        "summary": "DESCRIPTION",
    ]
    private static let items: Set<String> = ["item", "entry"]

    /// Looks at an element outside of any calendar.
    mutating func startOutside(_ event: XMLEvent, _ batch: XMLEventBatch) -> State {
        let name = batch.name(of: event)
        if let item = feedItem, item.depth == open.count {
            let isLoose = !name.namespace.isEmpty && LegacyDialect.namesXCal(name.namespace)
            if isLoose || Self.words[name.localName] != nil && Self.items.contains(parentName) {
                legacy.elements.reset()
                legacy.elements.begin(LegacyElement(name, event, batch))
                return .feedProperty
            }
        }
        // Any element may hold loose properties; inside of an item only the item does.
        if Self.items.contains(name.localName) || feedItem == nil && !open.isEmpty {
            feedItem = FeedItem(depth: open.count + 1, line: event.line, column: event.column)
        }
        return .outside
    }

    private var parentName: String { open.last.map { names[Int($0.nameID)].localName } ?? "" }

    /// Ends an element in, or that is, a feed's item.
    mutating func endOutside(_ event: XMLEvent) throws(ReadError) {
        if state == .feedProperty {
            legacy.elements.end()
            if legacy.elements.isComplete { note(legacy.elements) }
            return
        }
        guard let item = feedItem, item.depth == open.count else { return }
        feedItem = nil
        if !item.properties.isEmpty { return try write(item) }
        surroundings.add(item.words.count, at: SourceLocation(line: Int(item.line), column: Int(item.column)))
    }

    private mutating func note(_ elements: LegacyElements) {
        let element = elements.all[0]
        if !element.name.namespace.isEmpty, LegacyDialect.namesXCal(element.name.namespace) {
            feedItem?.properties.append(elements)
            return
        }
        guard let property = Self.words[element.name.localName] else { return }
        let link = element.attributes.first { $0.name.localName == "href" }?.value
        let text = elements.joinedText.trimmed.string
        guard feedItem?.words[property] == nil else {
            return reportUnused(
                text,
                property,
                at: SourceLocation(line: Int(element.line), column: Int(element.column))
            )
        }
        feedItem?.words[property] = text.isEmpty ? link : text
    }

    private mutating func reportUnused(_ text: String, _ property: String, at place: SourceLocation) {
        report(
            "feed-word-unused",
            .info,
            "\(property) already has a value; skipped: \(text.prefix(60))",
            at: place,
            losing: .dropped
        )
    }

    /// Writes an item as an event of a separate calendar.
    private mutating func write(_ item: FeedItem) throws(ReadError) {
        let place = SourceLocation(line: Int(item.line), column: Int(item.column))
        hasSeenCalendar = true
        if !isFeedOpen {
            isFeedOpen = true
            builder.begin(.vcalendar)
            builder.property(.version, raw: "2.0")
            builder.property(.productIdentifier, raw: "-//Kalends//xCal feed//EN")
        }
        diagnostics.report(
            "feed-item",
            .warning,
            "xCal elements outside of a calendar; read as an event with the texts of the feed item",
            at: place
        )
        try openLegacyComponent("VEVENT", at: place)
        var seen: Set<String> = []
        for elements in item.properties {
            seen.insert(elements.all[0].key)
            try addGathered(elements)
        }
        for (name, text) in item.words.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            if seen.contains(name) {
                reportUnused(text, name, at: place)
                continue
            }
            let name = builder.name(name)
            if name == Name(known: "URL") {
                builder.property(name, raw: text)
            } else {
                builder.property(name, text: text)
            }
        }
        try endLegacyComponent()
    }

    /// Ends the calendar that items were put into.
    mutating func endFeed() {
        guard isFeedOpen else { return }
        isFeedOpen = false
        builder.end()
    }
}
