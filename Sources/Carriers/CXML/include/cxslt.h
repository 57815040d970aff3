/*
 * The C seam over libxslt: one transformation, in a separate process.
 *
 * A stylesheet is a program, and libxslt bounds neither its time nor its memory. So each transformation runs in a child
 * process under the limits of the system, without access to files and network; whatever happens to the child, the
 * caller gets its answer. The child is the same program, started again; see isolation.c.
 */
#ifndef CXSLT_H
#define CXSLT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a transformation may use; none is 0. */
typedef struct cxslt_limits {
    uint64_t output_bytes;
    uint64_t memory_bytes;      /* besides what the process holds with both texts */
    uint32_t seconds;           /* by the clock */
    uint32_t template_depth;    /* templates calling one another */
} cxslt_limits;

enum {
    CXSLT_OK = 0,
    CXSLT_BAD_DOCUMENT,         /* the document could not be read */
    CXSLT_BAD_STYLESHEET,       /* the stylesheet could not be read or compiled */
    CXSLT_FAILED,               /* the stylesheet stopped with an error */
    CXSLT_TERMINATED,           /* by xsl:message with terminate="yes" */
    CXSLT_LIMIT_OUTPUT,
    CXSLT_LIMIT_TIME,
    CXSLT_LIMIT_MEMORY,
    CXSLT_LIMIT_TEMPLATES,
    CXSLT_NO_PROCESS,           /* the system gave no process or no socket */
    CXSLT_CRASHED,              /* the child ended without an answer */
    CXSLT_NO_LIBRARY,           /* libxslt is missing */
};

/* Which text a note is about. */
enum {
    CXSLT_OF_NEITHER = 0,
    CXSLT_OF_DOCUMENT,
    CXSLT_OF_STYLESHEET,
};

/* A message of the stylesheet, or an error of the engine. */
typedef struct cxslt_note {
    const uint8_t *text;
    size_t length;
    uint32_t line;              /* 0 if unknown */
    uint8_t place;              /* CXSLT_OF_… */
    uint8_t is_message;         /* 1 for xsl:message */
} cxslt_note;

/* Bytes in memory. */
typedef struct cxslt_bytes {
    const uint8_t *start;
    size_t count;
} cxslt_bytes;

typedef struct cxslt_result cxslt_result;

/*
 * Applies a stylesheet. `parameters` are names and values in turn, `parameter_count` strings in all, each value a string
 * and never evaluated. Both texts must have been read by a cxml_reader, whose limits and refusals hold for them. NULL if memory is short.
 */
cxslt_result *cxslt_transform(
    cxslt_bytes stylesheet, cxslt_bytes document, const char *const *parameters, size_t parameter_count,
    const cxslt_limits *limits);
void cxslt_free(cxslt_result *result);

int cxslt_status(const cxslt_result *result);
cxslt_bytes cxslt_output(const cxslt_result *result);
size_t cxslt_note_count(const cxslt_result *result);
cxslt_note cxslt_note_at(const cxslt_result *result, size_t index);

#ifdef __cplusplus
}
#endif

#endif
