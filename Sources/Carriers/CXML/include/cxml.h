/*
 * The C seam over libxml2: batches of flat event records, and the limits that libxml2's push mode does not enforce.
 *
 * No libxml2 type shows here, because a module map of libxml2 clashes with Foundation on some systems; only the .c files
 * of this target include its headers. Texts are UTF-8 and bounded by lengths, never by a NUL byte.
 */
#ifndef CXML_H
#define CXML_H

#include "cxslt.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Most bytes of one push; libxml2 2.9 fails on large documents pushed in one piece. */
#define CXML_PUSH_SIZE 65536

/* Kinds of events; the numbers are the raw values of XMLEvent.Kind in Swift. */
enum {
    CXML_START_ELEMENT = 0,
    CXML_END_ELEMENT = 1,
    CXML_TEXT = 2,
    CXML_COMMENT = 3,
    CXML_PROCESSING_INSTRUCTION = 4,
    CXML_DOCUMENT_TYPE_NAME = 5,    /* the root that a document type declaration names; its text is the system id */
    CXML_UNPARSED_ENTITY = 6,       /* an NDATA entity of the internal subset; its text is the system id */
};

/* One event. Positions count from the start of the batch that holds it. */
typedef struct cxml_event {
    uint32_t name;              /* id of an element's or instruction's name */
    uint32_t text_start;        /* first byte of a text, comment or instruction's data */
    uint32_t text_length;
    uint32_t first_attribute;   /* attributes first, then namespace declarations */
    uint32_t line;              /* where the event begins, from 1 */
    uint32_t column;
    uint8_t kind;
    uint8_t attribute_count;
    uint8_t declaration_count;
    uint8_t is_blank;           /* 1 if a text is white space only */
} cxml_event;

/* An attribute, or a namespace declaration, which is an attribute in the namespace http://www.w3.org/2000/xmlns/. */
typedef struct cxml_attribute {
    uint32_t name;
    uint32_t value_start;
    uint32_t value_length;
} cxml_attribute;

/* The events that are complete; valid until the next call on the reader. */
typedef struct cxml_batch {
    const cxml_event *events;
    const cxml_attribute *attributes;
    const uint8_t *bytes;
    size_t event_count;
    size_t attribute_count;
    size_t byte_count;
} cxml_batch;

/* A name as three texts of the reader's dictionary; an absent part has length 0. */
typedef struct cxml_name {
    const uint8_t *local_name, *prefix, *namespace_uri;
    size_t local_name_length, prefix_length, namespace_uri_length;
} cxml_name;

/* What a document may contain; 0 means no limit, except for depth and attributes, which are at most 1,000 and 255. */
typedef struct cxml_limits {
    uint64_t document_bytes;
    uint64_t elements;
    uint32_t text_bytes;
    uint32_t depth;
    uint32_t attributes;
    uint32_t names;
    uint32_t keeps_comments;    /* 1 to report comments and processing instructions */
    uint32_t calendar_document_type;    /* 1 to read a document type declaration named iCalendar or vcalendar */
} cxml_limits;

/* What the internal subset of an accepted document type declaration may hold. */
#define CXML_MOST_DECLARATIONS 100
#define CXML_MOST_SUBSET_BYTES 65536
#define CXML_MOST_DEFAULT_BYTES 1024

enum {
    CXML_OK = 0,
    CXML_NOT_WELL_FORMED,
    CXML_DOCUMENT_TYPE,
    CXML_NO_MEMORY,
    CXML_LIMIT_DOCUMENT,
    CXML_LIMIT_ELEMENTS,
    CXML_LIMIT_TEXT,
    CXML_LIMIT_DEPTH,
    CXML_LIMIT_ATTRIBUTES,
    CXML_LIMIT_NAMES,
};

/* A failure or a lesser finding of the parser. */
typedef struct cxml_problem {
    int32_t status;             /* one of the codes above */
    int32_t parser_code;        /* libxml2's own number, 0 if the seam itself refused */
    uint32_t line;
    uint32_t column;
    uint32_t message_length;
    char message[244];
} cxml_problem;

typedef struct cxml_reader cxml_reader;

/* NULL if memory is short. One reader serves one thread at a time and many documents one after the other. */
cxml_reader *cxml_reader_create(const cxml_limits *limits);
void cxml_reader_free(cxml_reader *reader);

/* Forgets the last document, whatever its state, and gets ready for the next. */
int cxml_reader_begin(cxml_reader *reader);

/* Parses the next bytes, at most CXML_PUSH_SIZE. After a failure every call answers with the same code. */
int cxml_reader_push(cxml_reader *reader, const uint8_t *bytes, size_t count);

/* Ends the document. */
int cxml_reader_finish(cxml_reader *reader);

/* Line after the last byte pushed, from 1. */
uint32_t cxml_reader_line(const cxml_reader *reader);

/* All complete events so far; a text that may still grow is held back. */
cxml_batch cxml_reader_batch(const cxml_reader *reader);

/* Drops the events of the batch; a text held back stays. */
void cxml_reader_clear(cxml_reader *reader);

/* Names met since `cxml_reader_generation` last changed; ids run from 0. */
size_t cxml_reader_name_count(const cxml_reader *reader);
cxml_name cxml_reader_name(const cxml_reader *reader, size_t id);

/* Grows when a new document made the reader forget a large dictionary, and with it all ids. */
uint32_t cxml_reader_generation(const cxml_reader *reader);

/* The failure of the current document, and what the parser could live with. */
const cxml_problem *cxml_reader_failure(const cxml_reader *reader);
size_t cxml_reader_finding_count(const cxml_reader *reader);
const cxml_problem *cxml_reader_finding(const cxml_reader *reader, size_t index);

/* Length of a problem's message, and its bytes. */
const char *cxml_problem_message(const cxml_problem *problem);

/* The numbers of libxml2 that a repair may answer to. */
int cxml_is_missing_space(const cxml_problem *problem);

/* Classes of bytes at which a run of text stops. */
enum {
    CXML_STOP_AT_NOTHING_ELSE = 0,
    CXML_STOP_IN_TEXT = 1,      /* & < > and carriage return */
    CXML_STOP_IN_ATTRIBUTE = 2, /* the same, the double quote, tab and line feed */
};

/*
 * Length of the longest prefix that is valid UTF-8, holds only characters of XML 1.0 and none of the bytes that `stop`
 * names. A sequence that the end cuts off is not part of it.
 */
size_t cxml_clean_prefix(const uint8_t *bytes, size_t count, int stop);

enum {
    CXML_VALID = 0,
    CXML_INCOMPLETE,            /* the end cuts the sequence off */
    CXML_INVALID,               /* the first byte begins no UTF-8 sequence */
    CXML_FORBIDDEN,             /* a character that XML 1.0 does not have */
};

/* What begins at `bytes` (count > 0), and how many bytes it takes. */
int cxml_classify(const uint8_t *bytes, size_t count, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
