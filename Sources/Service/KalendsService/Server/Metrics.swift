#if Service
    internal import Synchronization

    /// Counts what the service does, in the text form of Prometheus.
    final class Metrics: Sendable {
        private struct Series: Hashable {
            var route: String
            var method: String
            var status: Int
        }

        private struct Counts {
            var requests: [Series: Int] = [:]
            var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
            var seconds = 0.0
            var count = 0
            var events: [String: Int] = [:]
        }

        private static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30]
        private let counts = Mutex(Counts())

        /// Counts a request.
        func note(_ route: String, _ method: String, _ status: Int, _ elapsed: Duration) {
            let known = ["GET", "HEAD", "POST", "PUT", "DELETE"].contains(method) ? method : "other"
            let seconds = elapsed / .seconds(1)
            counts.withLock { counts in
                counts.requests[Series(route: route, method: known, status: status), default: 0] += 1
                counts.count += 1
                counts.seconds += seconds
                for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts.buckets[index] += 1 }
            }
        }

        /// Counts something else, by the name of its counter.
        func count(_ name: String) { counts.withLock { $0.events[name, default: 0] += 1 } }

        /// The text that Prometheus reads.
        ///
        /// - Parameter gauges: values of this moment, by name.
        func text(_ gauges: [(name: String, help: String, value: Int)]) -> String {
            let counts = counts.withLock { $0 }
            var text = "# HELP kalends_requests_total Requests answered.\n# TYPE kalends_requests_total counter\n"
            let rows = counts.requests.sorted {
                ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
            }
            for (series, count) in rows {
                text += "kalends_requests_total{route=\"\(series.route)\",method=\"\(series.method)\","
                text += "status=\"\(series.status)\"} \(count)\n"
            }
            let name = "kalends_request_seconds"
            text += "# HELP \(name) How long requests took.\n# TYPE \(name) histogram\n"
            for (bound, count) in zip(Self.bounds, counts.buckets) {
                text += "\(name)_bucket{le=\"\(bound)\"} \(count)\n"
            }
            text +=
                "\(name)_bucket{le=\"+Inf\"} \(counts.count)\n\(name)_sum \(counts.seconds)\n\(name)_count \(counts.count)\n"
            for (event, count) in counts.events.sorted(by: { $0.key < $1.key }) {
                text += "# TYPE kalends_\(event)_total counter\nkalends_\(event)_total \(count)\n"
            }
            for gauge in gauges {
                text += "# HELP kalends_\(gauge.name) \(gauge.help)\n# TYPE kalends_\(gauge.name) gauge\n"
                text += "kalends_\(gauge.name) \(gauge.value)\n"
            }
            return text
        }
    }
#endif
