/* Lets one kind of system call fail, for files below one folder: loaded with LD_PRELOAD by tests.
 *
 * FAULT_CALL    close, fsync, write, rename, link, syncfs or ftruncate
 * FAULT_ERRNO   the error number
 * FAULT_FOLDER  the folder, absolute
 * FAULT_AT      which call fails, counted from 1; 0 is every one
 * FAULT_SHORT   with write: the call stores half of its bytes first, as a disk does that becomes full
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int calls;

static int is_below(const char *path) {
    const char *folder = getenv("FAULT_FOLDER");
    char absolute[PATH_MAX];
    if (folder == NULL) return 0;
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (getcwd(here, sizeof here) == NULL) return 0;
        if (snprintf(absolute, sizeof absolute, "%s/%s", here, path) >= (int)sizeof absolute) return 0;
        path = absolute;
    }
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int fails(const char *call, const char *path) {
    const char *wanted = getenv("FAULT_CALL"), *at = getenv("FAULT_AT"), *number = getenv("FAULT_ERRNO");
    if (wanted == NULL || strcmp(wanted, call) != 0 || !is_below(path)) return 0;
    int place = at == NULL ? 0 : atoi(at);
    if (place != 0 && atomic_fetch_add(&calls, 1) + 1 != place) return 0;
    errno = number == NULL ? EIO : atoi(number);
    return 1;
}

static int fails_open(const char *call, int descriptor, int needs_writing) {
    char link[64], path[PATH_MAX];
    int saved = errno;
    if (needs_writing) {
        int flags = fcntl(descriptor, F_GETFL);
        if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) { errno = saved; return 0; }
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = saved;
    if (length < 0) return 0;
    path[length] = 0;
    return fails(call, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int close(int descriptor) {
    int failed = fails_open("close", descriptor, 1), number = errno;
    int result = REAL(close)(descriptor);
    if (!failed) return result;
    errno = number;
    return -1;
}

int fsync(int descriptor) { return fails_open("fsync", descriptor, 0) ? -1 : REAL(fsync)(descriptor); }
int syncfs(int descriptor) { return fails_open("syncfs", descriptor, 0) ? -1 : REAL(syncfs)(descriptor); }
int ftruncate(int descriptor, off_t length) {
    return fails_open("ftruncate", descriptor, 0) ? -1 : REAL(ftruncate)(descriptor, length);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    if (!fails_open("write", descriptor, 1)) return REAL(write)(descriptor, bytes, count);
    int number = errno;
    if (getenv("FAULT_SHORT") != NULL && count > 1) REAL(write)(descriptor, bytes, count / 2);
    errno = number;
    return -1;
}

int rename(const char *from, const char *to) { return fails("rename", to) ? -1 : REAL(rename)(from, to); }
int link(const char *from, const char *to) { return fails("link", to) ? -1 : REAL(link)(from, to); }
