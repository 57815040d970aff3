/// What keeps a message from being edited.
public enum MailProtection: Hashable, Sendable {
    /// Any change breaks the signature (RFC 1847, RFC 8551).
    case signed
    /// The content cannot be seen.
    case encrypted
}

extension MailMessage {
    /// Whether the message, or a part of it, is signed or encrypted; encryption counts more.
    public var protection: MailProtection? {
        let found = parts.compactMap(protection(of:))
        return found.contains(.encrypted) ? .encrypted : found.first
    }

    private func protection(of part: MailPart) -> MailProtection? {
        switch part.contentType.essence {
        case "multipart/signed": return .signed
        case "multipart/encrypted", "application/pgp-encrypted": return .encrypted
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            let kind = part.contentType.parameters["smime-type"]?.utf8.lowercasedText
            return kind == "signed-data" ? .signed : .encrypted
        case "text/plain":
            let start = bytes.trimmed(part.body).lowerBound
            if bytes.hasPrefix(Self.inlineSigned, at: start, within: part.body.upperBound) { return .signed }
            return bytes.hasPrefix(Self.inlineEncrypted, at: start, within: part.body.upperBound) ? .encrypted : nil
        default: return nil
        }
    }

    // Inline PGP (RFC 9580 §6.2).
    private static let inlineSigned = Array("-----BEGIN PGP SIGNED MESSAGE-----".utf8)
    private static let inlineEncrypted = Array("-----BEGIN PGP MESSAGE-----".utf8)
}
