public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
public import Selecting

extension Converter {
    /// The parts of documents that are wanted; see `ItemSelection`.
    ///
    /// Items that are kept as they are keep their lines, or their fields where they have none.
    ///
    /// - Parameters:
    ///   - selection: what is wanted.
    ///   - documents: what is selected from.
    ///   - report: receives what is removed on request, and how many items were not selected.
    public func select(
        _ selection: ItemSelection,
        from documents: [CalendarDocument],
        report: inout LossReport
    ) -> [CalendarDocument] {
        edit(documents, report: &report) { tree, report throws(ReadError) in
            try selection.part(of: tree, zones: zones, limits: options.limits, report: &report)
        }
    }

    /// Documents with their time zones changed; see `ZoneChanges`.
    ///
    /// - Parameters:
    ///   - changes: which times get which zone.
    ///   - documents: what is changed.
    ///   - report: receives each item whose times are changed, or could not be.
    public func changeZones(
        _ changes: ZoneChanges,
        in documents: [CalendarDocument],
        report: inout LossReport
    ) -> [CalendarDocument] {
        edit(documents, report: &report) { tree, report throws(ReadError) in
            let (edited, relocation) = try changes.apply(
                to: tree,
                zones: zones,
                limits: options.limits,
                report: &report
            )
            return SelectedCalendar(tree: edited, relocation: relocation, unselected: 0)
        }
    }

    /// An edit of a tree; it returns the tree itself where nothing is changed.
    private typealias TreeChange = (ComponentTree, inout LossReport) throws(ReadError) -> SelectedCalendar

    private func edit(
        _ documents: [CalendarDocument],
        report: inout LossReport,
        _ change: TreeChange
    ) -> [CalendarDocument] {
        var edited: [CalendarDocument] = []
        for document in documents {
            switch document.content {
            case .tree(let tree): edited.append(edit(document, tree, &report, change))
            case .series(let all): edited.append(edit(document, all, &report, change))
            }
        }
        return edited
    }

    private func edit(
        _ document: CalendarDocument,
        _ tree: ComponentTree,
        _ report: inout LossReport,
        _ change: TreeChange
    ) -> CalendarDocument {
        var edited = document
        var losses = LossReport()
        do throws(ReadError) {
            let part = try change(tree, &losses)
            losses.unselected = part.unselected
            edited.replace(tree, by: part.tree, part.relocation)
        } catch {
            losses.fail(Loss(error.rule, .dropped, error.message), itemCount: document.itemCount)
            edited.content = .series([])
        }
        // What failed is not among the items that the writer counts.
        losses.read = losses.failed
        document.place(&losses, isInText: tree.isSource)
        report.merge(losses)
        return edited
    }

    private func edit(
        _ document: CalendarDocument,
        _ all: [Series],
        _ report: inout LossReport,
        _ change: TreeChange
    ) -> CalendarDocument {
        var edited = document
        var kept: [Series] = []
        for series in all {
            var losses = LossReport()
            let tree = CalendarAssembly(productIdentifier: Product.identifier).tree(of: series)
            do throws(ReadError) {
                let part = try change(tree, &losses)
                if part.tree === tree {
                    kept.append(series)
                } else {
                    let rest = part.tree.components.flatMap { Series.all(in: $0).series }
                    kept += rest
                    if rest.isEmpty, losses.failed == 0 { losses.unselected += 1 }
                }
            } catch {
                losses.fail(Loss(error.rule, .dropped, error.message, uid: series.uid), itemCount: 1)
            }
            losses.read = losses.failed
            document.place(&losses, isInText: false)
            report.merge(losses)
        }
        edited.content = .series(kept)
        return edited
    }
}

extension CalendarDocument {
    /// Puts an edited tree in the place of the one that was read.
    mutating func replace(_ tree: ComponentTree, by edited: ComponentTree, _ move: @escaping Relocation) {
        if edited === tree { return }
        content = .tree(edited.components.isEmpty ? Self.emptyCalendar : edited)
        if !tree.isSource { mayHaveOddLines = false }
        let outer = relocation
        relocation = { place in
            let moved = move(place)
            return outer?(moved) ?? moved
        }
    }

    /// Gives losses the places in the input that those in the tree are.
    func place(_ losses: inout LossReport, isInText: Bool) {
        losses.updateRows { loss in
            if !isInText {
                loss.location = SourceLocation()
            } else if loss.location.line > 0, let relocation {
                loss.location = relocation(loss.location)
            }
            loss.location.file = name
        }
    }

    /// A calendar without items.
    private static var emptyCalendar: ComponentTree {
        var builder = ComponentTreeBuilder()
        builder.begin(.vcalendar)
        builder.property(.version, raw: "2.0")
        builder.property(.productIdentifier, text: Product.identifier)
        builder.end()
        return builder.finish()
    }
}
