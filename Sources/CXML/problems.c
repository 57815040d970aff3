#include "reader.h"

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

void cxml_receive_problem(void *data, parser_error error) {
    cxml_reader *reader = data;
    /* Stopping the parser on purpose reports nothing new. */
    if (reader->failure.status != CXML_OK || error->level < XML_ERR_ERROR) return;
    cxml_problem *problem = &reader->failure;
    if (error->level != XML_ERR_FATAL) {
        if (reader->finding_count == CXML_MOST_FINDINGS) return;
        problem = &reader->findings[reader->finding_count++];
    }
    problem->status = error->code == XML_ERR_NO_MEMORY ? CXML_NO_MEMORY : CXML_NOT_WELL_FORMED;
    problem->parser_code = error->code;
    problem->line = error->line > 0 ? (uint32_t)error->line : 0;
    problem->column = error->int2 > 0 ? (uint32_t)error->int2 : 0;
    set_message(problem, error->message);
}

const cxml_problem *cxml_reader_failure(const cxml_reader *reader) { return &reader->failure; }

size_t cxml_reader_finding_count(const cxml_reader *reader) { return reader->finding_count; }

const cxml_problem *cxml_reader_finding(const cxml_reader *reader, size_t index) { return &reader->findings[index]; }

const char *cxml_problem_message(const cxml_problem *problem) { return problem->message; }

int cxml_is_missing_space(const cxml_problem *problem) { return problem->parser_code == XML_ERR_SPACE_REQUIRED; }
