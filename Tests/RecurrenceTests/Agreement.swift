import ICalendar
import Testing

@testable import Recurrence

/// Expects a set to give the same occurrences forwards, backwards, in windows and one by one.
func expectAgreement(_ set: some OccurrenceSource, _ label: @autoclosure () -> String, limit: Int = 120) {
    let list = Array(set.first(limit))
    let label = label()
    guard let last = list.last else { return }
    #expect(zip(list, list.dropFirst()).allSatisfy { $0 < $1 }, "not in order: \(label)")
    let backward = Array(set.reversed(before: last.addingSeconds(1)).prefix(limit + 5))
    #expect(backward == list.reversed(), "backward: \(label)")
    for (index, moment) in list.enumerated() {
        #expect(set.contains(moment), "contains \(moment): \(label)")
        let isNeighbour = index + 1 < list.count && list[index + 1] == moment.addingSeconds(1)
        if index + 1 < list.count, !isNeighbour {
            #expect(!set.contains(moment.addingSeconds(1)), "contains \(moment) + 1 s: \(label)")
        }
        #expect(set.next(atOrAfter: moment) == moment, "next: \(label)")
        #expect(set.previous(before: moment) == (index > 0 ? list[index - 1] : nil), "previous: \(label)")
    }
    let lower = list.count / 3
    let upper = list.count * 2 / 3
    #expect(Array(set.within(list[lower]..<list[upper])) == Array(list[lower..<upper]), "within: \(label)")
}
