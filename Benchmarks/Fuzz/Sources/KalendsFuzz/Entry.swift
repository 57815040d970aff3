import Fuzzing
import Glibc

/// The target that the variable KALENDS_FUZZ_TARGET names.
private let target: FuzzTarget = {
    let name = getenv("KALENDS_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.named(name) else {
        print("KALENDS_FUZZ_TARGET is one of:", FuzzTarget.all.map(\.name).joined(separator: " "))
        exit(64)
    }
    return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let reason = target.run(Array(UnsafeBufferPointer(start: start, count: count))) else { return 0 }
    let message = Array("LAW BROKEN: \(reason)\n".utf8)
    _ = write(STDERR_FILENO, message, message.count)
    abort()
}

/// What libFuzzer calls to change an input: half of the time along its structure, else as libFuzzer does.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ longest: Int, _ seed: UInt32) -> Int {
    guard seed % 2 == 0 else { return libFuzzerMutate(data, size, longest) }
    var mutator = Mutator(seed: UInt64(seed), words: target.words, longest: longest)
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    let changed = mutator.mutate(input, with: input)
    for (index, byte) in changed.enumerated() { data[index] = byte }
    return changed.count
}

@_silgen_name("LLVMFuzzerMutate")
private func libFuzzerMutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ longest: Int) -> Int
