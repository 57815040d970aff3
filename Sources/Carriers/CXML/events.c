#include "reader.h"

#include <string.h>

static const char blank_characters[256] = {[' '] = 1, ['\t'] = 1, ['\n'] = 1, ['\r'] = 1};

/* The parser's current place becomes the beginning of the next text. */
static void mark_place(cxml_reader *reader) {
    reader->line = (uint32_t)reader->context->input->line;
    reader->column = (uint32_t)reader->context->input->col;
}

/* Copies bytes into the batch. */
static int append_bytes(cxml_reader *reader, const xmlChar *bytes, size_t count) {
    if (count > UINT32_MAX - reader->byte_count) {
        cxml_fail(reader, CXML_LIMIT_DOCUMENT, "more than 4 GiB of text in one batch");
        return 0;
    }
    size_t needed = reader->byte_count + count;
    if (!cxml_reserve((void **)&reader->bytes, &reader->byte_capacity, needed, 1)) {
        cxml_fail(reader, CXML_NO_MEMORY, "out of memory");
        return 0;
    }
    if (count > 0) memcpy(reader->bytes + reader->byte_count, bytes, count);
    reader->byte_count = needed;
    return 1;
}

/* A new event at the end of the batch, NULL if memory is short. */
static cxml_event *append_event(cxml_reader *reader, uint8_t kind, uint32_t name) {
    reader->text_is_open = 0;
    size_t needed = reader->event_count + 1;
    if (!cxml_reserve((void **)&reader->events, &reader->event_capacity, needed, sizeof *reader->events)) {
        cxml_fail(reader, CXML_NO_MEMORY, "out of memory");
        return NULL;
    }
    cxml_event *event = &reader->events[reader->event_count++];
    *event = (cxml_event){
        .name = name,
        .text_start = (uint32_t)reader->byte_count,
        .first_attribute = (uint32_t)reader->attribute_count,
        .line = reader->line,
        .column = reader->column,
        .kind = kind,
    };
    return event;
}

static uint32_t intern(cxml_reader *reader, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri) {
    uint32_t id = cxml_intern(&reader->names, local_name, prefix, uri);
    if (id == UINT32_MAX) cxml_fail(reader, CXML_NO_MEMORY, "out of memory");
    if (reader->limits.names != 0 && id >= reader->limits.names) {
        cxml_fail(reader, CXML_LIMIT_NAMES, "too many different names");
    }
    return id;
}

/*
 * libxml2 writes every ampersand of an attribute's value as "&#38;" unless entities are to be replaced, for a tree builder
 * to resolve once more. Since no other reference is left in a value, this is exact. Returns the shorter length.
 */
static size_t restore_ampersands(uint8_t *value, size_t count) {
    const uint8_t *end = value + count;
    uint8_t *found = memchr(value, '&', count);
    if (found == NULL) return count;
    uint8_t *target = found;
    for (const uint8_t *source = found; source < end; source++) {
        *target++ = *source;
        if (*source == '&' && end - source >= 5 && memcmp(source, "&#38;", 5) == 0) source += 4;
    }
    return (size_t)(target - value);
}

static void append_attribute(cxml_reader *reader, uint32_t name, const xmlChar *value, size_t count) {
    size_t needed = reader->attribute_count + 1;
    uint32_t start = (uint32_t)reader->byte_count;
    if (!cxml_reserve((void **)&reader->attributes, &reader->attribute_capacity, needed, sizeof *reader->attributes)) {
        cxml_fail(reader, CXML_NO_MEMORY, "out of memory");
        return;
    }
    if (!append_bytes(reader, value, count)) return;
    if (count > 0) count = restore_ampersands(reader->bytes + start, count);
    reader->byte_count = start + count;
    reader->attributes[reader->attribute_count++] = (cxml_attribute){name, start, (uint32_t)count};
}

/* Line and column of the tag whose end the parser has reached: libxml2 holds a whole tag in one buffer. */
static void place_at_tag_start(const cxml_reader *reader, cxml_event *event) {
    const xmlParserInput *input = reader->context->input;
    const xmlChar *start = input->cur;
    uint32_t line = (uint32_t)input->line;
    while (start > input->base && *start != '<') {
        start--;
        if (*start == '\n') line--;
    }
    event->line = line;
    if (line == (uint32_t)input->line) {
        uint32_t width = (uint32_t)(input->cur - start);
        event->column = (uint32_t)input->col > width ? (uint32_t)input->col - width : 1;
    } else {
        const xmlChar *line_start = start;
        while (line_start > input->base && line_start[-1] != '\n') line_start--;
        event->column = line_start > input->base ? (uint32_t)(start - line_start) + 1 : 0;
    }
}

