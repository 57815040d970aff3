public import ArgumentParser

extension ExpressibleByArgument where Self: CaseIterable & RawRepresentable, RawValue == String {
    /// The values of an option, as ArgumentParser gives them too, but by a key path, which it takes long to make at every start.
    public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
}
