internal import Synchronization

/// Counts requests of each caller: a bucket that holds the requests of one second, and is filled again all the time.
final class RateLimiter: Sendable {
    private struct Bucket {
        var left: Double
        var last: ContinuousClock.Instant
    }

    private let buckets = Mutex<[String: Bucket]>([:])
    /// How many callers are remembered at most.
    private static let room = 10_000

    /// Takes a request out of the bucket of a caller.
    ///
    /// - Parameter rate: requests a second; 0 for any number.
    /// - Returns: seconds to wait, at least 1; nil if the request may be done.
    func delay(of caller: String, rate: Int, now: ContinuousClock.Instant = .now) -> Int? {
        guard rate > 0 else { return nil }
        return buckets.withLock { buckets in
            if buckets.count >= Self.room { buckets = buckets.filter { $0.value.last.duration(to: now) < .seconds(2) } }
            if buckets.count >= Self.room { buckets.removeAll() }
            var bucket = buckets[caller] ?? Bucket(left: Double(rate), last: now)
            let passed = bucket.last.duration(to: now) / .seconds(1)
            bucket.left = min(Double(rate), bucket.left + passed * Double(rate))
            bucket.last = now
            defer { buckets[caller] = bucket }
            guard bucket.left >= 1 else { return max(1, Int(((1 - bucket.left) / Double(rate)).rounded(.up))) }
            bucket.left -= 1
            return nil
        }
    }
}
