// The public interface of the library: `import Kalends` gives what a client names, and nothing else. Other public types
// of the modules below are reached through the members of these.

// Findings and losses
@_exported public import struct CalendarDiagnostics.ConversionError
@_exported public import struct CalendarDiagnostics.Diagnostic
@_exported public import struct CalendarDiagnostics.Diagnostics
@_exported public import struct CalendarDiagnostics.Loss
@_exported public import struct CalendarDiagnostics.LossReport
@_exported public import struct CalendarDiagnostics.LossSubject
@_exported public import struct CalendarDiagnostics.ReadError
@_exported public import struct CalendarDiagnostics.RuleID
@_exported public import enum CalendarDiagnostics.Severity
@_exported public import struct CalendarDiagnostics.SourceLocation
// Items and series
@_exported public import struct CalendarModel.Alarm
@_exported public import struct CalendarModel.Attachment
@_exported public import struct CalendarModel.Attendee
@_exported public import struct CalendarModel.CalendarContext
@_exported public import struct CalendarModel.CalendarItem
@_exported public import enum CalendarModel.EventTime
@_exported public import struct CalendarModel.GeographicPosition
@_exported public import struct CalendarModel.NominalDuration
@_exported public import struct CalendarModel.Series
// The component tree, its reader and writer, and values
@_exported public import struct ICalendar.CivilDate
@_exported public import struct ICalendar.CivilDateTime
@_exported public import struct ICalendar.CivilTime
@_exported public import struct ICalendar.Component
@_exported public import class ICalendar.ComponentTree
@_exported public import struct ICalendar.ComponentTreeBuilder
@_exported public import struct ICalendar.ICalendarReader
@_exported public import struct ICalendar.ICalendarStream
@_exported public import struct ICalendar.ICalendarWriter
@_exported public import struct ICalendar.Parameter
@_exported public import struct ICalendar.Property
@_exported public import struct ICalendar.ReadLimits
@_exported public import struct ICalendar.RecurrenceRule
@_exported public import struct ICalendar.UTCOffset
@_exported public import enum ICalendar.Weekday
// Other formats
@_exported public import struct JCal.JCalReader
@_exported public import struct JCal.JCalWriter
@_exported public import enum Kolab.InexpressiblePolicy
@_exported public import struct Kolab.KolabDocument
@_exported public import struct Kolab.KolabReader
@_exported public import struct Kolab.KolabReadingOptions
@_exported public import struct Kolab.KolabVersion
@_exported public import struct Kolab.KolabWriter
@_exported public import struct Kolab.KolabWritingOptions
@_exported public import struct KolabMail.KolabMessage
@_exported public import struct KolabMail.MailMessage
// Recurrence and time zones
@_exported public import struct Occurrences.ExpandedSeries
@_exported public import struct Occurrences.ExpansionOptions
@_exported public import struct Occurrences.OccurrenceMerge
@_exported public import struct Occurrences.OccurrenceRecord
@_exported public import struct Occurrences.OccurrenceWindow
@_exported public import struct Occurrences.RestorationOptions
@_exported public import struct Occurrences.RestoredSeries
@_exported public import struct Occurrences.SeriesOccurrence
@_exported public import struct Occurrences.SeriesOrigin
@_exported public import struct Recurrence.RecurrencePolicies
@_exported public import struct Recurrence.RecurrenceSequence
@_exported public import struct TimeZones.AmbiguousTimePolicy
@_exported public import struct TimeZones.CalendarZones
@_exported public import enum TimeZones.LocalTimeResolution
@_exported public import class TimeZones.ZoneDirectory
@_exported public import struct TimeZones.ZoneNameResolution
@_exported public import class TimeZones.ZoneRules
@_exported public import struct TimeZones.ZoneTransition
// Validation
@_exported public import struct Validation.Anonymizer
@_exported public import struct Validation.Finding
@_exported public import struct Validation.Fixer
@_exported public import struct Validation.RuleSelection
@_exported public import struct Validation.Validator
@_exported public import struct XCal.LegacyXCalWriter
@_exported public import struct XCal.XCalCheck
@_exported public import struct XCal.XCalReader
@_exported public import struct XCal.XCalWriter
@_exported public import struct XMLSupport.Stylesheet
@_exported public import struct XMLSupport.StylesheetError
@_exported public import struct XMLSupport.XMLLimits
