#ifndef CPROCESS_H
#define CPROCESS_H

#include <stddef.h>
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

/// Starts a program, while other threads may be at work, with one end of a socket pair as its standard input. Its standard output
/// leads nowhere, and it inherits no other file than standard error. `arguments` ends with NULL.
/// Gives the other end in `*socket`, and returns the child's number; -1 on failure, with `errno` set.
int32_t cprocess_spawn(const char *path, char *const *arguments, int32_t *socket);

/// Goes on as a program that another one started by `cprocess_spawn`: ends with its parent, leaves signals that are meant for the
/// parent to it, writes no core file, and is refused memory beyond so many bytes (0: no limit).
void cprocess_serve_parent(uint64_t memory);

/// Sends as many bytes as are accepted over a socket, and, with the first of them, a descriptor unless it is -1.
/// Returns how many bytes were sent, -1 on failure; a closed socket raises no signal.
int64_t cprocess_send(int32_t socket, const void *bytes, size_t count, int32_t descriptor);

/// Receives bytes from a socket, and a descriptor if one is sent along; `*descriptor` is -1 if not.
/// Returns how many bytes were received, 0 at the end, -1 on failure.
int64_t cprocess_receive(int32_t socket, void *bytes, size_t count, int32_t *descriptor);

#endif
