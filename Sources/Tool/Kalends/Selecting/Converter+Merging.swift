public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
public import Selecting

extension Converter {
    /// Documents without the versions of items that a policy does not keep, ready to be written as one.
    ///
    /// - Parameters:
    ///   - documents: what is merged.
    ///   - policy: which version of an item is kept.
    ///   - report: receives `version-not-kept` for each of those that are not.
    public func resolveVersions(
        in documents: [CalendarDocument],
        by policy: DuplicatePolicy,
        report: inout LossReport
    ) -> [CalendarDocument] {
        var trees = treeDocuments(of: documents)
        let components = trees.map { _, tree in
            tree.components.flatMap { $0.name == .vcalendar ? $0.components : [$0] }
        }
        let old = Dictionary(grouping: policy.oldVersions(among: components), by: \.input)
        for (index, versions) in old.sorted(by: { $0.key < $1.key }) {
            let (document, tree) = trees[index]
            var losses = LossReport()
            let lines = SourceLineIndex(tree.bytes)
            do throws(ReadError) {
                var edit = try TreeEdit(tree, limits: options.limits)
                for version in versions {
                    edit.remove(version.component)
                    losses.unselected += 1
                    losses.add(
                        Loss(
                            "version-not-kept",
                            .dropped,
                            Self.reason(for: version, keeping: trees[version.keptInput].document.name),
                            component: version.component.nameText,
                            uid: version.component.first(.uid)?.text ?? "",
                            property: "UID",
                            at: lines.location(of: tree.lines[version.component.index])
                        )
                    )
                }
                let (edited, relocation) = try edit.finish()
                trees[index].document.replace(tree, by: edited, relocation)
            } catch {
                losses.fail(Loss(error.rule, .dropped, error.message), itemCount: document.itemCount)
            }
            document.place(&losses, isInText: document.format != nil)
            report.merge(losses)
        }
        return trees.map(\.document)
    }

    private static func reason(for version: OldVersion, keeping name: String) -> String {
        guard let (own, kept) = version.revisions else {
            return "another version is kept: that of \(name)"
        }
        return "a change of revision \(own) of its series; revision \(kept) is kept: that of \(name)"
    }

    /// Writes documents as one calendar: components of one UID are one series, whichever document they are from.
    ///
    /// - Parameters:
    ///   - documents: what is merged. A caller that gives them up saves their memory while text is written.
    ///   - target: the format that is written.
    ///   - report: receives what is altered or dropped.
    public func write(
        merging documents: consuming [CalendarDocument],
        as target: CalendarFormat,
        report: inout LossReport
    ) -> [ConversionOutput] {
        guard target.row.holdsOneObject || target.row.keepsLines, documents.count > 1 else {
            return write(documents, as: target, report: &report)
        }
        let itemCount = documents.itemCount
        report.read += itemCount
        for index in documents.indices { reportReading(of: documents[index], as: target, isMerged: true, &report) }
        let whole = CalendarDocument(format: nil, content: .tree(tree(of: documents, report: &report)))
        documents = []
        var outputs = write([whole], target, &report)
        // Of equal items one is written for all of them.
        let others = itemCount - whole.itemCount
        if !outputs.isEmpty {
            report.written += others
            outputs[0].itemCount += others
        }
        return outputs
    }

    /// Every document with the tree of its components as text, so that lines can be omitted; occurrences that are stored apart
    /// are in their series.
    func treeDocuments(of documents: [CalendarDocument]) -> [(document: CalendarDocument, tree: ComponentTree)] {
        let assembly = CalendarAssembly(productIdentifier: Product.identifier)
        let joined = joinedSeries(of: documents).map { assembly.tree(of: $0.series) }
        var definitions = ZoneDefinitions(zones: zones)
        var found: [(document: CalendarDocument, tree: ComponentTree)] = []
        for var document in documents {
            guard case .tree(let tree) = document.content else { continue }
            let text = (try? TreeEdit(tree, limits: options.limits))?.tree ?? tree
            if text !== tree { document.replace(tree, by: text, { $0 }) }
            found.append((document, text))
        }
        let names = documents.filter { if case .series = $0.content { true } else { false } }.map(\.name)
        var losses = documents.reduce(into: LossReport()) { report, document in
            if case .series = document.content { report.merge(document.losses) }
        }
        for (index, tree) in joined.enumerated() {
            let whole = definitions.completing(tree)
            let text = (try? TreeEdit(whole, limits: options.limits))?.tree ?? whole
            var document = CalendarDocument(format: nil, content: .tree(text))
            document.name = joined.count == names.count ? names[index] : ""
            document.losses = losses
            document.mayHaveOddLines = false
            losses = LossReport()
            found.append((document, text))
        }
        return found
    }
}
