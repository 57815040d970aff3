/* Starts a program several times and reports the median wall time and the largest resident set:
 *
 *     run_driver RUNS PROGRAM [ARGUMENT]...
 *
 * A small C program on purpose: a child's peak starts at its parent's size, and an interpreter's is not small.
 * The program's output is written to /dev/null; its standard error is unchanged. */
#include "measure.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int by_value(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return (difference > 0) - (difference < 0);
}

int main(int argc, char **argv) {
    int runs = argc > 2 ? atoi(argv[1]) : 0;
    if (runs < 1) {
        fputs("usage: run_driver RUNS PROGRAM [ARGUMENT]...\n", stderr);
        return 64;
    }
    double *seconds = calloc((size_t)runs, sizeof *seconds);
    long peak = 0;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    for (int run = 0; run < runs; run++) {
        pid_t child;
        struct rusage usage;
        int status;
        double start = seconds_now();
        int failure = posix_spawnp(&child, argv[2], &actions, NULL, argv + 2, environ);
        if (failure != 0) {
            fprintf(stderr, "%s: %s\n", argv[2], strerror(failure));
            return 71;
        }
        wait4(child, &status, 0, &usage);
        seconds[run] = seconds_now() - start;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            fprintf(stderr, "%s: ended with status %d\n", argv[2], WIFEXITED(status) ? WEXITSTATUS(status) : -1);
            return 70;
        }
        peak = usage.ru_maxrss > peak ? usage.ru_maxrss : peak;
    }
    qsort(seconds, (size_t)runs, sizeof *seconds, by_value);
    printf("{\"mode\": \"run\", \"seconds\": %.6f, \"bytes\": 0, \"items\": %d, \"peakKiB\": %ld}\n", seconds[runs / 2],
           runs, peak);
    return 0;
}
