/// Numbers as digits, without a string in between.
extension Array<UInt8> {
    /// Appends `number` in decimal with `width` digits; larger numbers take the digits they need.
    package mutating func appendDigits(_ number: Int, width: Int) {
        if number < 0 || width > 4 || number > 9999 {
            let text = String(number)
            for _ in 0..<Swift.max(0, width - text.utf8.count) { append(UInt8(ascii: "0")) }
            append(contentsOf: text.utf8)
            return
        }
        if number > 999 || width > 3 { append(UInt8(truncatingIfNeeded: number / 1000) &+ 0x30) }
        if number > 99 || width > 2 { append(UInt8(truncatingIfNeeded: number / 100 % 10) &+ 0x30) }
        if number > 9 || width > 1 { append(UInt8(truncatingIfNeeded: number / 10 % 10) &+ 0x30) }
        append(UInt8(truncatingIfNeeded: number % 10) &+ 0x30)
    }
}

extension Span<UInt8> {
    /// The number that the digits of `range` spell; nil if one of them is not a digit.
    package func digits(_ start: Int, _ count: Int) -> Int? {
        guard start + count <= self.count else { return nil }
        var number = 0
        for index in start..<start + count {
            let digit = self[index] &- 0x30
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }

    /// The whole text as a decimal number with an optional sign; nil if it is anything else or too long.
    package var wholeNumber: Int? {
        guard count > 0, count < 19 else { return nil }
        let isNegative = self[0] == UInt8(ascii: "-")
        let start = isNegative || self[0] == UInt8(ascii: "+") ? 1 : 0
        guard start < count, let number = digits(start, count - start) else { return nil }
        return isNegative ? -number : number
    }
}
