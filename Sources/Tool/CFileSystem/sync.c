#define _GNU_SOURCE
#include "cfilesystem.h"
#include <unistd.h>

#ifdef __linux__
int cfilesystem_sync(int descriptor) { return syncfs(descriptor); }
#else
int cfilesystem_sync(int descriptor) {
    (void)descriptor;
    sync();
    return 0;
}
#endif
