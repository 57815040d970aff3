#if Service
    internal import Bytes
    internal import Files
    internal import HTTPTypes

    /// Work that a process is asked to do.
    struct WorkOrder: Sendable {
        let kind: WorkKind
        let asked: Asked
        let body: BodyReader.Received

        init(kind: WorkKind, asked: Asked, body: BodyReader.Received) {
            self.kind = kind
            self.asked = asked
            self.body = body
        }

        /// Work on bytes that the service has at hand.
        init(kind: WorkKind, asked: Asked, _ bytes: [UInt8]) {
            self.init(kind: kind, asked: asked, body: .init(content: .bytes(bytes), isCompressed: false))
        }
    }

    // MARK: - Between the processes

    extension WorkOrder {
        var message: WorkerMessage {
            var message = TransferWriter()
            message.write(kind.rawValue)
            message.write(asked.query.flatMap { name, values in values.map { QueryItem(name: name, value: $0) } })
            message.write(asked.accept)
            message.write(asked.contentType)
            message.write(body.isCompressed)
            switch body.content {
            case .bytes(let bytes):
                message.write(bytes)
                return WorkerMessage(message.bytes)
            case .file(let file): return WorkerMessage(message.bytes, file: file)
            }
        }

        init(_ message: WorkerMessage) throws {
            var reader = TransferReader(message.bytes[...])
            guard let kind = WorkKind(rawValue: try reader.text()) else { throw TransferError() }
            var asked = Asked()
            for item in try reader.list(QueryItem.self) { asked.query[item.name, default: []].append(item.value) }
            asked.accept = try reader.text()
            asked.contentType = try reader.text()
            let isCompressed = try reader.flag()
            let content: WorkBody.Content = try message.file.map { .file($0) } ?? .bytes(reader.array())
            self.init(kind: kind, asked: asked, body: .init(content: content, isCompressed: isCompressed))
        }

        private struct QueryItem: Transferable {
            let name: String
            let value: String

            init(name: String, value: String) {
                self.name = name
                self.value = value
            }

            func write(to message: inout TransferWriter) {
                message.write(name)
                message.write(value)
            }

            init(from message: inout TransferReader) throws(TransferError) {
                name = try message.text()
                value = try message.text()
            }
        }
    }

    extension WorkAnswer {
        var message: WorkerMessage {
            var message = TransferWriter()
            message.write(true)
            message.write(mediaType)
            message.write(name)
            message.write(losses ?? -1)
            message.write(findings ?? -1)
            switch content {
            case .bytes(let bytes):
                message.write(bytes)
                return WorkerMessage(message.bytes)
            case .file(let file, let size):
                message.write(size)
                return WorkerMessage(message.bytes, file: file)
            }
        }

        /// The answer in a message.
        ///
        /// - Throws: the ``Problem`` in it; ``Files/TransferError``.
        init(_ message: WorkerMessage) throws {
            var reader = TransferReader(message.bytes[...])
            guard try reader.flag() else { throw try Problem(&reader) }
            mediaType = try reader.text()
            name = try reader.text()
            let (losses, findings) = (try reader.number(), try reader.number())
            self.losses = losses < 0 ? nil : losses
            self.findings = findings < 0 ? nil : findings
            if let file = message.file {
                content = .file(file, size: try reader.number())
            } else {
                content = .bytes(try reader.array())
            }
        }
    }

    extension Problem {
        var message: WorkerMessage {
            var message = TransferWriter()
            message.write(false)
            message.write(status.code)
            for text in [kind, title, detail] { message.write(text) }
            message.write(Array(JSON.object(members.map { JSON.Member(name: $0.0, value: $0.1) }).line.dropLast()))
            message.write(headers.flatMap { [$0.name.rawName, $0.value] })
            return WorkerMessage(message.bytes)
        }

        fileprivate init(_ reader: inout TransferReader) throws(TransferError) {
            let status = try reader.number()
            let (kind, title, detail) = (try reader.text(), try reader.text(), try reader.text())
            self.init(HTTPResponse.Status(code: status), kind, title, detail)
            guard case .object(let found)? = JSON(try reader.array()) else { throw TransferError() }
            members = found.map { ($0.name, $0.value) }
            let fields = try reader.list(String.self)
            for index in stride(from: 0, to: fields.count - 1, by: 2) {
                if let name = HTTPField.Name(fields[index]) { headers[name] = fields[index + 1] }
            }
        }
    }
#endif
