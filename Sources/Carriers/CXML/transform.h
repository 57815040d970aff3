/* What the parent and the child of a transformation share; not part of the public interface. */
#ifndef CXML_TRANSFORM_H
#define CXML_TRANSFORM_H

#include "cxslt.h"

/* What the child writes into the socket: such a header, then `length` bytes. */
typedef struct cxslt_frame {
    uint64_t length;
    uint32_t line;
    uint8_t kind;
    uint8_t place;
    uint8_t is_message;
    uint8_t status;
} cxslt_frame;

enum {
    FRAME_OUTPUT = 1,
    FRAME_NOTE,
    FRAME_END,                  /* the last one: its status is the answer */
};

/* The order of work. */
typedef struct cxslt_job {
    cxslt_bytes stylesheet, document;
    const char *const *parameters;
    size_t parameter_count;
    cxslt_limits limits;
    int socket;                 /* to the other process */
} cxslt_job;

/* Does the work in the child; the process may end at any point of it. */
int cxslt_work(const cxslt_job *job);

/* Writes one frame; without a reader the process ends. */
void cxslt_send(const cxslt_job *job, cxslt_frame frame, const void *bytes);

/* Initialises libxml2, once; see reader.c. */
void cxml_set_up(void);

#endif
