#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>

/// Makes a copy of the calling process: fork(2), which Swift does not offer on every platform.
///
/// Only a program that has no other thread at work may call it, and a library never does on its own account.
/// The child is sent SIGTERM when its parent ends, where the system can do that.
/// Returns the child's number, 0 in the child, -1 on failure.
int32_t cprocess_fork(void);

/// Numbers that a process shares with the processes it forks afterwards; NULL if memory is short.
int64_t *cprocess_shared_numbers(int32_t count);

/// Gives back the memory of shared numbers.
void cprocess_free_shared_numbers(int64_t *numbers, int32_t count);

/// Reads and writes a shared number.
int64_t cprocess_get(const int64_t *number);
void cprocess_set(int64_t *number, int64_t value);

/// Waits for a child. Returns its exit status, or 256 and the number of the signal that ended it; -1 if there is none.
int32_t cprocess_wait(int32_t child);

#endif
