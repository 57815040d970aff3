#define _GNU_SOURCE
#include "cfilesystem.h"
#include <unistd.h>

int cfilesystem_sync(int descriptor) { return syncfs(descriptor); }
