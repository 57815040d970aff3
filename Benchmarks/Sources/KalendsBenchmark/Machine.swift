import Dispatch
import Glibc
import Synchronization

/// A file or folder that cannot be read.
struct Unreadable: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) {
        description = "\(path): \(String(cString: strerror(errno)))"
    }
}

/// The bytes of one file.
func readFile(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Unreadable(path) }
    let size = Int(status.st_size)
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
            let got = read(descriptor, buffer.baseAddress! + count, size - count)
            guard got > 0 else { throw Unreadable(path) }
            count += got
        }
    }
}

/// The bytes of every visible file of one folder, in order of name.
func readFolder(_ path: String) throws -> [[UInt8]] {
    guard let folder = opendir(path) else { throw Unreadable(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if !name.hasPrefix(".") { names.append(name) }
    }
    return try names.sorted().map { try readFile("\(path)/\($0)") }
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
    // The kernel gives files under /proc no size, so this one is read by lines.
    guard let file = fopen("/proc/self/status", "r") else { throw Unreadable("/proc/self/status") }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
        let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self).split { $0 == ":" || $0.isWhitespace }
        if fields.first == "VmHWM", fields.count > 1, let peak = Int(fields[1]) { return peak }
    }
    return 0
}
