internal import Files
internal import Kalends
internal import KolabMail

extension Inputs {
    /// These inputs with the messages of each mbox in its place, so that memory holds one of them at a time.
    ///
    /// Standard input cannot be divided before it is read.
    func dividingMailboxes() -> Inputs {
        var divided = self
        divided.files = []
        for file in files {
            do throws(FileError) {
                if let entries = try Self.entries(of: file) {
                    divided.files += entries.enumerated().map { index, entry in
                        file.containing(
                            InputFile.Part(
                                range: entry.message,
                                linesBefore: entry.linesBefore,
                                number: index + 1,
                                isDoubtful: entry.isDoubtful
                            )
                        )
                    }
                } else {
                    divided.files.append(file)
                }
            } catch {
                // The code that reads it reports why it is unreadable.
                divided.files.append(file)
            }
        }
        return divided
    }

    /// The messages of a file that is an mbox; nil for every other.
    private static func entries(of file: InputFile) throws(FileError) -> [Mbox.Entry]? {
        guard !file.isStandardInput, !file.isMessage, file.size > 0 else { return nil }
        let format = FormatDetection.format(ofExtension: file.path)
        guard format == nil, try FileStatus(of: file.path).kind == .regular else { return nil }
        guard Mbox.isMbox(beginning: try WholeFile.readBeginning(of: file.path, count: Mbox.beginningLength)) else {
            return nil
        }
        let entries = try Mbox.entries(ofFileAt: file.path, countsLines: true)
        return entries.isEmpty ? nil : entries
    }
}
