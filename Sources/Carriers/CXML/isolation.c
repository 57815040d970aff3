/*
 * A transformation in a separate process: this same program, started again.
 *
 * A library must not copy its host: fork() in a program with threads leaves locks that are never released. So the
 * program is started anew; before its main function a constructor finds the order in its environment, works and ends.
 * The two communicate over a socket, which is the child's standard input.
 */
#define _GNU_SOURCE
#include "libxslt.h"
#include "transform.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#endif
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

/* Holds the number of the parent in the environment of a child. */
#define WORKER_VARIABLE "KALENDS_STYLESHEET_WORKER"

extern char **environ;

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

/* What the child is sent first; then follow both texts, and the parameters, each closed by a zero. */
typedef struct request {
    cxslt_limits limits;
    uint64_t stylesheet_bytes, document_bytes, parameter_bytes, parameter_count;
} request;

/* The child */

void cxslt_send(const cxslt_job *job, cxslt_frame frame, const void *bytes) {
    const uint8_t *parts[2] = {(const uint8_t *)&frame, bytes};
    size_t lengths[2] = {sizeof frame, (size_t)frame.length};
    for (int part = 0; part < 2; part++) {
        while (lengths[part] > 0) {
            ssize_t written = write(job->socket, parts[part], lengths[part]);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) _exit(1);
            parts[part] += written;
            lengths[part] -= (size_t)written;
        }
    }
}

/* Reads exactly `count` bytes into new memory, with a zero after them. */
static uint8_t *take(int socket, uint64_t count) {
    uint8_t *bytes = count < SIZE_MAX ? malloc((size_t)count + 1) : NULL;
    if (bytes == NULL) return NULL;
    uint64_t taken = 0;
    while (taken < count) {
        ssize_t got = read(socket, bytes + taken, (size_t)(count - taken));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) _exit(1);
        taken += (uint64_t)got;
    }
    bytes[count] = 0;
    return bytes;
}

/* Reads the order of work; 0 if memory is short. */
static int take_job(cxslt_job *job) {
    request *order = (request *)take(job->socket, sizeof *order);
    if (order == NULL) return 0;
    job->limits = order->limits;
    job->parameter_count = (size_t)order->parameter_count;
    job->stylesheet = (cxslt_bytes){take(job->socket, order->stylesheet_bytes), (size_t)order->stylesheet_bytes};
    job->document = (cxslt_bytes){take(job->socket, order->document_bytes), (size_t)order->document_bytes};
    const char *texts = (const char *)take(job->socket, order->parameter_bytes);
    const char **parameters = calloc(job->parameter_count + 1, sizeof *parameters);
    free(order);
    if (job->stylesheet.start == NULL || job->document.start == NULL || texts == NULL || parameters == NULL) return 0;
    for (size_t index = 0; index < job->parameter_count; index++) {
        parameters[index] = texts;
        texts += strlen(texts) + 1;
    }
    job->parameters = parameters;
    return 1;
}

static void limit(int resource, uint64_t most) {
    struct rlimit bound = {(rlim_t)most, (rlim_t)most};
    setrlimit(resource, &bound);
}

/* Bytes that count for RLIMIT_DATA already; 0 where the system does not report it. */
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

static void run_child(cxslt_job *job) {
    cxslt_frame end = {.kind = FRAME_END, .status = CXSLT_LIMIT_MEMORY};
    if (!cxslt_load()) {
        end.status = CXSLT_NO_LIBRARY;
    } else if (take_job(job)) {
        limit(RLIMIT_CORE, 0);
        limit(RLIMIT_CPU, (uint64_t)job->limits.seconds + 1);
#ifndef HAS_SHADOW_MEMORY
        limit(RLIMIT_DATA, held_bytes() + job->limits.memory_bytes);
#endif
        end.status = (uint8_t)cxslt_work(job);
    }
    cxslt_send(job, end, NULL);
    _exit(0);
}

/* Runs before the main function of every program that has the library in it. */
__attribute__((constructor)) static void become_worker(void) {
    const char *parent = getenv(WORKER_VARIABLE);
    if (parent == NULL || strtol(parent, NULL, 10) != (long)getppid()) return;
    cxml_set_up();
    cxslt_job job = {.socket = STDIN_FILENO};
    run_child(&job);
}

