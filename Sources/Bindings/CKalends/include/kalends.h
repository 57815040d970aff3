/*
 * kalends: conversion, validation and expansion of calendars (iCalendar, xCal, jCal, Kolab XML) for programs in C and what calls it.
 *
 * Every function takes bytes in memory and options as JSON, and gives bytes and a report as JSON. All may be called by several threads
 * at the same time. None reads or writes a file besides the zone files of the system, starts a process, takes a signal, or ends the
 * program: what is wrong with an input is part of the result.
 *
 * Options are the members of a JSON object; NULL is an object without members. Names and values are those of the options of the
 * command, in camelCase:
 *
 *   to                 the format to write: convert and restore need it; split and merge write iCalendar text without it
 *   inputFormat        the format of the input; detected from content and name if not given
 *   name               the name of the input in reports; its extension helps to detect the format
 *   timezone, defaultTimezone, normalize, noExtensions, onInexpressible, envelope, exactQuirks
 *                      as --timezone and so on; xcalProfile as --profile of convert
 *   limits             an object of the limits of the readers, such as {"input-size": 1000000}
 *   profile            of validate: the program that reads the calendar
 *   select, ignore     of validate: lists of rules
 *   from, until        of expand: the first day, and the day after the last, as "2026-03-01"
 *   first              of expand: how many occurrences are listed at most; without it, more than 100,000 are an error
 *   onDuplicate        of merge: which versions of an item are kept, "newest" (if not given), "first", "all" or "ask-nothing"
 *   openEnded          of restore: true for rules without an end
 *
 * A report is a JSON object:
 *
 *   status             the status of the result
 *   error              if nothing was done: {"id", "message", "line"}
 *   outputs            [{"uid", "length"}]: the pieces of the output, one after the other; Kolab has one for each object, split
 *                      one for each UID, anonymize one for each calendar that a mail message carries
 *   losses             what was altered, dropped or preserved, as in the file of --report
 *   findings           what was found: {"file", "line", "column", "rule", "severity", "message", …}
 *   items              {"read", "written", "skipped", "failed"}
 *   occurrences        of expand: {"uid", "summary", "start", "end", "zone", "startUTC", "recurrenceId", "override", "type"}
 *   differences        of diff: {"component", "uid", "recurrence-id", "path", "only-in-first", "only-in-second"}
 *   formats            of formats: {"name", "title", "extensions", "mediaType", "isRead", "isWritten", "holdsOneObject"}
 */
#ifndef KALENDS_H
#define KALENDS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How a call ended. */
enum {
    KALENDS_DONE = 0,         /* all of it was done */
    KALENDS_UNREADABLE = 1,   /* the input cannot be read; the report has the error */
    KALENDS_MISUNDERSTOOD = 2, /* wrong options; the report has the error */
    KALENDS_INCOMPLETE = 3    /* items were skipped or failed; the rest was done */
};

/* What can be asked for. All but diff, formats and merge can be asked for in a batch. */
enum {
    KALENDS_CONVERT = 0,
    KALENDS_VALIDATE = 1,
    KALENDS_EXPAND = 2,
    KALENDS_RESTORE = 3,
    KALENDS_DIFF = 4,
    KALENDS_FORMATS = 5,
    KALENDS_ANONYMIZE = 6,
    KALENDS_SPLIT = 7,
    KALENDS_MERGE = 8
};

/* Bytes of the caller. */
typedef struct kalends_input {
    const uint8_t *bytes; /* may be NULL if the length is 0 */
    size_t length;
} kalends_input;

/* What came of a call. It owns both blocks until kalends_clear; each is followed by a zero byte that its length does not count. */
typedef struct kalends_result {
    int32_t status;
    char *output; /* the calendar that was written; empty for works that write none */
    size_t output_length;
    char *report; /* the report in JSON, UTF-8 */
    size_t report_length;
} kalends_result;

/* The version of the library, such as "1.0.0"; it stays valid. */
const char *kalends_version(void);

/*
 * Does one work on count inputs: 2 for diff, none for formats, any number from 1 on for merge, 1 for all others. Returns the status, as
 * every function here does. *result is overwritten, not cleared; result may be NULL if only the status is of interest. The functions
 * below are this one for each work.
 */
int32_t kalends_call(int32_t work, const kalends_input *inputs, size_t count, const char *options, kalends_result *result);

/* Writes a calendar in another format. */
int32_t kalends_convert(kalends_input input, const char *options, kalends_result *result);

/* Lists the findings about a calendar. An input that is no calendar at all is a finding too. */
int32_t kalends_validate(kalends_input input, const char *options, kalends_result *result);

/* Lists the occurrences of a calendar in the order of time. */
int32_t kalends_expand(kalends_input input, const char *options, kalends_result *result);

/* Restores the series of single occurrences, and writes them. */
int32_t kalends_restore(kalends_input input, const char *options, kalends_result *result);

/* Writes a calendar without anything personal, for others to look at: the same structure, and the same findings. */
int32_t kalends_anonymize(kalends_input input, const char *options, kalends_result *result);

/* Writes a calendar as several, one for each UID; items without a UID are in one whose UID is empty. */
int32_t kalends_split(kalends_input input, const char *options, kalends_result *result);

/* Writes several calendars as one, items of one UID together. */
int32_t kalends_merge(const kalends_input *inputs, size_t count, const char *options, kalends_result *result);

/* Lists what two calendars do not both mean, whatever their formats. */
int32_t kalends_diff(kalends_input first, kalends_input second, const char *options, kalends_result *result);

/* Lists the formats that are known. */
int32_t kalends_formats(kalends_result *result);

/*
 * Does one work that takes a single input on many inputs with several threads.
 *
 * results has a place for each of the count inputs; each is overwritten, and to be cleared. jobs is the number of threads, 0 for one
 * for each processor. Returns KALENDS_DONE, or KALENDS_MISUNDERSTOOD if there is no such work, the options are wrong, or a pointer is
 * NULL for a count that is not 0, which each result reports as well.
 */
int32_t kalends_batch(
    int32_t work, const kalends_input *inputs, size_t count, const char *options, uint32_t jobs, kalends_result *results
);

/* Frees the blocks of a result and sets it to zero; a result that is zero already stays so. */
void kalends_clear(kalends_result *result);

#ifdef __cplusplus
}
#endif

#endif
