import CalendarDiagnostics
import Foundation
import TestSupport
import Testing
import XMLSupport

@Suite("Stylesheets that nobody vouches for") struct StylesheetSafetyTests {
    private func stylesheet(_ content: String, limits: Stylesheet.Limits = .init()) -> Stylesheet {
        let text = """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:exsl="http://exslt.org/common" extension-element-prefixes="exsl">
              <xsl:output method="text"/>
              <xsl:param name="word" select="'none'"/>
              \(content)
            </xsl:stylesheet>
            """
        return Stylesheet(Array(text.utf8), name: "own.xsl", limits: limits)
    }

    private func failure(_ content: String, of document: String = "<a/>", limits: Stylesheet.Limits = .init())
        -> StylesheetError?
    {
        var diagnostics = Diagnostics(file: "input.xml")
        do throws(StylesheetError) {
            _ = try stylesheet(content, limits: limits).apply(to: Array(document.utf8), diagnostics: &diagnostics)
            return nil
        } catch {
            return error
        }
    }

    private func text(_ content: String, of document: String = "<a/>", _ parameters: [String: String] = [:]) throws
        -> String
    {
        var diagnostics = Diagnostics()
        let bytes = try stylesheet(content).apply(to: Array(document.utf8), parameters, diagnostics: &diagnostics)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `parameters are texts, never expressions`() throws {
        let echo = #"<xsl:template match="/"><xsl:value-of select="$word"/></xsl:template>"#
        #expect(try text(echo) == "none")
        #expect(try text(echo, ["word": "count(//*) ' \""]) == "count(//*) ' \"")
        #expect(try stylesheet(echo).parameterNames() == ["word"])
    }

    @Test func `no file is read or written`() throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write(Array("<secret>42</secret>".utf8), to: "secret.xml")
        let reading = #"<xsl:template match="/"><xsl:value-of select="document('\#(secret.path)')"/></xsl:template>"#
        #expect(failure(reading)?.diagnostic.rule == "stylesheet-failed")
        #expect(failure(#"<xsl:include href="\#(secret.path)"/>"#)?.diagnostic.rule == "stylesheet-invalid")
        let target = folder.file("written.txt")
        let writing =
            #"<xsl:template match="/"><exsl:document href="\#(target.path)" method="text">x</exsl:document></xsl:template>"#
        #expect(failure(writing) != nil)
        #expect(!FileManager.default.fileExists(atPath: target.path))
        let network =
            #"<xsl:template match="/"><xsl:value-of select="document('http://127.0.0.1:9/')"/></xsl:template>"#
        #expect(failure(network)?.diagnostic.rule == "stylesheet-failed")
    }

    @Test func `endless recursion ends at the depth`() {
        let loop = """
            <xsl:template match="/"><xsl:call-template name="loop"/></xsl:template>
            <xsl:template name="loop"><xsl:call-template name="loop"/></xsl:template>
            """
        #expect(failure(loop)?.reason == .limitExceeded(name: "template-depth", limit: 3000))
    }

    @Test func `endless work ends with the time`() {
        let busy = """
            <xsl:template match="/"><xsl:call-template name="twice"><xsl:with-param name="left" select="60"/></xsl:call-template></xsl:template>
            <xsl:template name="twice">
              <xsl:param name="left"/>
              <xsl:if test="$left &gt; 0">
                <xsl:call-template name="twice"><xsl:with-param name="left" select="$left - 1"/></xsl:call-template>
                <xsl:call-template name="twice"><xsl:with-param name="left" select="$left - 1"/></xsl:call-template>
              </xsl:if>
            </xsl:template>
            """
        var limits = Stylesheet.Limits()
        limits.seconds = 1
        #expect(failure(busy, limits: limits)?.reason == .limitExceeded(name: "seconds", limit: 1))
    }

