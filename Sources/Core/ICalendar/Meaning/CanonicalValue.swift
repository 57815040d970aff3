/// One spelling for every value that means the same, written as iCalendar text.
///
/// Letter case of words, unnecessary escapes, a plus sign, leading zeros, units of a duration and the order of a
/// rule's parts carry no meaning.
public enum CanonicalValue {
    /// The canonical spelling of a value.
    ///
    /// - Parameters:
    ///   - raw: an unfolded value, or one item of a list, with its escapes.
    ///   - hasWords: whether a text, or a value of no known type, is a word in any case.
    public static func text(_ raw: String, as type: ValueType, hasWords: Bool = false) -> String {
        type.form.canonical(raw, hasWords: hasWords)
    }
}
