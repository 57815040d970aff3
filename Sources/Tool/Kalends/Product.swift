/// What this library calls itself.
public enum Product {
    /// The version, as `kalends --version` prints it and `make dist` names the tarball after.
    public static let version = "0.1.0"
    /// PRODID of calendars that no other program named (RFC 5545 §3.7.3), and `product-id` of Kolab objects.
    public static let identifier = "-//Kalends//Kalends \(version)//EN"
}
