import Foundation
import Kalends
import Testing

/// `--no-extensions`: the target holds nothing that only this package understands, and no row claims to be preserved.
@Suite("Without extensions") struct ExtensionTests {
    private var plain: Converter {
        var options = ConversionOptions()
        options.keepsExtensions = false
        return Converter(options)
    }

    @Test(arguments: Pair.all.filter { $0.source.isKolab || $0.target.isKolab })
    func `nothing of ours is written and nothing is called preserved`(_ pair: Pair) throws {
        var report = LossReport()
        // The slots of the recorded Kolab files are read by the first converter, so that there is something to omit.
        let documents = try pair.case.document(pair.source, Converter())
        let outputs = plain.write(documents, as: pair.target, report: &report)
        for output in outputs {
            let text = String(decoding: output.bytes, as: UTF8.self)
            for mark in [
                "X-KALENDS-", "X-KOLAB-ELEMENT", "X-KOLAB-PRODUCT-ID", "x-kolab-element", "x-kolab-product-id",
            ] {
                #expect(!text.contains(mark), "\(mark) in \(pair.testDescription)")
            }
        }
        let claims = report.losses.filter { $0.action == .preserved }
        #expect(claims.isEmpty, "\(claims)")
    }
}

extension CalendarFormat {
    fileprivate var isKolab: Bool { self == .kolab20 || self == .kolab21 }
}
