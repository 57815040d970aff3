#if Service
    internal import HTTPTypes
    internal import NIOCore
    internal import NIOHTTPTypes

    /// Closes the connection of a client that does not take what is sent to it: not even a piece of a body within some time.
    final class SlowReaders: ChannelOutboundHandler, RemovableChannelHandler {
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = HTTPResponsePart

        private static let piece = 1 << 16
        private let time: TimeAmount
        private var waiting = 0
        private var lastProgress = NIODeadline.now()
        private var check: Scheduled<Void>?

        init(within time: TimeAmount) { self.time = time }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            guard case .body(var buffer) = unwrapOutboundIn(data), buffer.readableBytes > Self.piece else {
                return send(data, promise, context)
            }
            while let piece = buffer.readSlice(length: min(Self.piece, buffer.readableBytes)), piece.readableBytes > 0 {
                let isLast = buffer.readableBytes == 0
                send(wrapOutboundOut(.body(piece)), isLast ? promise : nil, context)
            }
        }

        private func send(_ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
            let promise = promise ?? context.eventLoop.makePromise()
            if waiting == 0 { lastProgress = .now() }
            waiting += 1
            promise.futureResult.assumeIsolated().whenComplete { _ in
                self.waiting -= 1
                self.lastProgress = .now()
            }
            if check == nil { check(after: time, context) }
            context.write(data, promise: promise)
        }

        private func check(after time: TimeAmount, _ context: ChannelHandlerContext) {
            check = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
                self.check = nil
                guard self.waiting > 0 else { return }
                let rest = self.lastProgress + self.time - .now()
                if rest <= .zero { return context.close(promise: nil) }
                self.check(after: rest, context)
            }
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            check?.cancel()
            check = nil
        }
    }
#endif