    @Test func `a growing text ends at the output or the memory`() {
        let growing = """
            <xsl:template match="/"><xsl:call-template name="grow"/></xsl:template>
            <xsl:template name="grow">
              <xsl:param name="text" select="'0123456789'"/>
              <xsl:param name="left" select="DOUBLINGS"/>
              <xsl:choose>
                <xsl:when test="$left = 0"><xsl:value-of select="$text"/></xsl:when>
                <xsl:otherwise>
                  <xsl:call-template name="grow">
                    <xsl:with-param name="text" select="concat($text, $text)"/>
                    <xsl:with-param name="left" select="$left - 1"/>
                  </xsl:call-template>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:template>
            """
        var limits = Stylesheet.Limits()
        limits.outputBytes = 1 << 20
        limits.seconds = 20
        #expect(
            failure(growing.replacing("DOUBLINGS", with: "18"), limits: limits)?.reason
                == .limitExceeded(name: "output-bytes", limit: 1 << 20)
        )
        #expect(
            failure(growing.replacing("DOUBLINGS", with: "60"), limits: limits)?.diagnostic.rule == "limit-exceeded"
        )
        limits.memoryBytes = 32 << 20
        let held = [UInt8](repeating: 1, count: 128 << 20)
        #expect(
            failure(growing.replacing("DOUBLINGS", with: "10"), limits: limits) == nil,
            "the caller's \(held.count) bytes do not count"
        )
    }

    @Test func `errors have the line of the stylesheet`() {
        let broken = #"<xsl:template match="/"><xsl:value-of select="1 +"/></xsl:template>"#
        let error = failure(broken)
        #expect(error?.diagnostic.description.hasPrefix("own.xsl:5: error: ") == true)
        #expect(error?.diagnostic.rule == "stylesheet-invalid")
        let unknown = "\n" + #"<xsl:template match="/"><xsl:call-template name="nowhere"/></xsl:template>"#
        #expect(failure(unknown)?.location.line == 6)
        let include = failure("\n<xsl:include href='other.xsl'/>")
        #expect(
            include?.diagnostic.description
                == "own.xsl:6: error: xsl:include is refused: a stylesheet is one file [stylesheet-invalid]"
        )
        let function = failure(#"<xsl:template match="/"><xsl:value-of select="unheard-of()"/></xsl:template>"#)
        #expect(function?.location.line == 5 && function?.diagnostic.message.contains("unheard-of") == true)
        #expect(failure("<xsl:template>")?.diagnostic.rule == "stylesheet-invalid")
    }

    @Test func `errors have the line of the document`() {
        let error = failure("", of: "<a>\n<b></a>")
        #expect(error?.location.file == "input.xml" && error?.location.line == 2)
        #expect(error?.diagnostic.rule == "xml-not-well-formed")
    }

    @Test func `a stylesheet may end itself, and is told apart from one that fails`() {
        let ending = #"<xsl:template match="/"><xsl:message terminate="yes">enough</xsl:message></xsl:template>"#
        #expect(failure(ending)?.reason == .terminated)
    }

    @Test func `a document type is read for the old calendar dialect alone, without entities to expand`() throws {
        let entity = #"<xsl:template match="/"><xsl:value-of select="unparsed-entity-uri('logo')"/></xsl:template>"#
        let old = """
            <!DOCTYPE iCalendar PUBLIC "-//IETF//DTD XCAL//iCalendar XML//EN" "http://127.0.0.1:9/xcal.dtd" [
            <!NOTATION GIF SYSTEM "http://example.com/gif">
            <!ENTITY logo SYSTEM "http://example.com/logo.gif" NDATA GIF>
            ]><iCalendar/>
            """
        #expect(try text(entity, of: old) == "http://example.com/logo.gif")
        let expanding = #"<!DOCTYPE iCalendar [<!ENTITY a "b">]><iCalendar>&a;</iCalendar>"#
        #expect(failure(entity, of: expanding)?.diagnostic.rule == "xml-document-type")
        #expect(failure(entity, of: "<!DOCTYPE html><html/>")?.diagnostic.rule == "xml-document-type")
    }

    @Test func `attribute defaults of the document type hold to the limits of every reader`() {
        let value = String(repeating: "y", count: 2000)
        let flood =
            "<!DOCTYPE iCalendar [<!ATTLIST summary a CDATA \"\(value)\">]><iCalendar>"
            + String(repeating: "<summary/>", count: 1000) + "</iCalendar>"
        let all = #"<xsl:template match="/"><xsl:value-of select="count(//@*)"/></xsl:template>"#
        #expect(failure(all, of: flood)?.diagnostic.rule == "xml-document-type")
        #expect(failure(all, of: flood.replacing(value, with: "y")) == nil)
        let parameterEntity = #"<!DOCTYPE iCalendar [<!ENTITY % a "b"> %a;]><iCalendar/>"#
        #expect(failure(all, of: parameterEntity)?.diagnostic.rule == "xml-document-type")
    }

    @Test func `the limits of documents hold`() {
        let nothing = #"<xsl:template match="/"/>"#
        let deep = String(repeating: "<a>\n", count: 70) + String(repeating: "</a>", count: 70)
        #expect(failure(nothing, of: deep)?.reason == .limitExceeded(name: "xml-depth", limit: 64))
        #expect(failure(nothing, of: deep)?.location.line == 65)
        let many = "<a " + (0..<70).map { "a\($0)='1'" }.joined(separator: " ") + "/>"
        #expect(failure(nothing, of: many)?.reason == .limitExceeded(name: "attributes", limit: 64))
    }
}
