#if Service
    internal import HTTPTypes
    internal import HummingbirdCore

    /// A request that has found its route, and whose caller may make it.
    struct Call: Sendable {
        let request: Request
        /// The parameters of the path.
        let path: [String: String]
        /// The parameters of the query, checked against the route; the values of one that is repeated are in order.
        let query: [String: [String]]
        let caller: Caller
        let body: BodyReader
        let state: ServiceState

        /// A parameter of the path.
        func parameter(_ name: String) -> String { path[name] ?? "" }

        /// A parameter of the query.
        subscript(_ name: String) -> String? { query[name]?.last }

        /// The whole body, expanded.
        func bytes() async throws -> [UInt8] { try await body.bytes(by: state.work) }
    }

    extension Route {
        /// The parameters of a query by name.
        ///
        /// - Throws: ``Problem`` if one is unknown, missing, repeated or has an impossible value.
        func checked(_ query: [(name: String, value: String)]) throws -> [String: [String]] {
            var found: [String: [String]] = [:]
            let known = parameters.filter { $0.place == .query }
            for (name, value) in query {
                guard let parameter = known.first(where: { $0.name == name }) else {
                    let names = known.map(\.name).joined(separator: ", ")
                    throw Problem.badRequest(
                        "There is no parameter \(name). "
                            + (names.isEmpty ? "Omit it." : "Possible parameters: \(names).")
                    )
                }
                if found[name] != nil, !parameter.isRepeated { throw Problem.badRequest("\(name) is given twice.") }
                if let complaint = parameter.complaint(about: value) {
                    throw Problem.badRequest("\(name) \(complaint).")
                }
                found[name, default: []].append(value)
            }
            for parameter in known where parameter.isRequired && found[parameter.name] == nil {
                throw Problem.badRequest("The parameter \(parameter.name) is needed: \(parameter.help)")
            }
            return found
        }
    }

    extension Route.Parameter {
        fileprivate func complaint(about value: String) -> String? {
            switch kind {
            case .text: return nil
            case .number(let range):
                guard let number = Int(value), range.contains(number) else {
                    return "is not a number from \(range.lowerBound) to \(range.upperBound)"
                }
                return nil
            case .flag: return ["true", "false", "1", "0", ""].contains(value) ? nil : "is neither true nor false"
            case .oneOf(let words):
                return words.contains(value) ? nil : "is not one of \(words.joined(separator: ", "))"
            }
        }
    }
#endif
