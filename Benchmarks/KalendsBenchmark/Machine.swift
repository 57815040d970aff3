import Dispatch
import Files
import Synchronization

/// The bytes of every visible file of a folder, in order of name.
func readFolder(_ path: String) throws -> [[UInt8]] {
    var discovery = InputDiscovery { _, _ in true }
    discovery.add(path)
    let found = discovery.result
    if let failure = found.failures.first { throw failure }
    return try found.files.map { try $0.read() }
}

/// Runs `body` once on each of `count` threads and rethrows the first error.
func onThreads(_ count: Int, _ body: @escaping @Sendable (_ thread: Int) throws -> Void) throws {
    guard count > 1 else { return try body(0) }
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: count) { thread in
        do {
            try body(thread)
        } catch {
            failure.withLock { $0 = $0 ?? error }
        }
    }
    if let error = failure.withLock({ $0 }) { throw error }
}

/// The largest resident set of this program so far, in KiB (VmHWM).
func peakResidentKiB() throws -> Int {
    let status = String(decoding: try WholeFile.readFileOrPipe("/proc/self/status"), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
}
