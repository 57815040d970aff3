import Kolab
import Foundation
import Kalends
import Testing

/// The content of every row of a report into Kolab.
@Suite("Loss rows") struct LossRowTests {
    private static let pairs = Pair.all.filter { $0.target == .kolab20 || $0.target == .kolab21 }
    private static let documented = Set(KolabLoss.all.map { "\($0.id)" })

    @Test(arguments: pairs, InexpressiblePolicy.allCases)
    func `a row has a documented id and names component, uid and property`(
        _ pair: Pair,
        _ policy: InexpressiblePolicy
    ) throws {
        var options = ConversionOptions()
        options.onInexpressible = policy
        let converter = Converter(options)
        var report = LossReport()
        _ = converter.write(try pair.case.document(pair.source, converter), as: pair.target, report: &report)
        for loss in report.losses {
            #expect(Self.documented.contains("\(loss.id)"), "\(loss)")
            // A component that Kolab does not store may have no UID to name.
            let hasUID = !loss.uid.isEmpty || loss.id == "component-not-in-kolab"
            #expect(!loss.component.isEmpty && hasUID && !loss.property.isEmpty, "\(loss)")
        }
    }

    @Test func `no id is documented twice`() {
        #expect(Self.documented.count == KolabLoss.all.count)
    }
}
