import CalendarDiagnostics
import Testing
import XMLSupport

@Suite("Hostile input") struct HostileInputTests {
    private func failure(_ document: String, limits: XMLLimits = XMLLimits()) -> ReadError? {
        var reader = XMLEventReader(limits: limits)
        return reader.failure(Array(document.utf8))
    }

    @Test func `refuses entity bombs at their document type declaration`() {
        var declarations = "<!ENTITY a0 \"lol\">"
        for level in 1...9 {
            let references = String(repeating: "&a\(level - 1);", count: 10)
            declarations += "<!ENTITY a\(level) \"\(references)\">"
        }
        let bomb = failure("<?xml version=\"1.0\"?><!DOCTYPE bomb [\(declarations)]><bomb>&a9;</bomb>")
        #expect(bomb?.reason == .documentType("bomb"))
    }

    @Test func `refuses external entities and fetches nothing`() {
        let file = failure("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>&f;</x>")
        #expect(file?.reason == .documentType("x"))
        let external = failure("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>")
        #expect(external?.reason == .documentType("x"))
    }

    @Test func `an entity that nothing declares is an error`() {
        #expect(failure("<a>&nbsp;</a>")?.rule == "xml-not-well-formed")
        #expect(failure("<a b=\"&nbsp;\"/>")?.rule == "xml-not-well-formed")
    }

    @Test func `refuses depth, at once and however deep`() {
        let deepest = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
        #expect(failure(deepest) == nil)
        #expect(failure("<a>\(deepest)</a>")?.reason == .limitExceeded(name: "xml-depth", limit: 64))
        let bomb = String(repeating: "<a>", count: 100_000)
        #expect(failure(bomb)?.reason == .limitExceeded(name: "xml-depth", limit: 64))
    }

    @Test func `refuses too many attributes of one element`() {
        func element(_ count: Int) -> String { "<a" + (0..<count).map { " a\($0)=\"\"" }.joined() + "/>" }
        let limit = ReadError.Reason.limitExceeded(name: "attributes", limit: 64)
        #expect(failure(element(64)) == nil)
        #expect(failure(element(65))?.reason == limit)
        // So many that comparing them pairwise would take minutes.
        #expect(failure(element(400_000))?.reason == limit)
        let namespaces = (0..<400_000).map { " xmlns:a\($0)=\"u\"" }.joined()
        #expect(failure("<a\(namespaces)/>")?.reason == limit)
    }

    @Test func `counts elements when asked to`() {
        var limits = XMLLimits()
        limits.elements = 3
        #expect(failure("<a><b/><c/></a>", limits: limits) == nil)
        #expect(failure("<a><b/><c/><d/></a>", limits: limits)?.reason == .limitExceeded(name: "elements", limit: 3))
    }

    @Test func `counts bytes and names of a document`() {
        var limits = XMLLimits()
        limits.documentBytes = 100_000
        let long = "<a>" + String(repeating: "x", count: 100_000) + "</a>"
        #expect(failure(long, limits: limits)?.reason == .limitExceeded(name: "document-bytes", limit: 100_000))
        limits = XMLLimits()
        limits.names = 3
        #expect(failure("<a><b/><c/></a>", limits: limits) == nil)
        #expect(failure("<a><b/><c/><d/></a>", limits: limits)?.reason == .limitExceeded(name: "names", limit: 3))
    }

    @Test func `takes a text of 20 MB and refuses one of 30`() {
        var reader = XMLEventReader()
        func text(_ megabytes: Int) -> [UInt8] {
            Array("<a>".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: megabytes * 1_000_000) + Array("</a>".utf8)
        }
        var longest = 0
        var diagnostics = Diagnostics()
        let accepted = text(20)
        #expect(throws: Never.self) {
            try reader.read(accepted.span, reporting: &diagnostics) { batch throws(ReadError) in
                for event in batch.events { longest = max(longest, event.textRange.count) }
            }
        }
        #expect(longest == 20_000_000)
        #expect(reader.failure(text(30))?.reason == .limitExceeded(name: "text-bytes", limit: 24 << 20))
    }

    @Test func `an endless comment, tag or name ends in an error`() {
        let filling = String(repeating: "x ", count: 8_000_000)
        for start in ["<a><!--", "<a><?p ", "<a b=\"", "<a><![CDATA["] {
            #expect(failure(start + filling) != nil, "\(start)")
        }
        #expect(failure("<" + String(repeating: "x", count: 1_000_000)) != nil)
    }

    @Test(arguments: [UInt64](1...40))
    func `survives documents with bytes changed at random`(_ seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        var reader = XMLEventReader(keepsComments: true)
        let document = Array(EventReaderTests.small.utf8)
        for _ in 0..<50 {
            var changed = document
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let index = Int.random(in: changed.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: changed[index] = UInt8.random(in: 0...255, using: &generator)
                case 1: changed.remove(at: index)
                default: changed.insert(Array("<>&\"'=/!?[]-;#x".utf8).randomElement(using: &generator) ?? 0, at: index)
                }
            }
            let whole = reader.record(changed)
            let split = Int.random(in: 0...changed.count, using: &generator)
            let halves = reader.record(chunks: [changed[..<split], changed[split...]])
            #expect(whole.failure == halves.failure)
            if whole.failure == nil { #expect(whole == halves) }
            var diagnostics = Diagnostics()
            _ = try? reader.readTree(changed.span, reporting: &diagnostics).serialized()
        }
    }
}

/// A generator whose every run is the same (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
