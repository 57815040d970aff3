import CalendarDiagnostics
import Testing
import XMLSupport

@Suite("Event reader") struct EventReaderTests {
    static let small = """
        <?xml version="1.0" encoding="UTF-8"?>\r
        <r xmlns="urn:r" xmlns:p="urn:p" a="1 &amp; 2">\r
          <p:t p:b='x'>\u{E4}\u{20AC}\u{1F600} &lt;&#10;<![CDATA[ <raw> ]]]]></p:t>
          <!-- note --><?do it?><e/>tail<e>
          </e>
        </r>

        """

    @Test func `delivers the events of a document`() {
        var reader = XMLEventReader(keepsComments: true)
        let recording = reader.record(Self.small)
        #expect(
            recording.events == [
                "2:1 <{urn:r}r a=1 & 2 xmlns:=urn:r xmlns:p=urn:p>",
                "2 [\n  ] blank",
                "3:3 <{urn:p}t {urn:p}b=x>",
                "3 [\u{E4}\u{20AC}\u{1F600} <\n <raw> ]]]",
                "3 </{urn:p}t>",
                "3 [\n  ] blank",
                "4 <!-- note -->",
                "4 <?do it?>",
                "4:25 <{urn:r}e>",
                "4 </{urn:r}e>",
                "4 [tail]",
                "4:33 <{urn:r}e>",
                "4 [\n  ] blank",
                "5 </{urn:r}e>",
                "5 [\n] blank",
                "6 </{urn:r}r>",
            ]
        )
        #expect(recording.failure == nil)
        #expect(recording.rules.isEmpty)
    }

    @Test func `joins texts around comments that nobody asked for`() {
        var reader = XMLEventReader()
        #expect(reader.record("<a>x<!-- c -->y<?p?>z</a>").events == ["1:1 <a>", "1 [xyz]", "1 </a>"])
    }

    @Test func `gives the same events wherever the document is cut`() {
        var reader = XMLEventReader(keepsComments: true)
        let document = Array(Self.small.utf8)
        let whole = reader.record(document)
        for first in 0...document.count {
            #expect(reader.record(chunks: [document[..<first], document[first...]]) == whole, "cut at \(first)")
        }
        #expect(reader.record(chunks: document.indices.map { document[$0...$0] }) == whole)
    }

    @Test func `a document cut off anywhere fails, and alike in one piece and in two`() {
        var reader = XMLEventReader(keepsComments: true)
        let document = Array(Self.small.utf8)
        let end = document.count - 2
        for length in 0..<end {
            let cut = document[..<length]
            let whole = reader.record(chunks: [cut])
            #expect(whole.failure != nil, "cut off at \(length)")
            for split in stride(from: 0, through: length, by: 7) {
                #expect(
                    reader.record(chunks: [cut[..<split], cut[split...]]) == whole,
                    "cut off at \(length), split at \(split)"
                )
            }
        }
    }

    @Test func `reads on after a failure`() {
        var reader = XMLEventReader(keepsComments: true)
        let whole = reader.record(Self.small)
        for broken in [
            "", "<a>", "<a></b>", "<!DOCTYPE a><a/>", "<a b=1/>", "<\u{1}", "<a>&x;</a>", "\u{FEFF}", "<?xml",
        ] {
            #expect(reader.record(broken).failure != nil, "\(broken)")
            #expect(reader.record(Self.small) == whole, "after \(broken)")
        }
    }

    @Test func `counts lines beyond 65,535`() {
        var reader = XMLEventReader()
        let document = "<a>" + String(repeating: "\n", count: 100_000) + "<b/></a>"
        #expect(reader.record(document).events[2] == "100001:1 <b>")
        let failure = reader.failure(Array((document + "<").utf8))
        #expect(failure?.location.line == 100_001)
    }

    @Test func `resolves each name once per reader`() {
        var reader = XMLEventReader()
        var map = XMLNameMap<String>()
        var asked: [String] = []
        var diagnostics = Diagnostics()
        for document in ["<a><b/></a>", "<b><c/></b>", "<a/>"] {
            let bytes = Array(document.utf8)
            _ = try? reader.read(bytes.span, reporting: &diagnostics) { batch throws(ReadError) in
                map.update(batch.names) { name in
                    asked.append(name.localName)
                    return name.localName
                }
                for event in batch.events { #expect(map[event.nameID] == batch.name(of: event).localName) }
            }
        }
        #expect(asked == ["a", "b", "c"])
    }

    @Test func `forgets names when documents keep bringing new ones`() {
        var reader = XMLEventReader()
        var map = XMLNameMap<String>()
        var diagnostics = Diagnostics()
        var most = 0
        for round in 0..<20 {
            let elements = (0..<1_000).map { "<n\(round)-\($0)/>" }.joined()
            let bytes = Array("<r>\(elements)</r>".utf8)
            _ = try? reader.read(bytes.span, reporting: &diagnostics) { batch throws(ReadError) in
                map.update(batch.names) { $0.localName }
                most = max(most, batch.names.count)
                for event in batch.events { #expect(map[event.nameID] == batch.name(of: event).localName) }
            }
        }
        #expect(most < 6_000)
        #expect(diagnostics.isEmpty)
    }

    @Test func `passes on an error of the consumer and can be used again`() {
        var reader = XMLEventReader()
        var diagnostics = Diagnostics()
        let bytes = Array("<a/>".utf8)
        #expect(throws: ReadError(.invalid("enough"))) {
            try reader.read(bytes.span, reporting: &diagnostics) { _ throws(ReadError) in
                throw ReadError(.invalid("enough"))
            }
        }
        #expect(reader.record("<a/>").events.count == 2)
    }
}
