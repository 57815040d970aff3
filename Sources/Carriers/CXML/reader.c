#include "reader.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A reader that met more names than this starts its next document with an empty dictionary. */
#define NAMES_KEPT 4096

static pthread_once_t once = PTHREAD_ONCE_INIT;

static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url, (void)id, (void)context;
    return NULL;
}

static void set_up_library(void) {
    xmlInitParser();
    xmlSetExternalEntityLoader(refuse_entity);
}

void cxml_set_up(void) { pthread_once(&once, set_up_library); }

int cxml_grow(void **block, size_t *capacity, size_t needed, size_t size) {
    size_t grown = *capacity < 64 ? 64 : *capacity * 2;
    if (grown < needed) grown = needed;
    if (grown > SIZE_MAX / size) return 0;
    void *moved = realloc(*block, grown * size);
    if (moved == NULL) return 0;
    *block = moved;
    *capacity = grown;
    return 1;
}

cxml_reader *cxml_reader_create(const cxml_limits *limits) {
    cxml_set_up();
    cxml_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) return NULL;
    reader->limits = *limits;
    if (reader->limits.depth == 0 || reader->limits.depth > CXML_MOST_DEPTH) reader->limits.depth = CXML_MOST_DEPTH;
    if (reader->limits.attributes == 0 || reader->limits.attributes > CXML_MOST_ATTRIBUTES) {
        reader->limits.attributes = CXML_MOST_ATTRIBUTES;
    }
    reader->open_names = calloc(reader->limits.depth, sizeof *reader->open_names);
    if (reader->open_names == NULL) {
        free(reader);
        return NULL;
    }
    cxml_install_handlers(&reader->handler, &reader->limits);
    return reader;
}

static void free_context(cxml_reader *reader) {
    if (reader->context != NULL) {
        /* Where libxml2 keeps the declarations of an internal subset. */
        xmlFreeDoc(reader->context->myDoc);
        reader->context->myDoc = NULL;
        xmlFreeParserCtxt(reader->context);
    }
    reader->context = NULL;
}

void cxml_reader_free(cxml_reader *reader) {
    if (reader == NULL) return;
    free_context(reader);
    free(reader->events);
    free(reader->attributes);
    free(reader->bytes);
    free(reader->names.entries);
    free(reader->names.slots);
    free(reader->open_names);
    free(reader);
}

/* A context with no document; the dictionary, and with it the names, live as long as the context. */
static int make_context(cxml_reader *reader) {
    free_context(reader);
    cxml_forget_names(&reader->names);
    reader->context = xmlCreatePushParserCtxt(&reader->handler, reader, NULL, 0, NULL);
    if (reader->context == NULL) return 0;
    reader->dictionary = reader->context->dict;
    const char *uri = "http://www.w3.org/2000/xmlns/";
    reader->declaration_namespace = xmlDictLookup(reader->dictionary, BAD_CAST uri, -1);
    return reader->declaration_namespace != NULL;
}

/* Whether so many names are known that the next document would get too near to the limit because of earlier ones. */
static int has_too_many_names(const cxml_reader *reader) {
    size_t known = reader->names.count;
    return known > NAMES_KEPT || (reader->limits.names != 0 && known + NAMES_KEPT > reader->limits.names);
}

static int reset_context(cxml_reader *reader) {
    if (reader->context == NULL || has_too_many_names(reader)) return make_context(reader);
    if (xmlCtxtResetPush(reader->context, NULL, 0, NULL, NULL) != 0) return make_context(reader);
    /* A reset leaves "UTF-8" here, which would keep libxml2 from looking at the first four bytes. */
    reader->context->charset = XML_CHAR_ENCODING_NONE;
    return 1;
}