static void on_start_element(
    void *data, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri, int declaration_count,
    const xmlChar **declarations, int attribute_count, int defaulted_count, const xmlChar **attributes
) {
    cxml_reader *reader = data;
    (void)defaulted_count;
    if (reader->failure.status != CXML_OK) return;
    if (reader->depth == reader->limits.depth) {
        cxml_fail(reader, CXML_LIMIT_DEPTH, "elements nested too deep");
        return;
    }
    if ((uint32_t)attribute_count > reader->limits.attributes
        || (uint32_t)declaration_count > reader->limits.attributes) {
        cxml_fail(reader, CXML_LIMIT_ATTRIBUTES, "too many attributes");
        return;
    }
    if (reader->limits.elements != 0 && reader->element_count == reader->limits.elements) {
        cxml_fail(reader, CXML_LIMIT_ELEMENTS, "too many elements");
        return;
    }
    reader->element_count++;
    uint32_t name = intern(reader, local_name, prefix, uri);
    cxml_event *event = append_event(reader, CXML_START_ELEMENT, name);
    if (event == NULL) return;
    event->attribute_count = (uint8_t)attribute_count;
    event->declaration_count = (uint8_t)declaration_count;
    place_at_tag_start(reader, event);
    for (int index = 0; index < attribute_count; index++) {
        const xmlChar **parts = attributes + 5 * index;
        append_attribute(reader, intern(reader, parts[0], parts[1], parts[2]), parts[3], (size_t)(parts[4] - parts[3]));
    }
    for (int index = 0; index < declaration_count; index++) {
        const xmlChar **parts = declarations + 2 * index;
        const xmlChar *declared = parts[0] == NULL ? BAD_CAST "" : parts[0];
        const xmlChar *target = parts[1] == NULL ? BAD_CAST "" : parts[1];
        const xmlChar *key = xmlDictLookup(reader->dictionary, declared, -1);
        uint32_t id = intern(reader, key, NULL, reader->declaration_namespace);
        append_attribute(reader, id, target, strlen((const char *)target));
    }
    reader->open_names[reader->depth++] = name;
    mark_place(reader);
    reader->column++;   /* past the '>' that follows */
}

static void on_end_element(void *data, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri) {
    cxml_reader *reader = data;
    (void)local_name, (void)prefix, (void)uri;
    if (reader->failure.status != CXML_OK || reader->depth == 0) return;
    mark_place(reader);
    append_event(reader, CXML_END_ELEMENT, reader->open_names[--reader->depth]);
}

static int is_blank(const xmlChar *bytes, size_t count) {
    for (size_t index = 0; index < count; index++) {
        if (!blank_characters[bytes[index]]) return 0;
    }
    return 1;
}

static void on_text(void *data, const xmlChar *bytes, int length) {
    cxml_reader *reader = data;
    size_t count = (size_t)length;
    if (reader->failure.status != CXML_OK || length <= 0) return;
    if (!reader->text_is_open) {
        cxml_event *event = append_event(reader, CXML_TEXT, 0);
        if (event == NULL) return;
        event->is_blank = 1;
        reader->text_is_open = 1;
    }
    cxml_event *event = &reader->events[reader->event_count - 1];
    if (reader->limits.text_bytes != 0 && count > reader->limits.text_bytes - event->text_length) {
        cxml_fail(reader, CXML_LIMIT_TEXT, "a text is too long");
        return;
    }
    if (!append_bytes(reader, bytes, count)) return;
    event->text_length += (uint32_t)count;
    if (event->is_blank) event->is_blank = (uint8_t)is_blank(bytes, count);
    mark_place(reader);
}

static void on_comment(void *data, const xmlChar *text) {
    cxml_reader *reader = data;
    if (reader->failure.status != CXML_OK) return;
    cxml_event *event = append_event(reader, CXML_COMMENT, 0);
    if (event == NULL) return;
    size_t count = strlen((const char *)text);
    if (append_bytes(reader, text, count)) event->text_length = (uint32_t)count;
    mark_place(reader);
}

void cxml_append_named_text(cxml_reader *reader, uint8_t kind, const xmlChar *name, const xmlChar *text) {
    if (reader->failure.status != CXML_OK) return;
    const xmlChar *key = xmlDictLookup(reader->dictionary, name, -1);
    cxml_event *event = append_event(reader, kind, intern(reader, key, NULL, NULL));
    if (event == NULL) return;
    size_t count = text == NULL ? 0 : strlen((const char *)text);
    if (append_bytes(reader, text, count)) event->text_length = (uint32_t)count;
    mark_place(reader);
}

static void on_instruction(void *data, const xmlChar *target, const xmlChar *text) {
    cxml_append_named_text(data, CXML_PROCESSING_INSTRUCTION, target, text);
}

void cxml_install_handlers(xmlSAXHandler *handler, const cxml_limits *limits) {
    memset(handler, 0, sizeof *handler);
    handler->initialized = XML_SAX2_MAGIC;
    handler->startElementNs = on_start_element;
    handler->endElementNs = on_end_element;
    handler->characters = on_text;
    handler->ignorableWhitespace = on_text;
    handler->cdataBlock = on_text;
    handler->serror = cxml_receive_problem;
    cxml_install_document_type(handler, limits->calendar_document_type != 0);
    if (limits->keeps_comments != 0) {
        handler->comment = on_comment;
        handler->processingInstruction = on_instruction;
    }
}
