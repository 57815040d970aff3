#if Service
    /// Every route of the service.
    enum RouteTable {
        static let all: [Route] =
            [
                .health, .ready, .metrics,
                .formats, .convert, .validate, .expand, .diff,
                .readCalendar, .writeCalendar, .readFreeBusy, .readAgenda,
                .listConferences, .fillConference, .startExport, .createExport, .readTask, .cancelTask, .download,
                .description,
            ] + Route.page
    }
#endif
