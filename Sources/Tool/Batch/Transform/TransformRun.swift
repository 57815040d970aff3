internal import CalendarTransforms
internal import Files
internal import Kalends

/// A document of XML transformed by a stylesheet.
package struct TransformRun {
    private let input: String
    private let stylesheet: String?
    /// The values of the stylesheet's parameters; the last of a name counts.
    package var parameters: [ParameterSetting] = []
    /// What the run may take.
    package var limits: [TransformLimitSetting] = []
    /// What is printed on standard error.
    package var style = MessageStyle()

    /// - Parameters:
    ///   - input: the document, `-` for standard input.
    ///   - stylesheet: its file; nil for the one that turns xCal into iCalendar text.
    package init(_ input: String, by stylesheet: String?) {
        self.input = input
        self.stylesheet = stylesheet
    }

    /// Transforms the document.
    ///
    /// - Throws: ``ExitStatusError`` if there is no result, or its file is kept; `FileError` if it cannot be written.
    package func run(to output: OutputRequest) throws {
        var messages = Messages(style, total: 1)
        let program = try program(&messages)
        let document = try read(input, failing: .nothingRead, &messages)
        var diagnostics = Diagnostics(file: input)
        let result: [UInt8]
        do throws(StylesheetError) {
            result = try program.apply(to: document, values, diagnostics: &diagnostics)
        } catch {
            messages.say(diagnostics, of: input)
            messages.fail(error.diagnostic)
            throw ExitStatusError(status: error.status)
        }
        messages.say(diagnostics, of: input)
        if stylesheet == nil, result.isEmpty {
            let place = SourceLocation(file: input, line: 1)
            messages.fail(Diagnostic("not-a-calendar", .error, "no calendar in it: nothing to write", at: place))
            throw ExitStatusError(status: .nothingRead)
        }
        do {
            try output.write(result)
        } catch let kept as ExitStatusError {
            messages.note([kept.reason ?? ""])
            throw ExitStatusError(status: kept.status)
        }
    }

    private var values: [String: String] {
        Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    /// The stylesheet to apply; a parameter that it does not declare is a mistake, which libxslt would not notice.
    private func program(_ messages: inout Messages) throws -> Stylesheet {
        var program =
            if let stylesheet {
                Stylesheet(try read(stylesheet, failing: .usage, &messages), name: stylesheet)
            } else {
                Stylesheet(Transforms.xCalToICalendar, name: "xcal-to-icalendar.xsl")
            }
        for setting in limits { setting.apply(to: &program) }
        let declared: [String]
        do throws(ReadError) {
            declared = try program.parameterNames()
        } catch {
            messages.fail(error.diagnostic)
            throw ExitStatusError(status: .usage)
        }
        for setting in parameters where !declared.contains(setting.name) {
            let known = declared.isEmpty ? "it has none" : "it has \(declared.joined(separator: ", "))"
            throw ExitStatusError(status: .usage, "\(program.name) has no parameter \(setting.name); \(known)")
        }
        return program
    }

    private func read(_ path: String, failing status: ExitStatus, _ messages: inout Messages) throws -> [UInt8] {
        do throws(FileError) {
            return try path == "-" ? WholeFile.readStandardInput() : WholeFile.read(path)
        } catch {
            messages.fail(error.diagnostic(file: path))
            throw ExitStatusError(status: error.reason == .doesNotExist ? .usage : status)
        }
    }
}

extension StylesheetError {
    /// How the command ends.
    fileprivate var status: ExitStatus {
        switch reason {
        case .stylesheet: .usage
        case .document: .nothingRead
        case .failed, .terminated, .limitExceeded: .partlyDone
        case .noProcess: .internalError
        }
    }
}
