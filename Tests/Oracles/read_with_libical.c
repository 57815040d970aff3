/* Reads iCalendar files with libical 3 and prints what it saw, as read_with_icalendar.py does:
 *
 *     cc read_with_libical.c -lical -o read_with_libical && ./read_with_libical FILE...
 *
 * `errors` is the number of X-LIC-ERROR properties that libical added. */
#include <libical/ical.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static void print_string(const char *text) {
    if (!text) {
        fputs("null", stdout);
        return;
    }
    putchar('"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\') {
            printf("\\%c", byte);
        } else if (byte < 0x20) {
            printf("\\u%04x", byte);
        } else {
            putchar(byte);
        }
    }
    putchar('"');
}

static void print_field(icalcomponent *component, const char *key, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(component, kind);
    printf(", \"%s\": ", key);
    if (kind == ICAL_SUMMARY_PROPERTY) {
        print_string(property ? icalproperty_get_summary(property) : NULL);
    } else {
        char *text = property ? icalproperty_get_value_as_string_r(property) : NULL;
        print_string(text);
        free(text);
    }
}

static bool is_item(icalcomponent_kind kind) {
    return kind == ICAL_VEVENT_COMPONENT || kind == ICAL_VTODO_COMPONENT || kind == ICAL_VJOURNAL_COMPONENT ||
           kind == ICAL_VFREEBUSY_COMPONENT;
}

/* Prints every item at and below a component; returns how many were printed before and now. */
static int print_items(icalcomponent *component, int printed) {
    icalcomponent_kind kind = icalcomponent_isa(component);
    if (is_item(kind)) {
        printf("%s{\"component\": \"%s\"", printed ? ", " : "", icalcomponent_kind_to_string(kind));
        print_field(component, "uid", ICAL_UID_PROPERTY);
        print_field(component, "recurrenceID", ICAL_RECURRENCEID_PROPERTY);
        print_field(component, "start", ICAL_DTSTART_PROPERTY);
        print_field(component, "summary", ICAL_SUMMARY_PROPERTY);
        putchar('}');
        printed++;
    }
    for (icalcompiter next = icalcomponent_begin_component(component, ICAL_ANY_COMPONENT); icalcompiter_deref(&next);
         icalcompiter_next(&next)) {
        printed = print_items(icalcompiter_deref(&next), printed);
    }
    return printed;
}

static char *whole_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(66);
    }
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(size + 1);
    bytes[fread(bytes, 1, size, file)] = '\0';
    fclose(file);
    return bytes;
}

int main(int argc, char **argv) {
    for (int index = 1; index < argc; index++) {
        char *bytes = whole_file(argv[index]);
        icalcomponent *root = icalparser_parse_string(bytes);
        fputs("{\"file\": ", stdout);
        print_string(argv[index]);
        if (root) {
            fputs(", \"items\": [", stdout);
            print_items(root, 0);
            printf("], \"errors\": %d}\n", icalcomponent_count_errors(root));
            icalcomponent_free(root);
        } else {
            puts(", \"refused\": \"no component\"}");
        }
        free(bytes);
    }
    return 0;
}
