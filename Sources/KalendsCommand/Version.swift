extension RootCommand {
    /// What `--version` prints and `make dist` names the tarball after.
    static let version = "0.1.0"
}
