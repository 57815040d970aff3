@_exported public import CalendarDiagnostics
@_exported public import ICalendar
