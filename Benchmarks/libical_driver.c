/* libical 3 at the work the benchmarks compare with: libical_driver MODE PATH */
#include "measure.h"

#include <libical/ical.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INSTANCES_PER_RULE = 1000, HORIZON_YEAR = 2200 };

static size_t component_count(icalcomponent *calendar) {
    size_t count = 0;
    for (icalcomponent *component = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT); component;
         component = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
        count++;
    }
    return count;
}

static void parse(const char *mode, const char *path, bool write) {
    struct text input = read_file(path);
    double start = seconds_now();
    icalcomponent *calendar = icalparser_parse_string(input.bytes);
    size_t written = 0;
    if (write && calendar) {
        char *output = icalcomponent_as_ical_string_r(calendar);
        written = strlen(output);
        icalmemory_free_buffer(output);
    }
    double seconds = seconds_now() - start;
    if (!calendar || (write && written == 0)) {
        fprintf(stderr, "%s: libical read nothing\n", path);
        exit(65);
    }
    print_result(mode, seconds, input.count, component_count(calendar));
}

static void parse_and_write_many(const char *mode, const char *folder) {
    size_t count, bytes = 0;
    struct text *inputs = read_folder(folder, &count);
    double start = seconds_now();
    for (size_t index = 0; index < count; index++) {
        icalcomponent *calendar = icalparser_parse_string(inputs[index].bytes);
        char *output = icalcomponent_as_ical_string_r(calendar);
        icalmemory_free_buffer(output);
        icalcomponent_free(calendar);
        bytes += inputs[index].count;
    }
    print_result(mode, seconds_now() - start, bytes, count);
}

static void expand(const char *mode, const char *path, bool to_utc) {
    struct text input = read_file(path);
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    size_t instances = 0;
    volatile int checksum = 0;
    double start = seconds_now();
    for (char *rest = input.bytes, *line; (line = strsep(&rest, "\n")) && *line;) {
        char *local = strsep(&line, "\t"), *zone = strsep(&line, "\t");
        struct icaltimetype first = icaltime_from_string(local);
        first.zone = icaltimezone_get_builtin_timezone(zone);
        icalrecur_iterator *iterator = icalrecur_iterator_new(icalrecurrencetype_from_string(line), first);
        for (int left = INSTANCES_PER_RULE; iterator && left > 0; left--) {
            struct icaltimetype next = icalrecur_iterator_next(iterator);
            if (icaltime_is_null_time(next) || next.year >= HORIZON_YEAR) {
                break;
            }
            if (to_utc) {
                next = icaltime_convert_to_zone(next, utc);
            }
            checksum += next.hour;
            instances++;
        }
        icalrecur_iterator_free(iterator);
    }
    print_result(mode, seconds_now() - start, input.count, instances);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: libical_driver parse|parse-write|many|expand|expand-utc PATH\n", stderr);
        return 64;
    }
    const char *mode = argv[1], *path = argv[2];
    if (strcmp(mode, "parse") == 0) {
        parse(mode, path, false);
    } else if (strcmp(mode, "parse-write") == 0) {
        parse(mode, path, true);
    } else if (strcmp(mode, "many") == 0) {
        parse_and_write_many(mode, path);
    } else if (strcmp(mode, "expand") == 0) {
        expand(mode, path, false);
    } else if (strcmp(mode, "expand-utc") == 0) {
        expand(mode, path, true);
    } else {
        fprintf(stderr, "unknown mode %s\n", mode);
        return 64;
    }
    return 0;
}
