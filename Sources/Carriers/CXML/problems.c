#include "reader.h"

#include <stdio.h>
#include <string.h>

static void set_message(cxml_problem *problem, const char *message) {
    size_t length = message == NULL ? 0 : strlen(message);
    while (length > 0 && (message[length - 1] == '\n' || message[length - 1] == ' ')) length--;
    if (length > sizeof problem->message) length = sizeof problem->message;
    if (length > 0) memcpy(problem->message, message, length);
    problem->message_length = (uint32_t)length;
}

void cxml_fail(cxml_reader *reader, int status, const char *message) {
    if (reader->failure.status != CXML_OK) return;
    reader->failure.status = status;
    reader->failure.parser_code = 0;
    if (reader->context != NULL && reader->context->input != NULL) {
        reader->failure.line = (uint32_t)reader->context->input->line;
        reader->failure.column = (uint32_t)reader->context->input->col;
    }
    set_message(&reader->failure, message);
    if (reader->context != NULL) xmlStopParser(reader->context);
}

/*
 * The place after all that was converted so far, for an error of the conversion, which has none. The parser is halfway
 * through taking over the converted bytes, so of its own pointers only their distance counts.
 */
static void place_at_conversion(const cxml_reader *reader, cxml_problem *problem) {
    const xmlParserInput *input = reader->context->input;
    if (input == NULL) return;
    problem->line = (uint32_t)input->line;
    problem->column = (uint32_t)input->col;
    if (input->buf == NULL || input->buf->buffer == NULL) return;
    const xmlChar *content = xmlBufContent(input->buf->buffer);
    size_t count = xmlBufUse(input->buf->buffer);
    /* The declaration that names the encoding has left the buffer. */
    size_t start = reader->context->instate == XML_PARSER_START ? 0 : (size_t)(input->cur - input->base);
    for (size_t index = start; content != NULL && index < count; index++) {
        if (content[index] == '\n') {
            problem->line++;
            problem->column = 1;
        } else if ((content[index] & 0xC0) != 0x80) {
            problem->column++;
        }
    }
}

/* Reports what the conversion could not read. */
static void tell_of_conversion(const cxml_reader *reader, cxml_problem *problem) {
    place_at_conversion(reader, problem);
    const xmlParserInput *input = reader->context->input;
    if (input == NULL || input->buf == NULL || input->buf->encoder == NULL || input->buf->raw == NULL) return;
    const xmlChar *bytes = xmlBufContent(input->buf->raw);
    if (bytes == NULL || xmlBufUse(input->buf->raw) == 0) return;
    char message[sizeof problem->message];
    const char *format = "byte 0x%02X begins no character of the encoding %s";
    snprintf(message, sizeof message, format, bytes[0], input->buf->encoder->name);
    set_message(problem, message);
}

void cxml_receive_problem(void *data, parser_error error) {
    cxml_reader *reader = data;
    /* Stopping the parser on purpose reports nothing new. */
    if (reader->failure.status != CXML_OK || error->level < XML_ERR_ERROR) return;
    cxml_problem *problem = &reader->failure;
    /* Undeclared prefixes can be lived with; nothing else that libxml2 calls an error can. */
    if (error->level != XML_ERR_FATAL && error->domain == XML_FROM_NAMESPACE) {
        if (reader->finding_count == CXML_MOST_FINDINGS) return;
        problem = &reader->findings[reader->finding_count++];
    }
    problem->status = error->code == XML_ERR_NO_MEMORY ? CXML_NO_MEMORY : CXML_NOT_WELL_FORMED;
    problem->parser_code = error->code;
    problem->line = error->line > 0 ? (uint32_t)error->line : 0;
    problem->column = error->int2 > 0 ? (uint32_t)error->int2 : 0;
    /* libxml2 has the same words for what follows the root and for a root that does not end. */
    int ends_early = error->code == XML_ERR_DOCUMENT_END && reader->depth > 0;
    set_message(problem, ends_early ? CXML_ENDS_EARLY : error->message);
    if (error->domain == XML_FROM_I18N && reader->context != NULL) tell_of_conversion(reader, problem);
}

static void ignore_text(void *data, const char *format, ...) { (void)data, (void)format; }

thread_handlers cxml_take_errors(cxml_reader *reader) {
    thread_handlers before = {
        .structured = xmlStructuredError,
        .structured_data = xmlStructuredErrorContext,
        .generic = xmlGenericError,
        .generic_data = xmlGenericErrorContext,
    };
    xmlSetStructuredErrorFunc(reader, cxml_receive_problem);
    xmlSetGenericErrorFunc(NULL, ignore_text);
    return before;
}

void cxml_return_errors(thread_handlers before) {
    xmlSetStructuredErrorFunc(before.structured_data, before.structured);
    xmlSetGenericErrorFunc(before.generic_data, before.generic);
}

const cxml_problem *cxml_reader_failure(const cxml_reader *reader) { return &reader->failure; }

size_t cxml_reader_finding_count(const cxml_reader *reader) { return reader->finding_count; }

const cxml_problem *cxml_reader_finding(const cxml_reader *reader, size_t index) { return &reader->findings[index]; }

const char *cxml_problem_message(const cxml_problem *problem) { return problem->message; }

int cxml_is_missing_space(const cxml_problem *problem) { return problem->parser_code == XML_ERR_SPACE_REQUIRED; }
