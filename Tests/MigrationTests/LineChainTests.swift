internal import Bytes
import Testing

@testable import Migration

@Suite("Rows that vouch for one another") struct LineChainTests {
    private func lines() -> [[UInt8]] {
        var chain = LineChain()
        return (0..<6).map { Array(chain.sealed(.members([("number", .number($0))])).dropLast()) }
    }

    private func faults(_ lines: [[UInt8]]) -> [Int] {
        var chain = LineChain()
        return lines.enumerated().filter { !chain.follows($0.element) }.map(\.offset)
    }

    @Test func `whole, they fit and read back`() {
        #expect(faults(lines()).isEmpty)
        #expect(JSON(lines()[3])?["number"]?.number == 3)
    }

    @Test func `a row removed, doubled, moved, put in or damaged shows where it is`() {
        var removed = lines()
        removed.remove(at: 2)
        #expect(faults(removed) == [2])
        var doubled = lines()
        doubled.insert(doubled[2], at: 3)
        #expect(faults(doubled) == [3])
        var moved = lines()
        moved.swapAt(2, 3)
        #expect(faults(moved) == [2, 3, 4])
        var added = lines()
        added.insert(Array("{\"number\":9}".utf8), at: 2)
        #expect(faults(added) == [2])
        for place in lines()[2].indices {
            var damaged = lines()
            damaged[2][place] ^= 1
            #expect(faults(damaged).first == 2)
        }
        #expect(faults([[], Array("{}".utf8)]) == [0, 1])
    }
}
