/* A program that uses every function of kalends.h, to be run by memory checkers: client CALLS. It prints the signals that are taken,
   and the version. */
#include <kalends.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char calendar[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;TZID=Europe/Berlin:20260101T090000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static void fail(const char *what, const kalends_result *result) {
    fprintf(stderr, "%s: status %d, report %s\n", what, result->status, result->report ? result->report : "none");
    exit(1);
}

/* The status is the expected one in both places, the texts end in a zero byte, and the report has some words. */
static void check(const char *what, int32_t status, int32_t expected, const kalends_result *result, const char *words) {
    if (status != expected || result->status != expected) fail(what, result);
    if (strlen(result->report) != result->report_length || result->output[result->output_length] != 0) fail(what, result);
    if (strstr(result->report, words) == NULL) fail(what, result);
}

/* Exactly as many bytes as the input has, so that a checker sees any read past them. */
static kalends_input copied(const char *text) {
    kalends_input input = {NULL, strlen(text)};
    uint8_t *bytes = malloc(input.length ? input.length : 1);
    memcpy(bytes, text, input.length);
    input.bytes = bytes;
    return input;
}

static void free_input(kalends_input input) { free((void *)input.bytes); }

static void single(void) {
    kalends_result result = {0};
    kalends_input input = copied(calendar), nothing = {NULL, 0}, text = copied("no calendar"), broken = copied("<icalendar");
    check("convert", kalends_convert(input, "{\"to\":\"xcal\"}", &result), KALENDS_DONE, &result, "\"written\":1");
    if (strstr(result.output, "Europe/Berlin") == NULL) fail("convert", &result);
    kalends_input xcal = copied(result.output);
    kalends_clear(&result);
    check("diff", kalends_diff(input, xcal, NULL, &result), KALENDS_DONE, &result, "\"differences\":[]");
    kalends_clear(&result);
    check("validate", kalends_validate(input, "{\"profile\":\"strict\"}", &result), KALENDS_DONE, &result, "time-zone-missing");
    kalends_clear(&result);
    check("expand", kalends_expand(input, "{\"first\":2}", &result), KALENDS_DONE, &result, "2026-01-02T09:00:00");
    kalends_clear(&result);
    check("restore", kalends_restore(input, "{\"to\":\"icalendar\"}", &result), KALENDS_DONE, &result, "\"restored\":");
    kalends_clear(&result);
    check("formats", kalends_formats(&result), KALENDS_DONE, &result, "kolab-2.1");
    kalends_clear(&result);
    check("kolab", kalends_convert(input, "{\"to\":\"kolab-2.1\"}", &result), KALENDS_DONE, &result, "\"uid\":\"1\"");
    kalends_clear(&result);
    check("empty", kalends_convert(nothing, "{\"to\":\"xcal\"}", &result), KALENDS_UNREADABLE, &result, "not-a-calendar");
    kalends_clear(&result);
    check("text", kalends_expand(text, NULL, &result), KALENDS_UNREADABLE, &result, "\"error\"");
    kalends_clear(&result);
    check("broken", kalends_convert(broken, "{\"to\":\"xcal\"}", &result), KALENDS_UNREADABLE, &result, "\"error\"");
    kalends_clear(&result);
    check("no target", kalends_convert(input, NULL, &result), KALENDS_MISUNDERSTOOD, &result, "names no format");
    kalends_clear(&result);
    check("options", kalends_convert(input, "{", &result), KALENDS_MISUNDERSTOOD, &result, "not a JSON object");
    kalends_clear(&result);
    check("option", kalends_expand(input, "{\"x\":1}", &result), KALENDS_MISUNDERSTOOD, &result, "unknown option x");
    kalends_clear(&result);
    kalends_clear(&result);
    kalends_clear(NULL);
    if (kalends_convert(input, "{\"to\":\"xcal\"}", NULL) != KALENDS_DONE) fail("no result", &result);
    free_input(input);
    free_input(xcal);
    free_input(text);
    free_input(broken);
}

static void batch(size_t count) {
    kalends_input *inputs = calloc(count, sizeof *inputs);
    kalends_result *results = calloc(count, sizeof *results);
    for (size_t index = 0; index < count; index++) inputs[index] = copied(index % 5 == 4 ? "no calendar" : calendar);
    if (kalends_batch(KALENDS_CONVERT, inputs, count, "{\"to\":\"jcal\"}", 3, results) != KALENDS_DONE) exit(1);
    for (size_t index = 0; index < count; index++) {
        int32_t expected = index % 5 == 4 ? KALENDS_UNREADABLE : KALENDS_DONE;
        check("batch", results[index].status, expected, &results[index], "\"status\":");
        kalends_clear(&results[index]);
    }
    if (kalends_batch(9, inputs, count, NULL, 0, results) != KALENDS_MISUNDERSTOOD) exit(1);
    for (size_t index = 0; index < count; index++) {
        check("work", results[index].status, KALENDS_MISUNDERSTOOD, &results[index], "unknown kind of work: 9");
        kalends_clear(&results[index]);
        free_input(inputs[index]);
    }
    free(inputs);
    free(results);
}

int main(int count, char **arguments) {
    int calls = count > 1 ? atoi(arguments[1]) : 1;
    for (int call = 0; call < calls; call++) single();
    batch(20 * (size_t)calls);
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN)
            printf("takes signal %d\n", number);
    }
    printf("kalends %s\n", kalends_version());
    return 0;
}
