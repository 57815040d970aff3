import CalendarDiagnostics
import Foundation
import KolabMail
import Testing

extension MailMessage {
    /// A message whose diagnostics do not matter.
    init(_ bytes: [UInt8], limits: MailLimits = MailLimits()) throws {
        var diagnostics = Diagnostics()
        try self.init(reading: bytes, limits: limits, diagnostics: &diagnostics)
    }

    init(_ text: String) throws { try self.init(Array(text.utf8)) }

    /// The parts in the words of the oracle.
    var oracleParts: [PythonOracle.Part] {
        var ignored = Diagnostics()
        return parts.map { part in
            PythonOracle.Part(
                type: part.contentType.essence,
                depth: part.depth,
                names: names(of: part),
                body: part.isMultipart || part.contentType.type == "message"
                    ? nil : Data(decodedBody(of: part, diagnostics: &ignored).bytes)
            )
        }
    }

    func bodyText(_ index: Int) -> String {
        var ignored = Diagnostics()
        return String(decoding: decodedBody(of: parts[index], diagnostics: &ignored).bytes, as: UTF8.self)
    }

    /// Expects the segments, and the fields within headers, to lie end to end over the whole message.
    func expectNothingIsLost(_ name: String = "") {
        var joined: [UInt8] = []
        for segment in segments {
            #expect(segment.range.lowerBound == joined.count, "\(name)")
            joined += bytes[segment.range]
        }
        let isWhole = joined == bytes
        #expect(isWhole, "\(name)")
        for part in parts {
            #expect(part.fields.flatMap { Array(bytes[$0.range]) } == Array(bytes[part.header]), "\(name)")
            if let boundary = part.boundary { #expect(!boundary.isEmpty) }
            let bodies = segments.filter { $0.kind == .body && $0.part == part.index }.map(\.range)
            #expect(bodies == (part.isMultipart || part.body.isEmpty ? [] : [part.body]), "\(name)")
        }
    }
}

extension Diagnostics {
    var rules: [String] { all.map(\.rule.rawValue) }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
