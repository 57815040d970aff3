/// What the names in a folder show about the mail that is kept there. Where a place shows that a file is a message, it
/// is one, whatever its content looks like.
public enum MailStoreLayout {
    /// The folders of a Maildir that hold messages.
    public static let messageFolders = ["cur", "new"]
    /// The folder of a Maildir with deliveries that are not complete.
    public static let deliveryFolder = "tmp"

    /// Whether a folder with these folders in it is a Maildir.
    public static func isMaildir(folders: some Sequence<String>) -> Bool { messageFolders.allSatisfy(folders.contains) }

    /// Whether a name in `cur` or `new` is that of a message; servers hide their own files.
    public static func isMaildirMessage(_ name: String) -> Bool { !name.hasPrefix(".") }

    /// Whether a name is that of a file that a Cyrus server keeps next to the messages of a folder.
    public static func isSpoolIndex(_ name: String) -> Bool { name.hasPrefix("cyrus.") }

    /// Whether a name is that of a message in a Cyrus spool: its number and a full stop.
    public static func isSpoolMessage(_ name: String) -> Bool {
        name.hasSuffix(".") && name.utf8.count > 1 && name.utf8.dropLast().allSatisfy { $0 &- 0x30 < 10 }
    }

    /// Whether a name is that of a file with one message.
    public static func isMessageFile(_ name: String) -> Bool { name.lowercased().hasSuffix(".eml") }
}
