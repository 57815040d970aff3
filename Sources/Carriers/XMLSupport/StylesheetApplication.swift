internal import CXML
internal import CalendarDiagnostics

/// One run of a stylesheet, copied out of the C seam.
struct StylesheetApplication {
    /// A message of the stylesheet, or an error of the engine.
    struct Note {
        var text: String
        var line: Int
        var isMessage: Bool
        var isOfStylesheet: Bool
    }

    private var status = Int(CXSLT_NO_PROCESS)
    private(set) var output: [UInt8] = []
    private(set) var notes: [Note] = []

    /// Runs a stylesheet; `parameters` are names and values in turn.
    init(_ stylesheet: Stylesheet, _ document: [UInt8], _ parameters: [String]) {
        var limits = cxslt_limits(stylesheet)
        let result = unsafe Self.withPointers(to: parameters) { pointers in
            unsafe stylesheet.bytes.withUnsafeBufferPointer { style in
                unsafe document.withUnsafeBufferPointer { document in
                    unsafe cxslt_transform(
                        cxslt_bytes(start: style.baseAddress, count: style.count),
                        cxslt_bytes(start: document.baseAddress, count: document.count),
                        pointers.baseAddress,
                        pointers.count,
                        &limits
                    )
                }
            }
        }
        guard let result = unsafe result else { return }
        defer { unsafe cxslt_free(result) }
        status = unsafe Int(cxslt_status(result))
        let written = unsafe cxslt_output(result)
        unsafe output.append(contentsOf: UnsafeBufferPointer(start: written.start, count: written.count))
        for index in 0..<(unsafe cxslt_note_count(result)) {
            let note = unsafe cxslt_note_at(result, index)
            notes.append(
                Note(
                    text: unsafe String(
                        decoding: UnsafeBufferPointer(start: note.text, count: note.length),
                        as: UTF8.self
                    ),
                    line: unsafe Int(note.line),
                    isMessage: unsafe note.is_message != 0,
                    isOfStylesheet: unsafe note.place == CXSLT_OF_STYLESHEET
                )
            )
        }
    }

    /// Lends `body` the strings as C has them.
    private static func withPointers<Result>(
        to strings: [String],
        _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let bytes = strings.flatMap { $0.utf8CString }
        let starts = strings.reduce(into: [0]) { starts, text in starts.append((starts.last ?? 0) + text.utf8.count + 1)
        }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            let pointers = unsafe starts.dropLast().map { start in unsafe buffer.baseAddress.map { unsafe $0 + start } }
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0) }
        }
    }
}

extension StylesheetApplication {
    /// Why there is no result; nil if there is one.
    func failure(of stylesheet: Stylesheet, document: String) -> StylesheetError? {
        guard status != Int(CXSLT_OK) else { return nil }
        let error = notes.first { !$0.isMessage }
        let file = error?.isOfStylesheet == true ? stylesheet.name : document
        let line = error?.line ?? 0
        return StylesheetError(
            reason: reason(stylesheet, error?.text),
            location: SourceLocation(file: file, line: line)
        )
    }

    private func reason(_ stylesheet: Stylesheet, _ detail: String?) -> StylesheetError.Reason {
        let limits = stylesheet.limits
        return switch status {
        case Int(CXSLT_BAD_DOCUMENT): .document(detail.map { "not well-formed XML: \($0)" } ?? "not well-formed XML")
        case Int(CXSLT_BAD_STYLESHEET): .stylesheet(detail ?? "not a stylesheet")
        case Int(CXSLT_FAILED): .failed(detail ?? "the stylesheet failed")
        case Int(CXSLT_TERMINATED): .terminated
        case Int(CXSLT_LIMIT_OUTPUT): .limitExceeded(name: "output-bytes", limit: limits.outputBytes)
        case Int(CXSLT_LIMIT_TIME): .limitExceeded(name: "seconds", limit: limits.seconds)
        case Int(CXSLT_LIMIT_MEMORY): .limitExceeded(name: "memory-bytes", limit: limits.memoryBytes)
        case Int(CXSLT_LIMIT_TEMPLATES): .limitExceeded(name: "template-depth", limit: limits.templateDepth)
        case Int(CXSLT_NO_PROCESS): .noProcess("the system could not start a process for the stylesheet")
        case Int(CXSLT_NO_LIBRARY): .noProcess("libxslt is not installed: libxslt.so.1, libexslt.so.0")
        default: .noProcess("the process that ran the stylesheet ended without a result")
        }
    }
}

extension cxslt_limits {
    init(_ stylesheet: Stylesheet) {
        self.init()
        output_bytes = UInt64(clamping: stylesheet.limits.outputBytes)
        memory_bytes = UInt64(clamping: stylesheet.limits.memoryBytes)
        seconds = UInt32(clamping: min(stylesheet.limits.seconds, 1 << 30))
        template_depth = UInt32(clamping: min(stylesheet.limits.templateDepth, 1 << 30))
    }
}
