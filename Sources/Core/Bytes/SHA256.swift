/// SHA-256 (FIPS 180-4): what a file held, in 32 bytes.
///
/// Written here because the package that offers it outside of Apple's systems, swift-crypto, brings all of BoringSSL with it: more C
/// and assembler to compile and to keep up to date than all else this package needs, for one function that never changes. The tests
/// compare it with the standard's vectors and with Python's hashlib.
package struct SHA256: Sendable {
    private var state: [UInt32] = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    private var pending: [UInt8] = []
    private var count = 0

    /// Of nothing yet.
    package init() {}

    /// The digest of `bytes` in hexadecimal digits.
    package static func digest(_ bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// Whether a text is a digest as ``finish()`` gives it.
    package static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }
    }

    /// Adds bytes.
    package mutating func update(_ bytes: [UInt8]) {
        count += bytes.count
        var start = 0
        if !pending.isEmpty {
            start = min(64 - pending.count, bytes.count)
            pending += bytes[..<start]
            guard pending.count == 64 else { return }
            compress(pending, from: 0, blocks: 1)
            pending.removeAll(keepingCapacity: true)
        }
        let blocks = (bytes.count - start) / 64
        compress(bytes, from: start, blocks: blocks)
        pending += bytes[(start + blocks * 64)...]
    }

    /// The digest of `bytes`, as 32 bytes.
    package static func bytes(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        hash.pad()
        return hash.state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
    }

    /// The digest in hexadecimal digits.
    package mutating func finish() -> String {
        pad()
        return state.map { $0.hexDigits(width: 8) }.joined()
    }

    /// Adds what FIPS 180-4 §5.1.1 puts after the bytes.
    private mutating func pad() {
        let bits = UInt64(count) * 8
        var tail: [UInt8] = [0x80]
        while (count + tail.count) % 64 != 56 { tail.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        update(tail)
    }

    private mutating func compress(_ bytes: [UInt8], from start: Int, blocks: Int) {
        let input = bytes.span
        let constants = Self.constants
        let round = constants.span
        var schedule = [UInt32](repeating: 0, count: 64)
        var words = schedule.mutableSpan
        var state = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7])
        for block in 0..<blocks {
            let base = start + block * 64
            for index in 0..<16 {
                let place = base + index * 4
                words[index] =
                    UInt32(input[place]) << 24 | UInt32(input[place + 1]) << 16 | UInt32(input[place + 2]) << 8
                    | UInt32(input[place + 3])
            }
            for index in 16..<64 {
                let (first, second) = (words[index - 15], words[index - 2])
                let low = rotated(first, 7) ^ rotated(first, 18) ^ first >> 3
                let high = rotated(second, 17) ^ rotated(second, 19) ^ second >> 10
                words[index] = words[index - 16] &+ low &+ words[index - 7] &+ high
            }
            var (a, b, c, d, e, f, g, h) = state
            var index = 0
            // After eight rounds every word is in its place again; none has to be moved.
            while index < 64 {
                turn(a, b, c, &d, e, f, g, &h, round[index] &+ words[index])
                turn(h, a, b, &c, d, e, f, &g, round[index + 1] &+ words[index + 1])
                turn(g, h, a, &b, c, d, e, &f, round[index + 2] &+ words[index + 2])
                turn(f, g, h, &a, b, c, d, &e, round[index + 3] &+ words[index + 3])
                turn(e, f, g, &h, a, b, c, &d, round[index + 4] &+ words[index + 4])
                turn(d, e, f, &g, h, a, b, &c, round[index + 5] &+ words[index + 5])
                turn(c, d, e, &f, g, h, a, &b, round[index + 6] &+ words[index + 6])
                turn(b, c, d, &e, f, g, h, &a, round[index + 7] &+ words[index + 7])
                index += 8
            }
            state.0 &+= a
            state.1 &+= b
            state.2 &+= c
            state.3 &+= d
            state.4 &+= e
            state.5 &+= f
            state.6 &+= g
            state.7 &+= h
        }
        self.state = [state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7]
    }

    /// One round (FIPS 180-4 §6.2.2); the words it changes are the fourth and the eighth.
    @inline(__always)
    private func turn(
        _ a: UInt32,
        _ b: UInt32,
        _ c: UInt32,
        _ d: inout UInt32,
        _ e: UInt32,
        _ f: UInt32,
        _ g: UInt32,
        _ h: inout UInt32,
        _ word: UInt32
    ) {
        let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ (g ^ e & (f ^ g)) &+ word
        d = d &+ first
        h = first &+ (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ (a & b | c & (a | b))
    }

    @inline(__always)
    private func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 { word >> places | word << (32 - places) }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
    private static let constants: [UInt32] = [
        0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
        0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
        0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
        0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
        0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
        0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
        0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
        0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
    ]
}
