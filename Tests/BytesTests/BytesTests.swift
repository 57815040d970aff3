import Bytes
import Testing

@Suite("Bytes") struct BytesTests {
    @Test(
        "Base64 gives the examples of RFC 4648 §10, both ways",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64(content: String, text: String) {
        #expect(Base64.encode(Array(content.utf8)) == Array(text.utf8))
        #expect(Base64.decode(text.utf8.span) == Array(content.utf8))
        let unpadded = text.replacing("=", with: "")
        #expect(Base64.decode(unpadded.utf8.span) == Array(content.utf8))
    }

    @Test(arguments: ["Z", "Zg==Zg==", "Z*==", "Zm9vY", "Zg=a"]) func `what is not Base64 is refused`(text: String) {
        #expect(Base64.decode(text.utf8.span) == nil)
    }

    @Test func `wrapped Base64 has lines of 76 digits, each with its line end`() {
        let lines = String(decoding: Base64.encode([UInt8](repeating: 7, count: 100), wrapped: true), as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.map(\.utf8.count) == [76, 60, 0])
    }

    @Test(arguments: [
        ("plain", "plain"), ("a=3Db", "a=b"), ("a=\r\nb", "ab"), ("a=  \nb", "ab"), ("a=zz", "a=zz"), ("a=4", "a=4"),
        ("=e2=82=AC", "€"), ("a=", "a"),
    ])
    func `quoted-printable is decoded`(text: String, content: String) {
        #expect(String(decoding: QuotedPrintable.decode(text.utf8.span), as: UTF8.self) == content)
    }

    @Test func `the hash is FNV-1a`() {
        #expect(StableHash(of: "").digits == "cbf29ce484222325")
        #expect(StableHash(of: "a").digits == "af63dc4c8601ec8c")
        #expect(StableHash(of: "foobar").digits == "85944171f73967e8")
        var (first, second) = (StableHash(), StableHash())
        for part in ["ab", "c"] { first.combine(part, endedBy: 0x1FF) }
        for part in ["a", "bc"] { second.combine(part, endedBy: 0x1FF) }
        #expect(first.value != second.value)
    }

    @Test func `XML text and attributes are escaped as their place needs`() {
        #expect("a<b>&\"'\r\n\t".escapedForXMLText == "a&lt;b&gt;&amp;\"'&#13;\n\t")
        #expect("a<b>&\"'\r\n\t".escapedForXMLAttribute == "a&lt;b&gt;&amp;&quot;'&#13;&#10;&#9;")
    }

    @Test(arguments: [
        ("a&lt;b&gt;&amp;&quot;&apos;", "a<b>&\"'"), ("&#10;&#x20AC;", "\n€"), ("&unknown;&", "&unknown;&"),
        ("a & b; c", "a & b; c"),
        ("&#xD800;", "&#xD800;"), ("&amp;lt;", "&lt;"),
    ])
    func `references of XML are resolved`(text: String, content: String) {
        #expect(text.resolvingXMLReferences == content)
    }

    @Test func `a search finds the first of the elements that are not before a value`() {
        let numbers = [1, 3, 3, 7]
        let found = (0...8).map { numbers.firstIndex(notBefore: $0) }
        #expect(found == [0, 0, 1, 1, 3, 3, 3, 3, 4])
        #expect(numbers[2...].firstIndex(notBefore: 0) == 2)
    }

    @Test func `hexadecimal digits are read in both cases and written with leading zeros`() {
        #expect("0aFg".utf8.map(\.hexDigit) == [0, 10, 15, nil])
        #expect(UInt8(0x0A).hexDigits == Array("0A".utf8))
        #expect(UInt16(0xAB).hexDigits(width: 4) == "00ab")
    }
}