static int begin(cxml_reader *reader) {
    reader->event_count = reader->attribute_count = reader->byte_count = 0;
    reader->text_is_open = 0;
    reader->depth = 0;
    reader->pushed_bytes = reader->element_count = 0;
    reader->line = reader->column = 1;
    reader->pending = (pending_tag){0};
    reader->declarations = reader->default_bytes = 0;
    reader->subset_start = 0;
    reader->failure.status = CXML_OK;
    reader->failure.parser_code = 0;
    reader->failure.line = reader->failure.column = reader->failure.message_length = 0;
    reader->finding_count = 0;
    if (!reset_context(reader)) {
        cxml_fail(reader, CXML_NO_MEMORY, "out of memory");
        return CXML_NO_MEMORY;
    }
    int options = XML_PARSE_NONET | XML_PARSE_BIG_LINES;
#if LIBXML_VERSION >= 21300
    options |= XML_PARSE_NO_XXE;
#endif
    xmlCtxtUseOptions(reader->context, options);
    return CXML_OK;
}

int cxml_reader_begin(cxml_reader *reader) {
    thread_handlers before = cxml_take_errors(reader);
    int status = begin(reader);
    cxml_return_errors(before);
    return status;
}

/*
 * libxml2 waits for the end of a tag before it looks at any attribute, then compares them pairwise (2.9), which a tag of
 * many megabytes turns into hours. Counts the values of a tag that is still open, each byte once.
 */
static void check_pending_tag(cxml_reader *reader) {
    const xmlParserInput *input = reader->context->input;
    if (input == NULL || input->end - input->cur < CXML_PUSH_SIZE) return;
    pending_tag *pending = &reader->pending;
    unsigned long position = input->consumed + (unsigned long)(input->cur - input->base);
    if (pending->position != position) *pending = (pending_tag){.position = position};
    const xmlChar *bytes = input->cur;
    if (bytes[0] != '<' || bytes[1] == '!' || bytes[1] == '?') return;
    size_t count = (size_t)(input->end - input->cur);
    for (; pending->scanned < count; pending->scanned++) {
        uint8_t byte = bytes[pending->scanned];
        if (pending->quote != 0) {
            if (byte == pending->quote) pending->quote = 0;
        } else if (byte == '"' || byte == '\'') {
            pending->quote = byte;
            /* Attributes and namespace declarations each have the limit for themselves. */
            if (++pending->values > 2 * (size_t)reader->limits.attributes) {
                cxml_fail(reader, CXML_LIMIT_ATTRIBUTES, "too many attributes");
                return;
            }
        }
    }
}

/* libxml2 waits for the end of an internal subset before it looks at any declaration. */
static void check_pending_subset(cxml_reader *reader) {
    const xmlParserInput *input = reader->context->input;
    if (input == NULL || reader->context->instate != XML_PARSER_DTD) return;
    if (input->end - input->cur > CXML_MOST_SUBSET_BYTES) {
        cxml_fail(reader, CXML_DOCUMENT_TYPE, "more than 64 KiB of internal subset");
    }
}

/*
 * More bytes than any encoding takes for a character, its shift sequence included: where so many wait for their conversion,
 * libxml2 can convert some; with fewer it would take the beginning of a character for an error.
 */
#define LONGEST_CHARACTER 64

static size_t count_unconverted(const cxml_reader *reader) {
    const xmlParserInput *input = reader->context->input;
    if (input == NULL || input->buf == NULL || input->buf->encoder == NULL || input->buf->raw == NULL) return 0;
    return xmlBufUse(input->buf->raw);
}

/* Hands libxml2 the next bytes; whatever ends its work early is a failure, whether it reports one or not. */
static void parse_chunk(cxml_reader *reader, const uint8_t *bytes, size_t count, int is_last) {
    int code = xmlParseChunk(reader->context, (const char *)bytes, (int)count, is_last);
    if (reader->failure.status != CXML_OK) return;
    int has_stopped = reader->context->instate == XML_PARSER_EOF && !is_last;
    if (has_stopped || (code != 0 && !reader->context->wellFormed)) {
        cxml_fail(reader, CXML_NOT_WELL_FORMED, "the parser gave up");
    }
}

