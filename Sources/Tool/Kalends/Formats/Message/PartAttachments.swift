internal import CalendarDiagnostics
internal import ICalendar
internal import KolabMail

extension CalendarDocument {
    /// Puts the parts of the message that attachments name by `cid:` (RFC 2392) in their place; otherwise they would be
    /// lost.
    ///
    /// - Parameter diagnostics: receives `attachment-missing` for those that the message does not have.
    mutating func resolveParts(of message: KolabMessage, diagnostics: inout Diagnostics) {
        guard case .tree(let tree) = content else { return }
        var found: [Int: (type: String, name: String?, base64: String)] = [:]
        for link in message.message.partLinks(in: tree, diagnostics: &diagnostics) {
            guard let part = link.part else { continue }
            let attachment = message.attachment(part, diagnostics: &diagnostics)
            found[link.line] = (
                attachment.mediaType, attachment.name.isEmpty ? nil : attachment.name, attachment.base64
            )
        }
        guard !found.isEmpty else { return }
        var losses = TreeLosses(of: tree, to: LossReport(keeping: diagnostics.losses.keeping))
        losses.addRepairedLines()
        var open = 0
        losses.addUnwrittenLines(open: &open)
        if let relocation { losses.report.updateRows { $0.location = relocation($0.location) } }
        diagnostics.merge(losses.report)
        var builder = ComponentTreeBuilder(capacity: tree.bytes.count)
        for component in tree.components {
            builder.copy(component) { property, builder in
                guard let part = found[property.index] else { return false }
                builder.beginProperty(.attach)
                for parameter in property.parameters
                where ![.value, .encoding].contains(parameter.name) && !parameter.isBare {
                    builder.addParameter(builder.name(parameter.nameText), parameter.values)
                }
                if property.parameter(.formatType) == nil { builder.addParameter(.formatType, part.type) }
                if let name = part.name, property.parameter(.filename) == nil { builder.addParameter(.filename, name) }
                builder.addParameter(.encoding, "BASE64")
                builder.addParameter(.value, "BINARY")
                builder.beginValue()
                builder.appendRaw(part.base64)
                builder.endProperty()
                return true
            }
        }
        content = .tree(builder.finish())
    }
}
