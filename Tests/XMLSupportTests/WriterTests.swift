import CalendarDiagnostics
import Testing
import XMLSupport

@Suite("Writer") struct WriterTests {
    private func text(_ writer: XMLWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

    @Test func `indents elements, and leaves text alone`() {
        var writer = XMLWriter(indentation: 2)
        writer.declaration()
        writer.start("a")
        writer.declareNamespace("urn:a")
        writer.attribute("b", "1")
        writer.element("c", text: "x")
        writer.start("d")
        writer.element("e", text: "")
        writer.end()
        writer.comment(" f ")
        writer.end()
        #expect(
            text(writer) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a xmlns="urn:a" b="1">
                  <c>x</c>
                  <d>
                    <e/>
                  </d>
                  <!-- f -->
                </a>

                """
        )
        #expect(writer.depth == 0)
    }

    @Test func `writes on one line without indentation`() {
        var writer = XMLWriter()
        writer.start("a")
        writer.element("b", text: "x")
        writer.end()
        #expect(text(writer) == "<a><b>x</b></a>")
    }

    @Test func `escapes what a parser would change`() throws {
        let value = "a & b < c > d \" e ' f \t g \n h \r i ]]> \u{E4}\u{20AC}\u{1F600}"
        var writer = XMLWriter()
        writer.start("a")
        writer.attribute("v", value)
        writer.text(value)
        writer.end()
        let element = try XMLElement(parsing: writer.bytes.span)
        #expect(element.text == value)
        #expect(element.attribute("v") == value)
        #expect(writer.losses.forbiddenCharacters == 0 && writer.losses.invalidBytes == 0)
    }

    @Test func `drops and counts what XML cannot say`() throws {
        var writer = XMLWriter()
        writer.start("a")
        writer.text("one\u{0}\u{6}\u{1F}\u{FFFE}\u{FFFF}two\u{7F}\u{FFFD}")
        let invalid: [UInt8] = [0x78, 0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF5, 0xE2, 0x82]
        writer.text(invalid.span)
        writer.end()
        #expect(writer.losses.forbiddenCharacters == 5)
        #expect(writer.losses.invalidBytes == 9)
        let element = try XMLElement(parsing: writer.bytes.span)
        #expect(element.text == "onetwo\u{7F}\u{FFFD}x" + String(repeating: "\u{FFFD}", count: 9))
    }

    @Test func `comments and instructions stay well-formed`() throws {
        var writer = XMLWriter()
        writer.start("a")
        writer.comment("-a--b---")
        writer.comment("")
        writer.processingInstruction("p", "x ?> y\u{1}")
        writer.end()
        #expect(text(writer) == "<a><!---a- -b- - - --><!----><?p x ? > y?></a>")
        #expect(try XMLElement(parsing: writer.bytes.span).content.count == 3)
    }

    @Test func `an element written into a document declares only what is not in scope`() throws {
        let source = Array("<x:r xmlns:x=\"urn:x\" xmlns=\"urn:d\"><x:e><f/></x:e></x:r>".utf8)
        let root = try XMLElement(parsing: source.span)
        let element = try #require(root.child("e"))
        var writer = XMLWriter(indentation: 2)
        writer.start("doc")
        writer.declareNamespace("urn:d")
        writer.write(element)
        writer.end()
        #expect(
            text(writer) == """
                <doc xmlns="urn:d">
                  <x:e xmlns:x="urn:x"><f/></x:e>
                </doc>

                """
        )
        let read = try XMLElement(parsing: writer.bytes.span)
        #expect(read.child("e") == element)
    }

    @Test func `an element in no namespace leaves the default namespace`() throws {
        let plain = try XMLElement(parsing: Array("<e><f a=\"1\"/></e>".utf8).span)
        var writer = XMLWriter()
        writer.start("doc")
        writer.declareNamespace("urn:d")
        writer.write(plain)
        writer.element("g", text: "")
        writer.end()
        #expect(text(writer) == "<doc xmlns=\"urn:d\"><e xmlns=\"\"><f a=\"1\"/></e><g/></doc>")
        #expect(try XMLElement(parsing: writer.bytes.span).child("e") == plain)
    }

    @Test(arguments: [UInt64](1...20))
    func `every text comes back as it was written`(_ seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let scalars = Array(
            "ab &<>\"'\t\n\r]-\u{80}\u{E4}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}".unicodeScalars
        )
        for _ in 0..<50 {
            var value = ""
            for _ in 0..<Int.random(in: 0..<90, using: &generator) {
                value.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
            }
            var builder = XMLTreeBuilder("a")
            builder.attribute("b", value)
            builder.text(value)
            let element = builder.finish()
            let read = try XMLElement(parsing: element.serialized().span)
            #expect(read == element)
            #expect(read.attribute("b") == value)
            #expect(read.text == value)
        }
    }

    @Test(arguments: [
        ("summary", true), ("x-custom", true), ("_a.b", true), ("\u{E4}", true), ("", false), ("1a", false),
        ("-a", false), ("a b", false), ("a:b", false), ("a<", false), ("a\"", false),
    ])
    func `knows which names may stand in a tag`(_ name: String, _ isValid: Bool) {
        #expect(XMLName.isValidLocalName(Array(name.utf8).span) == isValid)
    }
}
