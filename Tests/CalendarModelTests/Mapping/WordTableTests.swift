import CalendarDiagnostics
import Testing

@testable import CalendarModel

@Suite("Word tables and conversions") struct WordTableTests {
    private let table = WordTable<Int>(["one": 1, "two": 2], lossy: [3: ("two", "three-lost")])

    @Test func `each word reads as its case and each case writes its word`() {
        #expect(table.value(of: "one") == 1)
        #expect(table.word(for: 2) == "two")
        #expect(table.value(of: "ONE") == nil)
        #expect(table.value(ignoringCaseOf: "ONE") == 1)
        #expect(table.isOneToOne)
    }

    @Test func `a case without a word writes the nearest and names the loss`() {
        #expect(table.word(for: 3) == "two")
        #expect(table.loss(of: 3) == "three-lost")
        #expect(table.loss(of: 1) == nil)
        #expect(table.word(for: 4) == nil)
    }

    @Test func `a table is not one to one when a word or a case stands twice`() {
        #expect(!WordTable<Int>(["one": 1, "uno": 1]).isOneToOne)
        #expect(!WordTable<Int>(["one": 1, "one": 2]).isOneToOne)
        #expect(!WordTable<Int>(["one": 1], lossy: [2: ("three", "lost")]).isOneToOne)
    }

    @Test func `conversions compose in both directions`() throws {
        let increment = Conversion<Int, Int>(
            read: { number throws(ConversionError) in number + 1 },
            write: { number throws(ConversionError) in number - 1 }
        )
        let composed = Conversion<String, Int>.words(table).then(increment)
        #expect(try composed.read("two") == 3)
        #expect(try composed.write(3) == "two")
        #expect(throws: ConversionError.self) { try composed.read("four") }
    }
}
