import CalendarDiagnostics
import Testing
import XMLSupport

@Suite("Repairs") struct RepairTests {
    private func root(_ document: [UInt8]) throws -> (XMLElement, Diagnostics) {
        var reader = XMLEventReader()
        var diagnostics = Diagnostics(file: "note.xml")
        let element = try reader.readTree(document.span, reporting: &diagnostics)
        return (element, diagnostics)
    }

    private func root(_ document: String) throws -> (XMLElement, Diagnostics) { try root(Array(document.utf8)) }

    @Test(
        arguments: [
            ("\u{FEFF}<?xml version=\"1.0\"?><a>x</a>", []),
            ("\u{FEFF}<a>x</a>", []),
            ("\n<a>x</a>", []),
            (" \r\n\t<?xml version=\"1.0\" encoding=\"utf-8\"?><a>x</a>", ["xml-blank-before-declaration"]),
            ("\u{FEFF}\n<?xml version=\"1.0\"?><a>x</a>", ["xml-blank-before-declaration"]),
            ("<?XML version=\"1.0\"?><a>x</a>", ["xml-declaration-case"]),
            ("\n<?Xml version=\"1.0\"?>\n<a>x</a>", ["xml-blank-before-declaration", "xml-declaration-case"]),
            ("<?xml version=\"1.0\" encoding=\"utf-16\"?><a>x</a>", ["xml-encoding-mislabelled"]),
            ("<a b=\"1\"c='2'>x</a>", ["xml-attributes-glued"]),
            ("<a><!-- a=\"1\"b --><b c='\"'d=\"'\"e=\"/\"/>x</a>", ["xml-attributes-glued", "xml-attributes-glued"]),
            ("<a>x\u{6}</a>", ["xml-forbidden-character"]),
            ("<a>\u{FFFF}x</a>", ["xml-forbidden-character"]),
            ("<p:a>x</p:a>", ["xml-namespace"]),
        ] as [(String, [RuleID])]
    )
    func `reads what known writers get wrong and says so`(_ document: String, _ rules: [RuleID]) throws {
        let (element, diagnostics) = try root(document)
        #expect(element.text == "x")
        #expect(diagnostics.all.map(\.rule) == rules)
        #expect(diagnostics.all.allSatisfy { $0.location.file == "note.xml" && $0.location.line > 0 })
    }

    @Test func `line numbers stay true when white space moves behind the declaration`() throws {
        let (element, _) = try root("\n\n<?xml version=\"1.0\"?>\n<a>\n<b/></a>")
        #expect(element.line == 4)
        #expect(element.child("b")?.line == 5)
    }

    @Test func `reads ISO-8859-1 bytes in a document that claims UTF-8`() throws {
        let bytes =
            Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>K".utf8) + [0xF6] + Array("ln \u{E4}".utf8)
            + [0xDF, 0xE4] + Array("</a>".utf8)
        let (element, diagnostics) = try root(bytes)
        #expect(element.text == "K\u{F6}ln \u{E4}\u{DF}\u{E4}")
        #expect(diagnostics.all.map(\.rule) == ["xml-invalid-utf8"])
        #expect(diagnostics.all.first?.location.line == 2)
        #expect(diagnostics.all.first?.location.offset == 43)
        var reader = XMLEventReader()
        let whole = reader.record(bytes)
        for split in 0...bytes.count {
            #expect(reader.record(chunks: [bytes[..<split], bytes[split...]]) == whole)
        }
    }

    @Test(
        arguments: [
            ("iso-8859-1", [0xE4, 0xDF]),
            ("ISO-8859-15", [0xE4, 0xDF]),
            ("windows-1252", [0xE4, 0xDF]),
            ("utf-8", [0xC3, 0xA4, 0xC3, 0x9F]),
        ] as [(String, [UInt8])]
    )
    func `converts declared encodings`(_ encoding: String, _ umlauts: [UInt8]) throws {
        for start in ["<?xml", "\n<?XML"] {
            let declaration = Array("\(start) version=\"1.0\" encoding='\(encoding)'?>\n<a>".utf8)
            let bytes = declaration + umlauts + Array("</a>".utf8)
            #expect(try root(bytes).0.text == "\u{E4}\u{DF}")
            var reader = XMLEventReader()
            let whole = reader.record(bytes)
            #expect(whole.failure == nil)
            for split in 0...bytes.count {
                #expect(reader.record(chunks: [bytes[..<split], bytes[split...]]).events == whole.events)
            }
        }
    }

    @Test func `windows-1252 and ISO-8859-15 tell their euro signs apart`() throws {
        func euro(_ encoding: String, _ byte: UInt8) throws -> String {
            try root(Array("<?xml version=\"1.0\" encoding=\"\(encoding)\"?><a>".utf8) + [byte] + Array("</a>".utf8)).0
                .text
        }
        #expect(try euro("windows-1252", 0x80) == "\u{20AC}")
        #expect(try euro("iso-8859-15", 0xA4) == "\u{20AC}")
        #expect(try euro("iso-8859-1", 0xA4) == "\u{A4}")
    }

    @Test(arguments: [true, false], [true, false])
    func `reads UTF-16`(_ isBigEndian: Bool, _ hasMark: Bool) throws {
        let text = (hasMark ? "\u{FEFF}" : "") + "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<a>\u{E4}\u{1F600}</a>"
        let bytes = text.utf16.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isBigEndian ? [high, low] : [low, high]
        }
        var reader = XMLEventReader()
        #expect(reader.record("<b/>").events.count == 2)
        let whole = reader.record(bytes)
        #expect(whole.events.map { $0 } == ["2:1 <a>", "2 [\u{E4}\u{1F600}]", "2 </a>"])
        for split in 0...bytes.count {
            #expect(reader.record(chunks: [bytes[..<split], bytes[split...]]) == whole, "split at \(split)")
        }
    }

    @Test func `what is beyond repair is an error with a place`() throws {
        let error = #expect(throws: ReadError.self) { try root("<a>\n  <b></c>\n</a>") }
        #expect(error?.location.file == "note.xml")
        #expect(error?.location.line == 2)
        #expect((error?.location.column ?? 0) > 0)
        #expect(error?.message.contains("mismatch") == true)
    }
}
