#if Service
    internal import Batch
    internal import Bytes
    internal import CalendarDiagnostics
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import ICalendar
    internal import Kalends
    internal import KalendsEvents

    // swift-format-ignore
    extension Route {
        private static let calendarName = Parameter.path("name", .text, "The id, name or address of a person, room or resource; all for every event.")

        /// `GET /calendars/{name}.ics`
        static let readCalendar = Route(
            method: .get,
            path: RoutePath("/calendars/{name}.ics"),
            scope: .read,
            name: "readCalendar",
            summary: "A calendar to subscribe to.",
            parameters: [calendarName, .header("If-None-Match", "The ETag of what the client has.")],
            successes: [
                Success(status: .ok, help: "The calendar.", mediaTypes: ["text/calendar"]),
                Success(status: .notModified, help: "Nothing has changed."),
            ]
        ) { call in
            let calendar = PublishedCalendar(call.parameter("name"), call.state)
            let (bytes, tag) = try await call.state.work.run {
                let bytes = try calendar.text()
                return (bytes, EntityTag.of(bytes))
            }
            var response = Response.compressible(bytes, "text/calendar; charset=utf-8", for: call.request)
            response.headers[.cacheControl] = "private, no-cache"
            return response.tagged(response.headers[.contentEncoding] == nil ? tag : EntityTag.compressed(tag), for: call.request)
        }

        /// `PUT /calendars/{name}.ics`
        static let writeCalendar = Route(
            method: .put,
            path: RoutePath("/calendars/{name}.ics"),
            scope: .write,
            name: "writeCalendar",
            summary: "Replace a whole calendar, as programs publish it.",
            parameters: [
                calendarName,
                .header("If-Match", "The ETag of the calendar that is replaced; * for any."),
                .header("If-None-Match", "* if the calendar must be empty."),
            ],
            body: Body(mediaTypes: Input.mediaTypes, help: "The calendar, in any format that is read."),
            successes: [
                Success(status: .ok, help: "What was changed.", mediaTypes: ["application/json"], schema: "service-calendar"),
                Success(status: .created, help: "The calendar was empty.", mediaTypes: ["application/json"], schema: "service-calendar"),
            ],
            problems: [.preconditionFailed, .preconditionRequired]
        ) { call in
            let calendar = PublishedCalendar(call.parameter("name"), call.state)
            let asked = Asked(call)
            let format = try Input.format(ofType: asked.contentType)
            let (match, noneMatch) = (call.request.field(.ifMatch), call.request.field(.ifNoneMatch))
            if match == nil, noneMatch == nil { throw Problem.preconditionRequired }
            let bytes = try await call.bytes()
            try await call.perform(WorkOrder(kind: .calendar, asked: asked, bytes))
            return try await call.state.work.run {
                let (result, wasEmpty) = try calendar.replace(with: bytes, format, ifMatch: match, ifNoneMatch: noneMatch)
                var text = JSONText()
                for (name, count) in [
                    ("created", result.created), ("modified", result.modified), ("unchanged", result.unchanged),
                    ("ignored", result.ignored), ("deleted", result.deleted),
                ] { text.add(name, .number(count)) }
                text.add("report", result.report.json)
                return .bytes(text.line, "application/json", status: wasEmpty ? .created : .ok)
            }
        }

        private static let days: [Parameter] = [
            .query("start", .text, "The first day: \(Day.forms); today if omitted."),
            .query("until", .text, "The day after the last; 62 days later if omitted."),
        ]

        /// `GET /calendars/{name}/free-busy`
        static let readFreeBusy = Route(
            method: .get,
            path: RoutePath("/calendars/{name}/free-busy"),
            scope: .read,
            name: "readFreeBusy",
            summary: "When somebody is busy, without any details.",
            parameters: [calendarName] + days,
            successes: [Success(status: .ok, help: "VFREEBUSY.", mediaTypes: ["text/calendar"])]
        ) { call in
            let period = try call.period()
            let calendar = PublishedCalendar(call.parameter("name"), call.state)
            let bytes = try await call.state.work.run { try calendar.freeBusy(in: period.period) }
            var response = Response.bytes(bytes, "text/calendar; charset=utf-8")
            response.headers[.cacheControl] = "private, no-cache"
            return response
        }

        /// `GET /calendars/{name}`
        static let readAgenda = Route(
            method: .get,
            path: RoutePath("/calendars/{name}"),
            scope: .read,
            name: "readAgenda",
            summary: "A calendar as a page: a list, weeks and months.",
            parameters: [calendarName] + days,
            successes: [Success(status: .ok, help: "The page.", mediaTypes: ["text/html"])]
        ) { call in
            let period = try call.period()
            let calendar = PublishedCalendar(call.parameter("name"), call.state)
            let page = try await call.state.work.run { try calendar.agenda(from: period.first, until: period.end, in: period.period) }
            return PageSecurity.response(page)
        }
    }

    extension Call {
        /// The days that `start` and `until` name.
        fileprivate func period() throws -> (first: CivilDate, end: CivilDate, period: Period) {
            func day(_ name: String) throws -> CivilDate? {
                guard let text = self[name] else { return nil }
                guard let day = Day(argument: text) else {
                    throw Problem.badRequest("\(name) is not a day: \(Day.forms).")
                }
                return day.date
            }
            let first = try day("start") ?? state.zone.local(at: state.now).date
            let end = try day("until") ?? first.addingDays(62)
            guard first.dayNumber <= end.dayNumber, end.dayNumber - first.dayNumber <= 1100, first.isValid, end.isValid
            else {
                throw Problem.badRequest("until has to be from start to 1100 days later.")
            }
            return (first, end, try Period(from: first, until: end, in: state.zone))
        }
    }
#endif
