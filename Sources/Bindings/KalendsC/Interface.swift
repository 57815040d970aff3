public import CKalends
internal import Files
internal import Kalends
internal import Requests

/// The version of the library; see kalends.h.
@c @implementation
public func kalends_version() -> UnsafePointer<CChar>? { unsafe VersionText.pointer }

/// Does one work; see kalends.h.
@c @implementation
public func kalends_call(
    _ work: Int32,
    _ inputs: UnsafePointer<kalends_input>?,
    _ count: Int,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<kalends_result>?
) -> Int32 {
    let answer: RequestAnswer
    do throws(RequestFailure) {
        let request = try unsafe Request(number: work, Text.bytes(options))
        answer = try request.run(unsafe Block.all(inputs, count))
    } catch {
        answer = RequestAnswer(error)
    }
    if let result = unsafe result { unsafe result.pointee = unsafe kalends_result(answer) }
    return answer.status.rawValue
}

/// Does one work on many inputs with several threads; see kalends.h.
@c @implementation
public func kalends_batch(
    _ work: Int32,
    _ inputs: UnsafePointer<kalends_input>?,
    _ count: Int,
    _ options: UnsafePointer<CChar>?,
    _ jobs: UInt32,
    _ results: UnsafeMutablePointer<kalends_result>?
) -> Int32 {
    let request: Request
    let blocks: [Block]
    do throws(RequestFailure) {
        blocks = try unsafe Block.all(inputs, count)
        guard unsafe results != nil || count == 0 else { throw RequestFailure("no pointer for the results") }
        request = try unsafe Request(number: work, Text.bytes(options))
        guard request.work.isOfOneInput else {
            throw RequestFailure("this is not an operation on a single input: \(request.work)")
        }
    } catch {
        let answer = RequestAnswer(error)
        if let results = unsafe results {
            for index in 0..<max(count, 0) { unsafe results[index] = unsafe kalends_result(answer) }
        }
        return answer.status.rawValue
    }
    var index = 0
    WorkerPool(jobs: jobs == 0 ? WorkerPool.processorCount : Int(min(jobs, 1024))).run(
        blocks,
        weight: { max($0.length, 0) },
        work: { request.run([$0]) }
    ) { answer in
        unsafe results?[index] = unsafe kalends_result(answer)
        index += 1
        return true
    }
    return RequestAnswer.Status.done.rawValue
}

/// Frees the blocks of a result; see kalends.h.
@c @implementation
public func kalends_clear(_ result: UnsafeMutablePointer<kalends_result>?) {
    guard let result = unsafe result else { return }
    unsafe result.pointee.output?.deallocate()
    unsafe result.pointee.report?.deallocate()
    unsafe result.pointee = kalends_result()
}
