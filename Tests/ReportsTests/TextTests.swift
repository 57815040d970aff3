import Testing

@testable import Reports

@Suite("Text of reports") struct TextTests {
    @Test func `the columns of a table are aligned by what a terminal shows`() {
        let table = TextTable([["ä", "x"], ["日本", "y"], ["\u{1B}", "z"]])
        #expect(table.description == "ä     x\n日本  y\n\u{FFFD}     z\n")
    }

    @Test func `the members of an object are escaped`() {
        var object = JSONObject()
        object.add("a\"b", "1\n\u{202E}")
        object.add("n", 3)
        object.add("l", ["x", "y"])
        object.add("none", orNull: nil)
        #expect(object.text == #"{"a\"b":"1\n\u202e","n":3,"l":["x","y"],"none":null}"#)
    }

    @Test func `a difference has a hunk for each place`() {
        let old = Array("a\nb\nc\n".utf8)
        let new = Array("a\nB\nc\n".utf8)
        #expect(UnifiedDiff(old, new, name: "f").text == "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n")
        #expect(UnifiedDiff(old, old, name: "f").bytes.isEmpty)
    }

    @Test func `characters that XML does not have are replaced`() {
        #expect(XMLReportText.attribute("a<\"\u{1}") == "a&lt;&quot;\u{FFFD}")
    }

    @Test func `every form of a report has a name of its own`() {
        #expect(Set(ReportForm.all.map(\.name)).count == ReportForm.all.count)
    }
}
