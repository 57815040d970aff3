#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* A process whose end is noticed needs neither its own trace nor a core file. */
static void end_quietly(void) {
    static const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
    for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) signal(signals[index], SIG_DFL);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

int32_t cprocess_fork(void) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child != 0) return (int32_t)child;
    end_quietly();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    if (getppid() != parent) _exit(1);
    return 0;
}

void cprocess_serve_parent(uint64_t memory) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) signal(signals[index], SIG_IGN);
    end_quietly();
    if (memory > 0) {
        struct rlimit most = {(rlim_t)memory, (rlim_t)memory};
        setrlimit(RLIMIT_AS, &most);
    }
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

int64_t *cprocess_shared_numbers(int32_t count) {
    void *memory = mmap(
        NULL, (size_t)count * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void cprocess_free_shared_numbers(int64_t *numbers, int32_t count) { munmap(numbers, (size_t)count * sizeof(int64_t)); }

int64_t cprocess_get(const int64_t *number) { return __atomic_load_n(number, __ATOMIC_ACQUIRE); }

void cprocess_set(int64_t *number, int64_t value) { __atomic_store_n(number, value, __ATOMIC_RELEASE); }

int32_t cprocess_wait(int32_t child) {
    int end = 0;
    pid_t ended;
    do ended = waitpid(child, &end, 0);
    while (ended < 0 && errno == EINTR);
    if (ended < 0) return -1;
    return WIFSIGNALED(end) ? 256 + WTERMSIG(end) : WEXITSTATUS(end);
}
