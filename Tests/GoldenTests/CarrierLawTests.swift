import Foundation
import Kalends
import Testing

/// Formats that carry the component tree but have no own files in `fixtures/conversions`: their law is that the
/// calendar is read back, so nothing need be recorded for them.
@Suite("Carriers of the tree") struct CarrierLawTests {
    static let carriers: [CalendarFormat] = [.xCalBasic, .xCalDTD, .jCal]

    @Test(arguments: ConversionCase.all, carriers)
    func `every case comes back but for what was reported`(_ case: ConversionCase, _ target: CalendarFormat) throws {
        let converter = Converter()
        for source in `case`.formats {
            var report = LossReport()
            let first = try `case`.document(source, converter)
            let original = converter.tree(of: first, report: &report)
            report = LossReport()
            let tree = CalendarDocument(format: .iCalendar, content: .tree(original))
            let written = converter.write([tree], as: target, report: &report)
            let losses = report.losses.filter { $0.action != .preserved }
            // The old dialects cannot distinguish an empty list from an element without content.
            #expect(losses.allSatisfy { $0.id == "empty-list" && target != .jCal }, "\(losses)")
            #expect(
                FormatDetection.format(ofContent: Array((written.first?.bytes ?? []).prefix(FormatDetection.headSize)))
                    != nil
            )
            var diagnostics = Diagnostics()
            let back = try converter.read(written[0].bytes, from: target, diagnostics: &diagnostics)
            let differences = CalendarDifference.between(original, converter.tree(of: [back], report: &report))
            let unreported = differences.filter { difference in
                difference.onlyInFirst + difference.onlyInSecond != losses.map { "\($0.property):" }
            }
            #expect(unreported.isEmpty, "\(`case`.name) from \(source): \(unreported)")
        }
    }
}
