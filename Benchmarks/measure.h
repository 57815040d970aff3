/* What the drivers share: a clock, the peak of resident memory, whole files and folders in memory, one line of result. */
#pragma once

#include <stddef.h>

struct text {
    char *bytes; /* followed by a NUL that `count` excludes */
    size_t count;
};

/* Seconds of a clock that only moves forward. */
double seconds_now(void);

/* The file's bytes; ends the program with a message when it cannot be read. */
struct text read_file(const char *path);

/* Every file of a folder, in order of name. */
struct text *read_folder(const char *path, size_t *count);

/* Prints one JSON object on one line: what was done, how long it took, and the peak of this process (VmHWM). */
void print_result(const char *mode, double seconds, size_t bytes, size_t items);
