#if Service
    internal import Batch
    internal import Files
    internal import Kalends

    /// The program as a process of a ``WorkerCrew``.
    package enum ServiceWorker {
        /// What makes the program one: the words of a command that the help does not show, and the limit of bodies.
        static func arguments(_ settings: ServiceSettings) -> [String] {
            ["serve", "worker", String(settings.bodyLimit)]
        }

        /// Works on bodies until the service ends.
        ///
        /// - Parameter limit: how many bytes a body may have.
        package static func serve(limit: Int) {
            var options = ConversionOptions()
            options.limits.inputSize = limit
            let converter = Converter(options)
            WorkerSide.serve(memory: 1 << 30 + limit * 64) { message, part in
                do {
                    let order = try WorkOrder(message)
                    let work = try order.kind.type.init(order.asked, converter)
                    var body = WorkBody(
                        content: order.body.content,
                        isCompressed: order.body.isCompressed,
                        limit: limit
                    )
                    body.progress = { done, total in
                        var message = TransferWriter()
                        message.write(done)
                        message.write(total)
                        part(WorkerMessage(message.bytes, isLast: false))
                    }
                    return try work.answer(to: body).message
                } catch let problem as Problem {
                    return problem.message
                } catch {
                    AccessLog.report("work: \(error)")
                    return Problem.failed.message
                }
            }
        }
    }
#endif