/*
 * libxml2 makes room for two bytes of UTF-8 for each byte of a chunk. Some encodings need three (Thai, half-width katakana,
 * the euro sign), and what found no room would wait for the next chunk, or be lost after the last one.
 */
static void convert_rest(cxml_reader *reader) {
    static const uint8_t nothing[1] = {0};
    size_t left = count_unconverted(reader);
    while (left > LONGEST_CHARACTER && reader->failure.status == CXML_OK) {
        parse_chunk(reader, nothing, 0, 0);
        size_t now = count_unconverted(reader);
        if (now >= left) return;
        left = now;
    }
}

/* What libxml2 does not report at the end: a character cut off, and a root that was not closed. */
static void check_end(cxml_reader *reader) {
    if (count_unconverted(reader) > 0) {
        cxml_fail(reader, CXML_NOT_WELL_FORMED, "the document ends inside a character of its encoding");
    } else if (reader->depth > 0 || reader->element_count == 0) {
        cxml_fail(reader, CXML_NOT_WELL_FORMED, CXML_ENDS_EARLY);
    }
}

static int parse(cxml_reader *reader, const uint8_t *bytes, size_t count, int is_last) {
    thread_handlers before = cxml_take_errors(reader);
    if (!is_last) parse_chunk(reader, bytes, count, 0);
    convert_rest(reader);
    if (is_last && reader->failure.status == CXML_OK) parse_chunk(reader, bytes, count, 1);
    cxml_return_errors(before);
    if (reader->failure.status != CXML_OK) return reader->failure.status;
    if (is_last) {
        check_end(reader);
    } else {
        check_pending_tag(reader);
        check_pending_subset(reader);
    }
    return reader->failure.status;
}

int cxml_reader_push(cxml_reader *reader, const uint8_t *bytes, size_t count) {
    if (reader->failure.status != CXML_OK || count == 0) return reader->failure.status;
    if (count > CXML_PUSH_SIZE) count = CXML_PUSH_SIZE;
    reader->pushed_bytes += count;
    if (reader->limits.document_bytes != 0 && reader->pushed_bytes > reader->limits.document_bytes) {
        cxml_fail(reader, CXML_LIMIT_DOCUMENT, "the document is too long");
        return reader->failure.status;
    }
    return parse(reader, bytes, count, 0);
}

int cxml_reader_finish(cxml_reader *reader) {
    if (reader->failure.status != CXML_OK) return reader->failure.status;
    static const uint8_t nothing[1] = {0};
    int status = parse(reader, nothing, 0, 1);
    reader->text_is_open = 0;
    return status;
}

uint32_t cxml_reader_line(const cxml_reader *reader) {
    const xmlParserInput *input = reader->context->input;
    if (input == NULL) return 0;
    uint32_t line = (uint32_t)input->line;
    const xmlChar *next = input->cur;
    while ((next = memchr(next, '\n', (size_t)(input->end - next))) != NULL) {
        line++;
        next++;
    }
    return line;
}

cxml_batch cxml_reader_batch(const cxml_reader *reader) {
    return (cxml_batch){
        .events = reader->events,
        .attributes = reader->attributes,
        .bytes = reader->bytes,
        .event_count = reader->event_count - (reader->text_is_open ? 1 : 0),
        .attribute_count = reader->attribute_count,
        .byte_count = reader->text_is_open ? reader->events[reader->event_count - 1].text_start : reader->byte_count,
    };
}

void cxml_reader_clear(cxml_reader *reader) {
    if (!reader->text_is_open) {
        reader->event_count = reader->attribute_count = reader->byte_count = 0;
        return;
    }
    cxml_event held = reader->events[reader->event_count - 1];
    if (held.text_start > 0) memmove(reader->bytes, reader->bytes + held.text_start, held.text_length);
    held.text_start = held.first_attribute = 0;
    reader->events[0] = held;
    reader->event_count = 1;
    reader->byte_count = held.text_length;
    reader->attribute_count = 0;
}
