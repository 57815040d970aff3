internal import ICalendar

extension XCalStreamWriter {
    /// Writes an XML property as the element it holds; false if it must stay a property.
    mutating func foreignElement(_ index: Int, of piece: Piece) -> Bool { false }
}
