import Foundation
import TestSupport
import Testing

/// An XSLT engine of the system, as its users start it.
struct Engine: Sendable, CustomTestStringConvertible {
    let name: String
    /// The command for one document.
    let command: @Sendable (_ stylesheet: String, _ document: String, _ result: String) -> [String]

    var testDescription: String { name }

    static let xsltproc = Engine(name: "xsltproc") { stylesheet, document, result in
        ["xsltproc", "--nonet", "--novalid", "--huge", "--output", result, stylesheet, document]
    }
    static let xalan = Engine(name: "Xalan") { stylesheet, document, result in
        ["xalan", "-in", document, "-xsl", stylesheet, "-out", result]
    }
    /// Saxon takes a folder of documents in one go, since Java starts slowly.
    static let saxon = Engine(name: "Saxon") { stylesheet, folder, results in
        ["saxonb-xslt", "-s:\(folder)", "-xsl:\(stylesheet)", "-o:\(results)"]
    }

    /// Runs the engine to its end.
    @discardableResult
    func run(_ document: URL, to result: URL) throws -> Program.Answer {
        var arguments = command(StylesheetTables.file.path, document.path, result.path)
        return try Program.run(arguments.removeFirst(), arguments)
    }
}
