/// The stylesheets of this folder, built into the program.
public enum Transforms {
    /// Turns xCal into iCalendar text: the bytes of `xcal-to-icalendar.xsl`.
    public static var xCalToICalendar: [UInt8] { PackageResources.xcal_to_icalendar_xsl }
}
