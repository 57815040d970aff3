public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
public import Selecting

/// Items that are written together, in the calendars that they are from.
public struct CalendarPart: Sendable {
    /// What it is called: a UID, a month as `2026-03`, a category or a calendar's name.
    public var name: String
    /// What it holds: a document for each input that has some of it.
    public var documents: [CalendarDocument]
}

extension Converter {
    /// Divides documents: each part has the calendar properties of its items, and the time zones that they name.
    ///
    /// Parts of several inputs that are called the same are one, but for single items.
    ///
    /// - Parameters:
    ///   - documents: what is divided.
    ///   - division: what the items of a part have in common.
    ///   - report: receives what of the inputs was lost in reading, and parts that are outside of the limits.
    public func divide(
        _ documents: [CalendarDocument],
        by division: Division,
        report: inout LossReport
    ) -> [CalendarPart] {
        var parts: [CalendarPart] = []
        var places: [ExactText: Int] = [:]
        var definitions = ZoneDefinitions(zones: zones)
        for (document, tree) in treeDocuments(of: documents) {
            report.merge(document.losses)
            reportRest(of: tree, of: document, &report)
            for piece in pieces(of: tree, named: document.name, by: division) {
                var part: CalendarDocument
                do throws(ReadError) {
                    part = try reading(piece.text)
                } catch {
                    report.fail(Loss(error.rule, .dropped, error.message, uid: piece.name), itemCount: piece.count)
                    continue
                }
                part.name = document.name
                part.mayHaveOddLines = document.mayHaveOddLines
                part.relocation = { _ in SourceLocation() }
                if document.format == nil, case .tree(let tree) = part.content {
                    part.content = .tree(definitions.completing(tree))
                }
                if division != .item, let place = places[ExactText(piece.name)] {
                    parts[place].documents.append(part)
                } else {
                    places[ExactText(piece.name)] = parts.count
                    parts.append(CalendarPart(name: piece.name, documents: [part]))
                }
            }
        }
        return parts
    }

    private func pieces(
        of tree: ComponentTree,
        named name: String,
        by division: Division
    ) -> [(name: String, text: [UInt8], count: Int)] {
        let head = TreeEdit.lines { builder in
            builder.property(.version, raw: "2.0")
            builder.property(.productIdentifier, text: Product.identifier)
        }
        return Self.calendars(of: tree).flatMap { calendar, components in
            division.parts(of: components, calendarName: calendar?.calendarName ?? Self.stem(of: name))
                .map { part in
                    (
                        part.name, TreePart.text(of: part.components, in: calendar, head: head),
                        part.components.count
                    )
                }
        }
    }

    /// The calendars of a tree, and the components that are outside of any.
    private static func calendars(of tree: ComponentTree) -> [(
        calendar: Component?, components: [Component]
    )] {
        let all = tree.components
        let loose = all.filter { $0.name != .vcalendar }
        return all.filter { $0.name == .vcalendar }.map { ($0, $0.components) }
            + (loose.isEmpty ? [] : [(nil, loose)])
    }

    /// Reports what is in no part: calendars without items, and time zones that no item names.
    private func reportRest(
        of tree: ComponentTree,
        of document: CalendarDocument,
        _ report: inout LossReport
    ) {
        var losses = LossReport(keeping: report.keepsRows ? .all : .none)
        lazy var lines = SourceLineIndex(tree.bytes)
        func add(_ id: RuleID, _ detail: String, _ component: Component, _ name: String = "") {
            let place = lines.location(of: tree.lines[component.index])
            losses.add(Loss(id, .dropped, detail, component: component.nameText, uid: name, at: place))
        }
        for (calendar, components) in Self.calendars(of: tree) {
            if let calendar, components.allSatisfy({ $0.name == .vtimezone }) {
                let zones = components.isEmpty ? "" : ", nor for its time zones: \(components.count)"
                add(
                    "calendar-without-items",
                    "a calendar without items; no file is written for it\(zones)",
                    calendar
                )
                continue
            }
            let zones =
                calendar == nil
                ? components.filter { $0.name == .vtimezone } : TreePart.unnamedZones(among: components)
            for zone in zones {
                let name = zone.first(.timeZoneIdentifier)?.text ?? ""
                add("zone-not-named", "a time zone that no item names; it is in no part", zone, name)
            }
        }
        document.place(&losses, isInText: document.format != nil)
        report.merge(losses)
    }

    /// The last name of a path without its extension.
    private static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last ?? "calendar"
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return String(name) }
        return String(name[..<dot])
    }

    /// A document of a text that was read before, so that nothing is to be said of it.
    private func reading(_ text: [UInt8]) throws(ReadError) -> CalendarDocument {
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        return try documents(in: text, as: .iCalendar, diagnostics: &unheard)[0]
    }
}
