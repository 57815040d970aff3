/// What distinguishes a message of a store from every other.
public struct MessageIdentity: Hashable, Comparable, CustomStringConvertible, Sendable {
    /// The file's path below the store.
    public var path: String
    /// The message's number in a mailbox file, from 0; nil for a file of one message.
    public var index: Int?

    public static func < (left: Self, right: Self) -> Bool {
        (left.path, left.index ?? 0) < (right.path, right.index ?? 0)
    }

    /// The path, with the message's number from 1.
    public var description: String { index.map { "\(path)/\($0 + 1)" } ?? path }
}
