#if Service
    internal import CoreMetrics
    internal import Synchronization

    /// Keeps what the service and the libraries below count with swift-metrics, in the text form of Prometheus.
    final class Metrics: MetricsFactory, Sendable {
        private struct Key: Hashable {
            let label: String
            /// `{name="value",…}`; empty without dimensions.
            let dimensions: String
        }

        private struct Kept {
            var counts: [Key: Count] = [:]
            var times: [Key: Times] = [:]
            var values: [Key: LastValue] = [:]
        }

        private static let requests = "kalends_requests_total"
        private static let seconds = "kalends_request_seconds"
        private static let help = [requests: "Requests answered.", seconds: "How long requests took."]
        private let kept = Mutex(Kept())

        /// Counts a request.
        func note(_ route: String, _ method: String, _ status: Int, _ elapsed: Duration) {
            let known = ["GET", "HEAD", "POST", "PUT", "DELETE"].contains(method) ? method : "other"
            let dimensions = [("route", route), ("method", known), ("status", String(status))]
            Counter(label: Self.requests, dimensions: dimensions, factory: self).increment()
            Timer(label: Self.seconds, dimensions: [], factory: self).recordNanoseconds(
                Int64(elapsed / .nanoseconds(1))
            )
        }

        /// Counts something else, by the name of its counter.
        func count(_ name: String) { Counter(label: "kalends_\(name)_total", factory: self).increment() }

        // MARK: As libraries ask for them

        func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
            kept.withLock { $0.counts.existing(Self.key(label, dimensions), or: Count()) }
        }

        func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
            kept.withLock { $0.times.existing(Self.key(label, dimensions), or: Times()) }
        }

        func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
            kept.withLock { $0.values.existing(Self.key(label, dimensions), or: LastValue()) }
        }

        // What was counted stays, so that no count falls.
        func destroyCounter(_ handler: any CounterHandler) {}
        func destroyTimer(_ handler: any TimerHandler) {}
        func destroyRecorder(_ handler: any RecorderHandler) {}

        private static func key(_ label: String, _ dimensions: [(String, String)]) -> Key {
            let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
            let texts = dimensions.map { name, value in
                let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                return "\(name)=\"\(escaped.replacing("\n", with: "\\n"))\""
            }
            return Key(label: name, dimensions: texts.isEmpty ? "" : "{\(texts.joined(separator: ","))}")
        }

        // MARK: The text

        /// The text that Prometheus reads.
        ///
        /// - Parameter gauges: values of this moment, by name.
        func text(_ gauges: [(name: String, help: String, value: Int)]) -> String {
            let (counts, times, values) = kept.withLock { ($0.counts, $0.times, $0.values) }
            var text = Self.rows(counts, "counter") { [("", $0.text)] }
            text += Self.rows(times, "histogram") { $0.rows }
            text += Self.rows(values, "gauge") { [("", $0.text)] }
            for gauge in gauges {
                text += "# HELP kalends_\(gauge.name) \(gauge.help)\n# TYPE kalends_\(gauge.name) gauge\n"
                text += "kalends_\(gauge.name) \(gauge.value)\n"
            }
            return text
        }

        private static func rows<Value>(
            _ kept: [Key: Value],
            _ type: String,
            _ rows: (Value) -> [(suffix: String, value: String)]
        ) -> String {
            var text = ""
            var last = ""
            let sorted = kept.sorted { ($0.key.label, $0.key.dimensions) < ($1.key.label, $1.key.dimensions) }
            for (key, value) in sorted {
                if key.label != last {
                    if let help = help[key.label] { text += "# HELP \(key.label) \(help)\n" }
                    text += "# TYPE \(key.label) \(type)\n"
                    last = key.label
                }
                for row in rows(value) {
                    // The bound of a bucket is a dimension of its own.
                    let bound = row.suffix.firstIndex(of: "{").map { row.suffix[$0...] } ?? ""
                    let dimensions = [key.dimensions.dropFirst().dropLast(), bound.dropFirst().dropLast()]
                        .filter { !$0.isEmpty }.joined(separator: ",")
                    let name = key.label + row.suffix.dropLast(bound.count)
                    text += "\(name)\(dimensions.isEmpty ? "" : "{\(dimensions)}") \(row.value)\n"
                }
            }
            return text
        }
    }

    // MARK: - What is kept

    extension Metrics {
        private final class Count: CounterHandler {
            private let value = Atomic<Int64>(0)

            func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
            func reset() { value.store(0, ordering: .relaxed) }
            var text: String { String(value.load(ordering: .relaxed)) }
        }

        private final class LastValue: RecorderHandler {
            private let value = Mutex(0.0)

            func record(_ value: Int64) { record(Double(value)) }
            func record(_ value: Double) { self.value.withLock { $0 = value } }
            var text: String { String(value.withLock { $0 }) }
        }

        private final class Times: TimerHandler {
            private struct Sums {
                var buckets = [Int](repeating: 0, count: Times.bounds.count)
                var seconds = 0.0
                var count = 0
            }

            private static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30]
            private let sums = Mutex(Sums())

            func recordNanoseconds(_ duration: Int64) {
                let seconds = Double(duration) / 1e9
                sums.withLock { sums in
                    sums.count += 1
                    sums.seconds += seconds
                    for (index, bound) in Self.bounds.enumerated() where seconds <= bound { sums.buckets[index] += 1 }
                }
            }

            var rows: [(suffix: String, value: String)] {
                let sums = sums.withLock { $0 }
                let buckets = zip(Self.bounds, sums.buckets).map { ("_bucket{le=\"\($0)\"}", String($1)) }
                return buckets + [
                    ("_bucket{le=\"+Inf\"}", String(sums.count)), ("_sum", String(sums.seconds)),
                    ("_count", String(sums.count)),
                ]
            }
        }
    }

    extension Dictionary {
        /// The value of a key, which is kept from now on if there was none.
        fileprivate mutating func existing(_ key: Key, or new: @autoclosure () -> Value) -> Value {
            if let known = self[key] { return known }
            let value = new()
            self[key] = value
            return value
        }
    }
#endif
