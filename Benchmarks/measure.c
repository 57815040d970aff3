#include "measure.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct text read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    struct stat status;
    if (!file || fstat(fileno(file), &status) != 0) {
        perror(path);
        exit(66);
    }
    struct text text = {malloc((size_t)status.st_size + 1), (size_t)status.st_size};
    if (!text.bytes || fread(text.bytes, 1, text.count, file) != text.count) {
        perror(path);
        exit(74);
    }
    text.bytes[text.count] = '\0';
    fclose(file);
    return text;
}

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

struct text *read_folder(const char *path, size_t *count) {
    struct dirent **entries;
    int found = scandir(path, &entries, is_visible, alphasort);
    if (found < 0) {
        perror(path);
        exit(66);
    }
    struct text *texts = calloc((size_t)found, sizeof *texts);
    for (int index = 0; index < found; index++) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entries[index]->d_name);
        texts[index] = read_file(name);
        free(entries[index]);
    }
    free(entries);
    *count = (size_t)found;
    return texts;
}

/* getrusage keeps the peak of whatever process started this one; VmHWM is this program's own. */
static long peak_resident_kib(void) {
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    long peak = 0;
    while (status && fgets(line, sizeof line, status)) {
        if (sscanf(line, "VmHWM: %ld", &peak) == 1) {
            break;
        }
    }
    if (status) {
        fclose(status);
    }
    return peak;
}

void print_result(const char *mode, double seconds, size_t bytes, size_t items) {
    printf("{\"mode\": \"%s\", \"seconds\": %.6f, \"bytes\": %zu, \"items\": %zu, \"peakKiB\": %ld}\n", mode, seconds,
           bytes, items, peak_resident_kib());
}
