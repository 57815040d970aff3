/* What the files of the reader share; not part of the public interface. */
#ifndef CXML_READER_H
#define CXML_READER_H

#include "cxml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#define CXML_MOST_FINDINGS 16
#define CXML_MOST_DEPTH 1000
#define CXML_MOST_ATTRIBUTES 255

#if LIBXML_VERSION >= 21200
typedef const xmlError *parser_error;
#else
typedef xmlErrorPtr parser_error;
#endif

/* A name of libxml2's dictionary: equal names have equal pointers. */
typedef struct name_entry {
    const xmlChar *local_name, *prefix, *namespace_uri;
} name_entry;

/* Every name met, and an open-addressing index over them (0 is free, else id + 1). */
typedef struct name_table {
    name_entry *entries;
    size_t count, capacity;
    uint32_t *slots;
    size_t slot_count;
    uint32_t generation;
} name_table;

/* A start tag that has not ended yet, looked at before libxml2 compares its attributes pairwise. */
typedef struct pending_tag {
    unsigned long position;
    size_t scanned;
    size_t values;
    uint8_t quote;
} pending_tag;

/* What libxml2 calls in this thread where an error belongs to no parser: conversions report so, and fall silent else. */
typedef struct thread_handlers {
    xmlStructuredErrorFunc structured;
    void *structured_data;
    xmlGenericErrorFunc generic;
    void *generic_data;
} thread_handlers;

struct cxml_reader {
    xmlParserCtxtPtr context;
    xmlDictPtr dictionary;
    xmlSAXHandler handler;
    cxml_limits limits;

    cxml_event *events;
    size_t event_count, event_capacity;
    cxml_attribute *attributes;
    size_t attribute_count, attribute_capacity;
    uint8_t *bytes;
    size_t byte_count, byte_capacity;
    int text_is_open;

    name_table names;
    const xmlChar *declaration_namespace;
    uint32_t *open_names;
    size_t depth;

    uint64_t pushed_bytes;
    uint64_t element_count;
    uint32_t line, column;      /* where the last event ended */
    pending_tag pending;

    size_t declarations;        /* of the internal subset */
    size_t default_bytes;       /* of attributes that it gives a default */
    unsigned long subset_start; /* where it begins, while it is open */

    cxml_problem failure;
    cxml_problem findings[CXML_MOST_FINDINGS];
    size_t finding_count;
};

/* Initialises libxml2, once. */
void cxml_set_up(void);

int cxml_grow(void **block, size_t *capacity, size_t needed, size_t size);

/* Makes room for `needed` items of `size` bytes; 0 if memory is short. */
static inline int cxml_reserve(void **block, size_t *capacity, size_t needed, size_t size) {
    return needed <= *capacity || cxml_grow(block, capacity, needed, size);
}

/* Records why reading stops, and stops the parser. The first reason stays. */
void cxml_fail(cxml_reader *reader, int status, const char *message);

/* The callbacks of events.c, doctype.c and problems.c. */
void cxml_install_handlers(xmlSAXHandler *handler, const cxml_limits *limits);
void cxml_install_document_type(xmlSAXHandler *handler, int accepts_calendar);

/* Appends an event with a name and a text at the parser's place. */
void cxml_append_named_text(cxml_reader *reader, uint8_t kind, const xmlChar *name, const xmlChar *text);
void cxml_receive_problem(void *data, parser_error error);

/* The words for a document that ends before its root does. */
#define CXML_ENDS_EARLY "the document ends before its root element is closed"

/* Lets the reader have all errors of this thread, none of which reaches standard error, until they are returned. */
thread_handlers cxml_take_errors(cxml_reader *reader);
void cxml_return_errors(thread_handlers before);

/* The id of a name, given as pointers of the reader's dictionary; UINT32_MAX if memory is short. */
uint32_t cxml_intern(name_table *table, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri);
void cxml_forget_names(name_table *table);

#endif
