/// The kinds of object that a Kolab folder holds.
public enum KolabObjectType: String, Hashable, Sendable, CaseIterable {
    case event, task, journal, note, contact, configuration
    case distributionList = "distribution-list"

    /// The media type of the 2.x XML part, which X-Kolab-Type repeats.
    public var mediaType: String { "application/x-vnd.kolab.\(rawValue)" }

    /// The type that a media type of Kolab 2.x names, in any case.
    ///
    /// One KDE writer called distribution lists `contact.distlist`.
    public init?(mediaType: String) {
        let name = mediaType.utf8.lowercasedText
        let prefix = "application/x-vnd.kolab."
        guard name.hasPrefix(prefix) else { return nil }
        let word = String(name.dropFirst(prefix.count))
        if word == "contact.distlist" {
            self = .distributionList
        } else {
            self.init(rawValue: word)
        }
    }

    /// The type whose 2.x root element is called `name`, in any case.
    init?(rootElement name: String) { self.init(rawValue: name.utf8.lowercasedText) }

    /// The type of a bare XML file, by its root element and how the root's contents begin.
    package init?(beginningOf bytes: [UInt8]) {
        guard let name = RootElement.name(in: bytes), RootElement.looksLikeKolab(bytes) else { return nil }
        self.init(rootElement: name)
    }
}
