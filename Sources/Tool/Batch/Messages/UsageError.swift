/// What a user asked for that cannot be: a message that goes with the usage of the command.
package struct UsageError: Error, CustomStringConvertible {
    /// A fragment or sentence.
    package let message: String

    package var description: String { message }
}
