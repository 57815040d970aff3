import ICalendar
import Testing

@Suite("Vocabulary tables") struct VocabularyTests {
    @Test func `no name has two rows`() {
        for names in [PropertyTable.rows.map(\.name), ParameterTable.rows.map(\.name), ComponentTable.rows.map(\.name)]
        {
            #expect(Set(names).count == names.count)
        }
    }

    @Test func `names are upper case and short enough to be looked up`() {
        let names = PropertyTable.rows.map(\.name) + ParameterTable.rows.map(\.name) + ComponentTable.rows.map(\.name)
        for name in names {
            #expect(name == name.uppercased())
            #expect(name.utf8.count <= 32)
            #expect(Name(known: name.lowercased())?.knownText == name)
        }
    }

    @Test func `every parameter that a property names has a row`() {
        let known = Set(ParameterTable.rows.map(\.name))
        for row in PropertyTable.rows {
            #expect(known.isSuperset(of: row.parameters), "\(row.name)")
            #expect(Set(row.parameters).count == row.parameters.count, "\(row.name)")
        }
    }

    @Test func `every parent of a component has a row, and only the calendar has none`() {
        let known = Set(ComponentTable.rows.map(\.name))
        for row in ComponentTable.rows {
            #expect(known.isSuperset(of: row.parents), "\(row.name)")
            #expect(row.parents.isEmpty == (row.name == "VCALENDAR"), "\(row.name)")
        }
    }

    @Test func `every property has a type, and VALUE may stand where there is a choice`() {
        // PERIOD and DURATION are determined by the value itself; RFC 9253 gives RELATED-TO its types without naming
        // VALUE twice.
        for row in PropertyTable.rows {
            #expect(!row.types.isEmpty, "\(row.name)")
            #expect(Set(row.types).count == row.types.count, "\(row.name)")
            if row.types.count > 1 || !row.hasDefaultType { #expect(row.parameters.contains("VALUE"), "\(row.name)") }
        }
    }

    @Test func `every row says where it is defined`() {
        let sources =
            PropertyTable.rows.map(\.source) + ParameterTable.rows.map(\.source) + ComponentTable.rows.map(\.source)
        for source in sources { #expect(source.contains(where: \.isNumber) || source.hasSuffix("draft"), "\(source)") }
    }

    @Test func `lookups find their rows and nothing else`() {
        for row in PropertyTable.rows {
            #expect(Name(known: row.name).flatMap { Vocabulary.shared.property($0)?.name } == row.name)
        }
        for row in ParameterTable.rows {
            let name = Name(known: row.name)
            #expect(name.flatMap { Vocabulary.shared.parameter($0)?.name } == row.name)
            #expect(name.map { Vocabulary.shared.isQuotedParameter($0) } == row.isQuoted)
        }
        #expect(Name(known: "X-NOBODY-KNOWS") == nil)
        var builder = ComponentTreeBuilder()
        let own = builder.name("X-NOBODY-KNOWS")
        #expect(Vocabulary.shared.property(own) == nil)
        #expect(Vocabulary.shared.parameter(own) == nil)
        #expect(!Vocabulary.shared.isQuotedParameter(own))
    }

    @Test func `value types are found in any letter case, as text and as bytes`() {
        for type in ValueType.allCases where type != .unknown {
            let spelling = type.rawValue.lowercased()
            #expect(Vocabulary.shared.valueType(named: spelling) == type)
            #expect(Vocabulary.shared.valueType(named: Array(spelling.utf8).span) == type)
        }
        #expect(Vocabulary.shared.valueType(named: "UNKNOWN") == nil)
        #expect(Vocabulary.shared.valueType(named: Array("DATE-TIMES".utf8).span) == nil)
    }

    @Test func `every property of RFC 5545 §8.3.2 has a row`() {
        let registered = [
            "CALSCALE", "METHOD", "PRODID", "VERSION", "ATTACH", "CATEGORIES", "CLASS", "COMMENT", "DESCRIPTION", "GEO",
            "LOCATION", "PERCENT-COMPLETE", "PRIORITY", "RESOURCES", "STATUS", "SUMMARY", "COMPLETED", "DTEND", "DUE",
            "DTSTART", "DURATION", "FREEBUSY", "TRANSP", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "TZURL",
            "ATTENDEE", "CONTACT", "ORGANIZER", "RECURRENCE-ID", "RELATED-TO", "URL", "UID", "EXDATE", "EXRULE",
            "RDATE",
            "RRULE", "ACTION", "REPEAT", "TRIGGER", "CREATED", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "REQUEST-STATUS",
        ]
        #expect(Set(PropertyTable.rows.map(\.name)).isSuperset(of: registered))
    }
}
