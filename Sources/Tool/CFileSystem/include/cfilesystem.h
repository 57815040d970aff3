#ifndef CFILESYSTEM_H
#define CFILESYSTEM_H

#include "cprocess.h"

/// Waits until everything written to the file system of an open file has reached the disk: syncfs(2), which the C library
/// declares only to programs that ask for its extensions.
int cfilesystem_sync(int descriptor);

#endif
