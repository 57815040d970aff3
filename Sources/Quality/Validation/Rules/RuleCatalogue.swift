public import CalendarDiagnostics

/// Every rule, in the order of the documentation.
public enum RuleCatalogue {
    /// All rules.
    public static let rules: [Rule] =
        framing + calendar + components + values + times + zones + recurrence + alarms + extensions + xml + json
        + kolab + mail

    /// The rule of an id.
    public static func rule(_ id: RuleID) -> Rule? { rules.first { $0.id == id } }

    private static let framing: [Rule] = [
        .encodingQuotedPrintable, .limitExceeded, .lineBlank, .lineByteOrderMark, .lineControl, .lineEnding,
        .lineFoldSplit, .lineLength, .lineName, .lineNoColon, .lineUtf8, .notACalendar, .parameter6868,
        .parameterDuplicate, .parameterPlace, .parameterQuote, .parameterSyntax, .structureDepth,
        .structureEmpty, .structureNesting, .structureTrailing, .structureUnbalanced, .textEscape,
        .vcalendarValue,
    ]

    private static let calendar: [Rule] = [
        .calendarCalscale, .calendarMethod, .calendarMethodAttendee, .calendarMethodMix,
        .calendarMethodProperty, .calendarMethodRequired, .calendarOrder, .calendarProdid, .calendarVersion,
    ]

    private static let components: [Rule] = [
        .componentDtstamp, .componentDtstart, .componentDuplicate, .componentProperty, .componentRequired,
        .componentUid, .componentUnknown, .uidDuplicate, .uidPrivacy,
    ]

    private static let values: [Rule] = [
        .valueBinary, .valueCalendarAddress, .valueDate, .valueDuration, .valueDurationNegative, .valueEmpty,
        .valueEnumeration, .valueGeo, .valueInteger, .valueOffset, .valueOffsetForm, .valuePercent,
        .valuePeriod, .valuePriority, .valueRequestStatus, .valueStatus, .valueType, .valueTzidUtc, .valueUri,
        .valueUtcRequired,
    ]

    private static let times: [Rule] = [
        .timeBoth, .timeDateDuration, .timeFloating, .timeFold, .timeGap, .timeLeapSecond, .timeOrder, .timeRange,
        .timeType,
    ]

    private static let zones: [Rule] = [
        .timeZoneContradicts, .timeZoneCoverage, .timeZoneDuplicate, .timeZoneMissing, .timeZoneObservance,
        .timeZoneUnused, .timeZoneUtcStart,
    ]

    private static let recurrence: [Rule] = [
        .exclusionNoMatch, .exclusionOverridden, .exclusionType, .exruleDeprecated, .recurrenceAmbiguous,
        .recurrenceCountUntil,
        .recurrenceDateTimePart, .recurrenceEmpty, .recurrenceExplosive, .recurrenceIdDuplicate,
        .recurrenceIdNoMaster, .recurrenceIdNoMatch, .recurrenceIdRange, .recurrenceIdRrule,
        .recurrenceIdType, .recurrenceMultiple, .recurrenceMustNot, .recurrenceRange, .recurrenceRscale,
        .recurrenceSetPosition, .recurrenceSync, .recurrenceSyntax, .recurrenceUntilType,
    ]

    private static let alarms: [Rule] = [
        .alarmProcedure, .alarmRelated, .alarmRepeat, .alarmRequired,
    ]

    private static let extensions: [Rule] = [
        .rfc7953Availability, .rfc7986Color, .rfc7986Conference, .rfc7986Image, .rfc7986RefreshInterval,
        .rfc7986Source, .rfc9073Participant, .rfc9073StructuredData, .rfc9074AlarmUid, .rfc9074Proximity,
        .rfc9074RelatedTo, .rfc9253Link, .securityLink,
    ]

    private static let xml: [Rule] = [
        .xmlNotWellFormed, .xmlDocumentType, .xmlEncoding, .xmlPrologue, .xmlAttributes, .xcalType,
        .xcalValue, .xcalStructure, .xcalDialect,
    ]

    private static let json: [Rule] = [
        .jcalStructure, .jcalValue, .jsonEncoding,
    ]

    private static let kolab: [Rule] = [
        .kolabRoot, .kolabVersion, .kolabVersionContent, .kolabMandatory, .kolabStart, .kolabEnd,
        .kolabEndOrder, .kolabEndType, .kolabTime, .kolabZone, .kolabWord, .kolabNumber, .kolabAttendee,
        .kolabDuplicate,
        .kolabUnknownElement, .kolabRecurrence, .kolabExclusionNoMatch, .kolabExclusionDuplicate,
        .kolabSubevent, .kolabSubeventDuplicate, .kolabPreserved,
    ]

    private static let mail: [Rule] = [
        .mailAttachment, .mailEnvelope, .mailEncoding, .mailSubject, .mailType,
    ]
}