/* The parent */

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Sends `count` bytes; 0 if the child takes no more, or time is up. */
static int transmit(int socket, const void *bytes, size_t count, int64_t deadline) {
    const uint8_t *rest = bytes;
    while (count > 0) {
        int64_t left = deadline - milliseconds();
        if (left <= 0) return 0;
        struct pollfd waiting = {.fd = socket, .events = POLLOUT};
        if (poll(&waiting, 1, left > 1000000 ? 1000000 : (int)left) <= 0) continue;
        ssize_t sent = send(socket, rest, count, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (sent <= 0) return 0;
        rest += sent;
        count -= (size_t)sent;
    }
    return 1;
}

/* Sends the order of work. A child that ends before it has all of it has reported why, or has crashed. */
static void send_job(const cxslt_job *job, int64_t deadline) {
    request order = {
        .limits = job->limits,
        .stylesheet_bytes = job->stylesheet.count,
        .document_bytes = job->document.count,
        .parameter_count = job->parameter_count,
    };
    for (size_t index = 0; index < job->parameter_count; index++) {
        order.parameter_bytes += strlen(job->parameters[index]) + 1;
    }
    if (!transmit(job->socket, &order, sizeof order, deadline)) return;
    if (!transmit(job->socket, job->stylesheet.start, job->stylesheet.count, deadline)) return;
    if (!transmit(job->socket, job->document.start, job->document.count, deadline)) return;
    for (size_t index = 0; index < job->parameter_count; index++) {
        const char *text = job->parameters[index];
        if (!transmit(job->socket, text, strlen(text) + 1, deadline)) return;
    }
}

/* Reads exactly `count` bytes; 1 if they were read, 0 at the end of the answer, -1 when time is up. */
static int receive(int socket, uint8_t *bytes, size_t count, int64_t deadline) {
    while (count > 0) {
        int64_t left = deadline - milliseconds();
        if (left <= 0) return -1;
        struct pollfd waiting = {.fd = socket, .events = POLLIN};
        int ready = poll(&waiting, 1, left > 1000000 ? 1000000 : (int)left);
        if (ready <= 0) continue;
        ssize_t got = read(socket, bytes, count);
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
static int collect(cxslt_result *result, const cxslt_job *job, int64_t deadline) {
    uint8_t block[65536];
    for (;;) {
        cxslt_frame frame;
        int outcome = receive(job->socket, (uint8_t *)&frame, sizeof frame, deadline);
        if (outcome <= 0) return outcome < 0 ? CXSLT_LIMIT_TIME : CXSLT_CRASHED;
        if (frame.kind == FRAME_END) return frame.status;
        if (frame.length > sizeof block) return CXSLT_CRASHED;
        outcome = receive(job->socket, block, (size_t)frame.length, deadline);
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

/* Starts this program again, with one end of a socket as its standard input; 0 if the system does not. */
static pid_t start(int socket) {
    char variable[64];
    snprintf(variable, sizeof variable, WORKER_VARIABLE "=%ld", (long)getpid());
    size_t count = 0;
    while (environ[count] != NULL) count++;
    char **environment = calloc(count + 2, sizeof *environment);
    if (environment == NULL) return 0;
    environment[0] = variable;
    memcpy(environment + 1, environ, count * sizeof *environment);

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    /* A host that has the library without being linked with it knows nothing of the order: it must find nothing to do. */
    char *arguments[] = {"kalends-stylesheet-worker", "/dev/null", NULL};
    pid_t child = 0;
    int failure;
#ifdef __APPLE__
    char program[4096];
    uint32_t size = sizeof program;
    failure = _NSGetExecutablePath(program, &size) == 0
        ? posix_spawn(&child, program, &actions, &attributes, arguments, environment) : ENOENT;
#else
    failure = posix_spawn(&child, "/proc/self/exe", &actions, &attributes, arguments, environment);
#ifdef __linux__
    if (failure == ENOENT) {
        const char *program = (const char *)getauxval(AT_EXECFN);
        if (program != NULL) failure = posix_spawn(&child, program, &actions, &attributes, arguments, environment);
    }
#endif
#endif
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(environment);
    return failure == 0 ? child : 0;
}

static int run(cxslt_result *result, cxslt_job *job) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return CXSLT_NO_PROCESS;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    job->socket = ends[0];
    int64_t deadline = milliseconds() + (int64_t)job->limits.seconds * 1000;
    pid_t child = start(ends[1]);
    close(ends[1]);
    if (child == 0) {
        close(ends[0]);
        return CXSLT_NO_PROCESS;
    }
    send_job(job, deadline);
    int status = collect(result, job, deadline);
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
