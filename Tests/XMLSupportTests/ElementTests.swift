import CalendarDiagnostics
import Testing
import XMLSupport

@Suite("Elements") struct ElementTests {
    /// The root of a document given as text, comments kept.
    private func element(_ text: String) throws -> XMLElement {
        try XMLElement(parsing: Array(text.utf8).span)
    }

    @Test func `gives names, attributes, texts and lines`() throws {
        let event = try element(
            """
            <?xml version="1.0"?>
            <event version="1.0" xml:lang='de'>
              <summary> Bread &amp; salt </summary>
              <day>monday</day><day>friday</day>
              <empty/>
            </event>
            """
        )
        #expect(event.localName == "event")
        #expect(event.attribute("version") == "1.0")
        #expect(event.attribute(XMLName("lang", namespace: XMLName.xmlNamespace)) == "de")
        #expect(event.attribute("lang") == nil)
        #expect(event.child("summary")?.text == " Bread & salt ")
        #expect(event.child("summary")?.trimmedText == "Bread & salt")
        #expect(event.child("summary")?.line == 3)
        #expect(event.children("day").map(\.text) == ["monday", "friday"])
        #expect(event.children.map(\.localName) == ["summary", "day", "day", "empty"])
        #expect(event.child("empty")?.isEmpty == true)
        #expect(event.child("missing") == nil)
    }

    @Test func `joins the text around comments and children`() throws {
        let mixed = try element("<a> one<!-- c -->two<b>x</b><![CDATA[<three>]]> </a>")
        #expect(mixed.text == " onetwo<three> ")
        #expect(mixed.trimmedText == "onetwo<three>")
        let count = mixed.withTrimmedBytes { $0.count }
        #expect(count == "onetwo<three>".utf8.count)
    }

    @Test(arguments: [
        "<a/>",
        "<a>text</a>",
        "<a b=\"1\" c=\"&lt;&quot;&#10;&#9;&#13;&amp;\">x &amp; y &lt; z &gt; &#13;\n\u{E4}</a>",
        "<a>one<b/>two<!-- three --><c d=\"e\">four</c> </a>",
        "<a><?target some data?><?empty?></a>",
        "<p:a xmlns:p=\"urn:p\" p:b=\"1\" b=\"2\"><p:c/><d xmlns=\"urn:d\"><e xmlns=\"\"/></d></p:a>",
        "<a xml:lang=\"de\" xml:space=\"preserve\">  </a>",
        "<undeclared:a b:c=\"1\"/>",
    ])
    func `a fragment comes back as it was written`(_ text: String) throws {
        let original = try element(text)
        let bytes = original.serialized()
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(try XMLElement(parsing: bytes.span) == original)
    }

    @Test func `a fragment takes along the declarations that it uses`() throws {
        let root = try element(
            """
            <r xmlns="urn:default" xmlns:a="urn:a" xmlns:b="urn:b" xmlns:c="urn:c" xmlns:d="urn:d">\
            <x><a:y b:z="1"><y t="c:type"/></a:y></x></r>
            """
        )
        let inner = try #require(root.child("x")?.child("y"))
        let text = String(decoding: inner.serialized(), as: UTF8.self)
        #expect(
            text == """
                <a:y xmlns="urn:default" xmlns:a="urn:a" xmlns:b="urn:b" xmlns:c="urn:c" b:z="1">\
                <y t="c:type"/></a:y>
                """
        )
        #expect(try element(text) == inner)
    }

    @Test func `a built tree says what was put into it`() throws {
        let old = try element("<old xmlns:k=\"urn:k\"><k:kept l=\"m\">n</k:kept></old>")
        var builder = XMLTreeBuilder("event")
        builder.attribute("version", "1.0")
        builder.element("summary", text: "Bread & salt")
        builder.comment(" then ")
        for child in old.children { builder.append(child) }
        let built = builder.finish()
        let expected = """
            <event version="1.0"><summary>Bread &amp; salt</summary><!-- then -->\
            <k:kept xmlns:k="urn:k" l="m">n</k:kept></event>
            """
        #expect(String(decoding: built.serialized(), as: UTF8.self) == expected)
        #expect(built == (try element(expected)))
        #expect(built.child("kept")?.name == XMLName("kept", namespace: "urn:k"))
    }
}
