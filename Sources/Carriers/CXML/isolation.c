#include "transform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_NOTES 10000

typedef struct buffer {
    uint8_t *bytes;
    size_t count, capacity;
} buffer;

typedef struct note_record {
    size_t start, length;
    uint32_t line;
    uint8_t place, is_message;
} note_record;

struct cxslt_result {
    int status;
    buffer output, texts;
    note_record *notes;
    size_t note_count, note_capacity;
};

static int append(buffer *target, const uint8_t *bytes, size_t count) {
    if (count > target->capacity - target->count) {
        size_t grown = target->capacity < 65536 ? 65536 : target->capacity * 2;
        if (grown < target->count + count) grown = target->count + count;
        uint8_t *moved = realloc(target->bytes, grown);
        if (moved == NULL) return 0;
        target->bytes = moved;
        target->capacity = grown;
    }
    memcpy(target->bytes + target->count, bytes, count);
    target->count += count;
    return 1;
}

/* The child */

void cxslt_send(const cxslt_job *job, cxslt_frame frame, const void *bytes) {
    const uint8_t *parts[2] = {(const uint8_t *)&frame, bytes};
    size_t lengths[2] = {sizeof frame, (size_t)frame.length};
    for (int part = 0; part < 2; part++) {
        while (lengths[part] > 0) {
            ssize_t written = write(job->pipe, parts[part], lengths[part]);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) _exit(1);
            parts[part] += written;
            lengths[part] -= (size_t)written;
        }
    }
}

static void limit(int resource, uint64_t most) {
    struct rlimit bound = {(rlim_t)most, (rlim_t)most};
    setrlimit(resource, &bound);
}

/* Bytes that count for RLIMIT_DATA already: the caller's own, which the child inherits; 0 where the system does not say. */
static uint64_t held_bytes(void) {
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL) return 0;
    unsigned long pages = 0;
    int count = fscanf(file, "%*u %*u %*u %*u %*u %lu", &pages);
    fclose(file);
    return count == 1 ? (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#endif
#endif

static void run_child(const cxslt_job *job) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, (uint64_t)job->limits.seconds + 1);
#ifndef HAS_SHADOW_MEMORY
    limit(RLIMIT_DATA, job->held_bytes + job->limits.memory_bytes);
#endif
    cxslt_frame end = {.kind = FRAME_END, .status = (uint8_t)cxslt_work(job)};
    cxslt_send(job, end, NULL);
    _exit(0);
}

/* The parent */

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads exactly `count` bytes; 1 if they came, 0 at the end of the pipe, -1 when time is up. */
static int receive(int pipe, uint8_t *bytes, size_t count, int64_t deadline) {
    while (count > 0) {
        int64_t left = deadline - milliseconds();
        if (left <= 0) return -1;
        struct pollfd waiting = {.fd = pipe, .events = POLLIN};
        int ready = poll(&waiting, 1, left > 1000000 ? 1000000 : (int)left);
        if (ready <= 0) continue;
        ssize_t got = read(pipe, bytes, count);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return 0;
        bytes += got;
        count -= (size_t)got;
    }
    return 1;
}

static int add_note(cxslt_result *result, const cxslt_frame *frame, const uint8_t *text) {
    if (result->note_count == MOST_NOTES) return 1;
    if (result->note_count == result->note_capacity) {
        size_t grown = result->note_capacity == 0 ? 16 : result->note_capacity * 2;
        note_record *moved = realloc(result->notes, grown * sizeof *moved);
        if (moved == NULL) return 0;
        result->notes = moved;
        result->note_capacity = grown;
    }
    result->notes[result->note_count++] = (note_record){
        .start = result->texts.count,
        .length = (size_t)frame->length,
        .line = frame->line,
        .place = frame->place,
        .is_message = frame->is_message,
    };
    return append(&result->texts, text, (size_t)frame->length);
}

/* Takes frames until the last one; what stopped that, or the child's own status. */
static int collect(cxslt_result *result, const cxslt_job *job, int pipe) {
    int64_t deadline = milliseconds() + (int64_t)job->limits.seconds * 1000;
    uint8_t block[65536];
    for (;;) {
        cxslt_frame frame;
        int outcome = receive(pipe, (uint8_t *)&frame, sizeof frame, deadline);
        if (outcome <= 0) return outcome < 0 ? CXSLT_LIMIT_TIME : CXSLT_CRASHED;
        if (frame.kind == FRAME_END) return frame.status;
        if (frame.length > sizeof block) return CXSLT_CRASHED;
        outcome = receive(pipe, block, (size_t)frame.length, deadline);
        if (outcome <= 0) return outcome < 0 ? CXSLT_LIMIT_TIME : CXSLT_CRASHED;
        if (frame.kind == FRAME_NOTE) {
            if (!add_note(result, &frame, block)) return CXSLT_LIMIT_MEMORY;
            continue;
        }
        if (frame.length > job->limits.output_bytes - result->output.count) return CXSLT_LIMIT_OUTPUT;
        if (!append(&result->output, block, (size_t)frame.length)) return CXSLT_LIMIT_MEMORY;
    }
}

/* How the child ended that gave no answer. */
static int status_of_end(int end) {
    if (!WIFSIGNALED(end)) return CXSLT_CRASHED;
    return WTERMSIG(end) == SIGXCPU || WTERMSIG(end) == SIGKILL ? CXSLT_LIMIT_TIME : CXSLT_CRASHED;
}

static int run(cxslt_result *result, cxslt_job *job) {
    int ends[2];
    if (pipe(ends) != 0) return CXSLT_NO_PROCESS;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    job->pipe = ends[1];
    job->held_bytes = held_bytes();
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        run_child(job);
    }
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return CXSLT_NO_PROCESS;
    }
    int status = collect(result, job, ends[0]);
    close(ends[0]);
    /* A child that gave its answer has nothing left to do; any other is not waited for. */
    int end = 0;
    int is_running = status != CXSLT_CRASHED;
    if (is_running) kill(child, SIGKILL);
    while (waitpid(child, &end, 0) < 0 && errno == EINTR) {}
    return is_running ? status : status_of_end(end);
}

cxslt_result *cxslt_transform(
    cxslt_bytes stylesheet, cxslt_bytes document, const char *const *parameters, size_t parameter_count,
    const cxslt_limits *limits) {
    cxml_set_up();
    cxslt_result *result = calloc(1, sizeof *result);
    if (result == NULL) return NULL;
    cxslt_job job = {
        .stylesheet = stylesheet,
        .document = document,
        .parameters = parameters,
        .parameter_count = parameter_count,
        .limits = *limits,
    };
    result->status = run(result, &job);
    return result;
}

void cxslt_free(cxslt_result *result) {
    if (result == NULL) return;
    free(result->output.bytes);
    free(result->texts.bytes);
    free(result->notes);
    free(result);
}

int cxslt_status(const cxslt_result *result) { return result->status; }

cxslt_bytes cxslt_output(const cxslt_result *result) {
    return (cxslt_bytes){result->output.bytes, result->output.count};
}

size_t cxslt_note_count(const cxslt_result *result) { return result->note_count; }

cxslt_note cxslt_note_at(const cxslt_result *result, size_t index) {
    note_record record = result->notes[index];
    return (cxslt_note){
        .text = result->texts.bytes + record.start,
        .length = record.length,
        .line = record.line,
        .place = record.place,
        .is_message = record.is_message,
    };
}
