internal import CFileSystem
internal import Platform

/// Lets a copy of this process do the rest of a command; where the copy crashes, another begins anew without the items to blame.
///
/// It is for work that keeps nothing outside of the process before its end, such as reading many inputs to write one output.
/// Only a command may use it, and only while it has no other thread at work.
public enum GuardedProcess {
    /// How often a command is begun anew although no item can be blamed.
    private static let mostVainAttempts = 2

    /// Continues in a copy of this process. This process itself never returns from here: it ends with the copy's exit
    /// status.
    ///
    /// - Parameters:
    ///   - trial: called in this process when a copy has crashed, with the items to blame so far; tries every other
    ///     item in a separate process and returns those that end it.
    ///   - giveUp: called in this process before it ends with status 70.
    /// - Returns: the items to leave alone, with how their processes ended.
    public static func begin<Item: Hashable>(
        trial: (_ known: [Item: ProcessEnd]) -> [Item: ProcessEnd],
        giveUp: (ProcessEnd) -> Void
    ) -> [Item: ProcessEnd] {
        var blamed: [Item: ProcessEnd] = [:]
        var vainAttempts = 0
        while true {
            let child = cprocess_fork()
            // Where there can be no copy, this process does the work.
            if child < 0 { return blamed }
            if child == 0 {
                Interruption.continueAlone()
                return blamed
            }
            let end = ProcessEnd(waiting: cprocess_wait(child))
            if case .exit(let status) = end { _exit(Int32(truncatingIfNeeded: status)) }
            let found = trial(blamed)
            blamed.merge(found) { first, _ in first }
            if found.isEmpty { vainAttempts += 1 }
            if vainAttempts > mostVainAttempts {
                giveUp(end)
                _exit(70)
            }
        }
    }
}
