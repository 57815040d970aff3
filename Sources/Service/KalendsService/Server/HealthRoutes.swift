#if Service
    internal import Bytes
    internal import EventStore
    internal import GRDB
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends

    extension Route {
        /// `GET /health`
        static let health = Route(
            method: .get,
            path: RoutePath("/health"),
            scope: nil,
            name: "health",
            summary: "Whether the service runs.",
            successes: [
                Success(status: .ok, help: "It runs.", mediaTypes: ["application/json"], schema: "service-health")
            ]
        ) { _ in
            .json(.verbatim([("status", .text("ok")), ("version", .text(Product.version))]))
        }

        /// `GET /ready`
        static let ready = Route(
            method: .get,
            path: RoutePath("/ready"),
            scope: nil,
            name: "ready",
            summary: "Whether the service can work: its store answers.",
            successes: [
                Success(status: .ok, help: "It can.", mediaTypes: ["application/json"], schema: "service-ready")
            ]
        ) { call in
            let store = call.state.store
            do {
                let count = try await call.state.work.run {
                    try store.readTables { try Int.fetchOne($0, sql: "SELECT count(*) FROM event") ?? 0 }
                }
                return .json(.verbatim([("status", .text("ok")), ("events", .number(count))]))
            } catch {
                throw Problem(
                    .serviceUnavailable,
                    "not-ready",
                    "The store does not answer",
                    "Look at the log of the service."
                )
            }
        }

        /// `GET /metrics`
        static let metrics = Route(
            method: .get,
            path: RoutePath("/metrics"),
            scope: .admin,
            name: "metrics",
            summary: "Counts of what the service did, for Prometheus.",
            successes: [Success(status: .ok, help: "The counts.", mediaTypes: ["text/plain"])]
        ) { call in
            let text = call.state.metrics.text([
                ("work_waiting", "Pieces of work that wait or are done.", call.state.work.count),
                ("conversions_waiting", "Conversions that wait or are done.", call.state.conversions.count),
            ])
            return .bytes(Array(text.utf8), "text/plain; version=0.0.4; charset=utf-8")
        }
    }
#endif
