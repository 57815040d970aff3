// One import gives the whole library: what a user of `Kalends` names comes from these modules.
@_exported public import CalendarDiagnostics
@_exported public import CalendarModel
@_exported public import ICalendar
@_exported public import JCal
@_exported public import Kolab
@_exported public import KolabMail
@_exported public import Occurrences
@_exported public import Recurrence
@_exported public import TimeZones
@_exported public import Validation
@_exported public import XCal

@_exported public import struct XMLSupport.Stylesheet
@_exported public import struct XMLSupport.StylesheetError
@_exported public import struct XMLSupport.XMLLimits
