/* A program that uses every function of kalends.h, to be run by memory checkers: client CALLS. It prints the signals that are taken,
   and the version. */
#include <kalends.h>
#include <pthread.h>
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
    check("anonymize", kalends_anonymize(input, NULL, &result), KALENDS_DONE, &result, "\"length\":");
    kalends_clear(&result);
    check("split", kalends_split(input, NULL, &result), KALENDS_DONE, &result, "\"uid\":\"1\"");
    kalends_clear(&result);
    kalends_input pair[] = {input, xcal};
    check("merge", kalends_merge(pair, 2, "{\"to\":\"jcal\"}", &result), KALENDS_DONE, &result, "\"read\":");
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

/* A call that is not understood, with any options. */
static void refuse(const char *options, const char *words) {
    kalends_result result;
    kalends_input input = {(const uint8_t *)calendar, sizeof calendar - 1};
    memset(&result, 0xAA, sizeof result);
    check(words, kalends_expand(input, options, &result), KALENDS_MISUNDERSTOOD, &result, words);
    kalends_clear(&result);
}

/* Pointers that are NULL, sizes that no memory has, numbers of no work, options of every wrong kind: each is answered. */
static void hostile(void) {
    kalends_result result, results[3];
    kalends_input input = {(const uint8_t *)calendar, sizeof calendar - 1}, missing = {NULL, 10};
    kalends_input inputs[] = {{input.bytes, SIZE_MAX}, {input.bytes, SIZE_MAX / 2}, {input.bytes, input.length}};
    for (int32_t work = -1; work < 10; work++) {
        check("no inputs", kalends_call(work, NULL, 1, NULL, &result), KALENDS_MISUNDERSTOOD, &result, "\"error\"");
        kalends_clear(&result);
        check("count", kalends_call(work, &input, SIZE_MAX, NULL, &result), KALENDS_MISUNDERSTOOD, &result, "\"error\"");
        kalends_clear(&result);
        kalends_call(work, inputs, 3, "{\"to\":\"xcal\"}", &result);
        if (result.report == NULL || result.output == NULL) fail("too many inputs", &result);
        kalends_clear(&result);
        kalends_call(work, NULL, 0, NULL, NULL);
    }
    check("missing", kalends_convert(missing, "{\"to\":\"xcal\"}", &result), KALENDS_UNREADABLE, &result, "not-a-calendar");
    kalends_clear(&result);
    for (int index = 0; index < 2; index++) {
        check("size", kalends_expand(inputs[index], NULL, &result), KALENDS_UNREADABLE, &result, "input-size");
        kalends_clear(&result);
    }
    if (kalends_batch(KALENDS_EXPAND, inputs, 3, NULL, UINT32_MAX, results) != KALENDS_DONE) exit(1);
    for (int index = 0; index < 3; index++) {
        check("sizes", results[index].status, index == 2 ? KALENDS_DONE : KALENDS_UNREADABLE, &results[index], "\"status\"");
        kalends_clear(&results[index]);
    }
    if (kalends_batch(KALENDS_EXPAND, NULL, 3, NULL, 0, results) != KALENDS_MISUNDERSTOOD) exit(1);
    for (int index = 0; index < 3; index++) kalends_clear(&results[index]);
    if (kalends_batch(KALENDS_EXPAND, inputs, 3, NULL, 0, NULL) != KALENDS_MISUNDERSTOOD) exit(1);
    if (kalends_batch(KALENDS_EXPAND, inputs, SIZE_MAX, NULL, 0, results) != KALENDS_MISUNDERSTOOD) exit(1);
    if (kalends_batch(KALENDS_EXPAND, NULL, 0, NULL, 0, NULL) != KALENDS_DONE) exit(1);
    if (kalends_batch(KALENDS_DIFF, inputs, 0, NULL, 0, results) != KALENDS_MISUNDERSTOOD) exit(1);

    char *deep = malloc(200001);
    memset(deep, '[', 200000);
    deep[200000] = 0;
    refuse(deep, "not a JSON object");
    for (int index = 0; index < 200000; index += 5) memcpy(deep + index, "{\"a\":", 5);
    refuse(deep, "not a JSON object");
    free(deep);
    refuse("[]", "not a JSON object");
    refuse("\xff\xfe", "not a JSON object");
    refuse("{\"first\":1}}", "not a JSON object");
    refuse("{\"first\":-1}", "first");
    refuse("{\"first\":99999999999999999999}", "first");
    refuse("{\"first\":\"1\"}", "first");
    refuse("{\"until\":\"2026-02-30\"}", "until");
    refuse("{\"limits\":{\"input-size\":-5}}", "limits");
    refuse("{\"limits\":[1]}", "limits");
    refuse("{\"select\":\"a\"}", "select");
    refuse("{\"name\":{}}", "name");
    refuse("{\"timezone\":\"\"}", "timezone");
}

/* A rule with more occurrences than memory holds. */
static void endless(void) {
    static const char text[] =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART:20260101T090000Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    kalends_input input = {(const uint8_t *)text, sizeof text - 1};
    kalends_result result;
    check("endless", kalends_expand(input, "{\"until\":\"9999-01-01\"}", &result), KALENDS_MISUNDERSTOOD, &result, "more than");
    kalends_clear(&result);
}

static void *work(void *unused) {
    single();
    return unused;
}

/* Threads of the host, whose stacks may be small. */
static void threads(void) {
    pthread_t running[8];
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 512 << 10);
    for (int index = 0; index < 8; index++)
        if (pthread_create(&running[index], &attributes, work, NULL) != 0) exit(1);
    for (int index = 0; index < 8; index++) pthread_join(running[index], NULL);
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
    hostile();
    threads();
    if (calls > 1) endless();
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN)
            printf("takes signal %d\n", number);
    }
    printf("kalends %s\n", kalends_version());
    return 0;
}
