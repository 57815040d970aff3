public import CKalends
internal import Files
internal import Kalends
internal import Requests

/// The version of the library; see kalends.h.
@c @implementation
public func kalends_version() -> UnsafePointer<CChar>? { unsafe VersionText.pointer }

/// Writes a calendar in another format; see kalends.h.
@c @implementation
public func kalends_convert(
    _ input: kalends_input,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<kalends_result>?
) -> Int32 { unsafe answer(.convert, [input], options, result) }

/// Lists the findings about a calendar; see kalends.h.
@c @implementation
public func kalends_validate(
    _ input: kalends_input,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<kalends_result>?
) -> Int32 { unsafe answer(.validate, [input], options, result) }

/// Lists the occurrences of a calendar; see kalends.h.
@c @implementation
public func kalends_expand(
    _ input: kalends_input,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<kalends_result>?
) -> Int32 { unsafe answer(.expand, [input], options, result) }

/// Restores the series of single occurrences; see kalends.h.
@c @implementation
public func kalends_restore(
    _ input: kalends_input,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<kalends_result>?
) -> Int32 { unsafe answer(.restore, [input], options, result) }

/// Lists what two calendars do not both mean; see kalends.h.
@c @implementation
public func kalends_diff(
    _ first: kalends_input,
    _ second: kalends_input,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<kalends_result>?
) -> Int32 { unsafe answer(.diff, [first, second], options, result) }

/// Lists the formats that are known; see kalends.h.
@c @implementation
public func kalends_formats(_ result: UnsafeMutablePointer<kalends_result>?) -> Int32 {
    unsafe answer(.formats, [], nil, result)
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
    guard let inputs = unsafe inputs, let results = unsafe results else { return RequestAnswer.Status.done.rawValue }
    let request: Request
    do throws(RequestFailure) {
        request = try unsafe Request(batch: work, Text.bytes(options))
    } catch {
        let answer = RequestAnswer(error)
        for index in 0..<count { unsafe results[index] = unsafe kalends_result(answer) }
        return answer.status.rawValue
    }
    let blocks = (0..<count).map { unsafe Block(inputs[$0]) }
    var index = 0
    WorkerPool(jobs: jobs == 0 ? WorkerPool.processorCount : Int(min(jobs, 1024))).run(
        blocks,
        weight: { $0.length },
        work: { request.run([$0.bytes]) }
    ) { answer in
        unsafe results[index] = unsafe kalends_result(answer)
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

/// Does one work, and puts what came of it where the caller wants it.
private func answer(
    _ work: RequestWork,
    _ inputs: [kalends_input],
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<kalends_result>?
) -> Int32 {
    let answer: RequestAnswer
    do throws(RequestFailure) {
        let request = try unsafe Request(work, RequestOptions(Text.bytes(options)))
        answer = unsafe request.run(inputs.map { unsafe Block($0).bytes })
    } catch {
        answer = RequestAnswer(error)
    }
    if let result = unsafe result { unsafe result.pointee = unsafe kalends_result(answer) }
    return answer.status.rawValue
}
