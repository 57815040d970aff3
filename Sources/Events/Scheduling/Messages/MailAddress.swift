internal import Bytes
internal import Foundation

/// A mailbox as a header field names it (RFC 5322 §3.4.1; with other letters than those of ASCII, RFC 6532 §3.2).
struct MailAddress {
    /// `local@domain`; the local part is quoted where it must be.
    let text: String

    /// - Parameter address: what follows `mailto:` in a calendar address (RFC 6068 §2: it may have percent escapes).
    /// - Returns: nil if that names no mailbox.
    init?(_ address: String) {
        let decoded = address.removingPercentEncoding ?? address
        guard let at = decoded.utf8.lastIndex(of: UInt8(ascii: "@")), decoded.utf8.count <= 254 else { return nil }
        let (local, domain) = (String(decoded[..<at]), String(decoded[decoded.index(after: at)...]))
        guard !local.isEmpty, !local.utf8.contains(where: { $0 < .space || $0 == 0x7F }), Self.isDomain(domain) else {
            return nil
        }
        // Servers that take no other letters in the local part still take the domain in its ASCII form.
        let host = local.utf8.allSatisfy { $0 < 0x80 } ? Self.ascii(domain) : domain
        text = "\(Self.isDotAtom(local) ? local : Self.quoted(local))@\(host)"
    }

    private static func isDotAtom(_ local: String) -> Bool {
        local.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { $0 > .space && !"()<>[]:;,\\\"@".utf8.contains($0) }
        }
    }

    private static func quoted(_ local: String) -> String {
        "\"\(local.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private static func isDomain(_ text: String) -> Bool {
        if text.hasPrefix("["), text.hasSuffix("]") {
            return text.dropFirst().dropLast().utf8.allSatisfy { $0.isNameByte || ".:".utf8.contains($0) }
        }
        return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0 >= 0x80 || $0.isNameByte || $0 == UInt8(ascii: "_") }
        }
    }

    /// The domain with A-labels (RFC 5890 §2.3.2.1); as it is if it has none.
    private static func ascii(_ domain: String) -> String {
        guard !domain.utf8.allSatisfy({ $0 < 0x80 }) else { return domain }
        return URLComponents(string: "http://\(domain)")?.encodedHost ?? domain
    }
}
