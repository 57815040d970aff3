/// The quotient rounded towards minus infinity; `divisor` is positive.
func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
    dividend >= 0 ? dividend / divisor : -((divisor - 1 - dividend) / divisor)
}

/// The remainder that belongs to ``floorDivide(_:_:)``, never negative.
func floorRemainder(_ dividend: Int, _ divisor: Int) -> Int {
    dividend - floorDivide(dividend, divisor) * divisor
}
