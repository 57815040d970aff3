#include "transform.h"

#include "libxslt.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* Everything below runs in a child process that does one transformation, hence the one state of the whole file. */

#define LONGEST_NOTE 4000
#define STYLESHEET_NAME "stylesheet"
#define DOCUMENT_NAME "document"

static struct work {
    const cxslt_job *job;
    int status;                 /* the first reason to stop */
    /* What is being parsed. */
    uint8_t place;
    int has_fault;              /* whatever the parser itself makes of it */
    /* The note that is growing: libxslt reports in pieces. */
    char text[LONGEST_NOTE];
    size_t length;
    uint32_t line;
    uint8_t note_place;
    int is_error, has_error;
    int is_applying;            /* what libxslt prints before is an error, and never xsl:message */
    char detail[256];           /* what was reported before without a place */
} work;

static void stop(int status) {
    if (work.status == CXSLT_OK) work.status = status;
}

/* Notes */

static void send_note(const char *text, size_t length, uint8_t place, uint32_t line, int is_message) {
    while (length > 0 && isspace((unsigned char)text[length - 1])) length--;
    if (length == 0) return;
    cxslt_frame frame = {
        .kind = FRAME_NOTE, .length = length, .line = line, .place = place, .is_message = is_message != 0,
    };
    cxslt_send(work.job, frame, text);
}

static void keep_detail(const char *text) {
    if (work.detail[0] != 0) return;
    snprintf(work.detail, sizeof work.detail, "%s", text);
    size_t length = strlen(work.detail);
    while (length > 0 && isspace((unsigned char)work.detail[length - 1])) work.detail[--length] = 0;
}

static void append_text(const char *text) {
    size_t count = strlen(text);
    if (count > LONGEST_NOTE - work.length) count = LONGEST_NOTE - work.length;
    memcpy(work.text + work.length, text, count);
    work.length += count;
}

static void flush_note(void) {
    if (work.is_error && work.detail[0] != 0) {
        while (work.length > 0 && isspace((unsigned char)work.text[work.length - 1])) work.length--;
        append_text(" (");
        append_text(work.detail);
        append_text(")");
    }
    send_note(work.text, work.length, work.note_place, work.line, !work.is_error);
    work.length = work.line = work.note_place = 0;
    work.is_error = 0;
    work.detail[0] = 0;
}

/* Reads `runtime error: file NAME line NUMBER element …`. */
static void begin_error(const char *header) {
    work.is_error = work.has_error = 1;
    const char *file = strstr(header, " file ");
    const char *line = strstr(header, " line ");
    if (file != NULL) {
        int is_stylesheet = strncmp(file + 6, STYLESHEET_NAME, sizeof STYLESHEET_NAME - 1) == 0;
        work.note_place = is_stylesheet ? CXSLT_OF_STYLESHEET : CXSLT_OF_DOCUMENT;
    }
    if (line != NULL) work.line = (uint32_t)strtoul(line + 6, NULL, 10);
}

static int tells_of_memory(const char *text) {
    return strstr(text, "allocation failed") != NULL || strstr(text, "Failed to copy the string") != NULL
        || strstr(text, "out of memory") != NULL || strstr(text, "malloc failed") != NULL;
}

/*
 * What libxslt prints. A header with the place precedes an error; xsl:message arrives as a bare "%s"; the rest is the
 * back trace of a recursion, or the detail of an error whose place follows.
 */
__attribute__((format(printf, 2, 3))) static void receive_text(void *data, const char *format, ...) {
    (void)data;
    char text[LONGEST_NOTE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (strncmp(format, "%s: ", 4) == 0 && strstr(format, "element") != NULL) return begin_error(text);
    int is_bare = strcmp(format, "%s") == 0 || strcmp(format, "\n") == 0;
    if ((!is_bare || work.is_error || !work.is_applying) && tells_of_memory(text)) return stop(CXSLT_LIMIT_MEMORY);
    if (!is_bare && !work.is_error) {
        if (!work.has_error) keep_detail(text);
        work.has_error = 1;
        return;
    }
    if (work.is_error && strstr(text, "infinite template recursion") != NULL) stop(CXSLT_LIMIT_TEMPLATES);
    append_text(text);
    if (work.length > 0 && work.text[work.length - 1] == '\n') flush_note();
}

#if LIBXML_VERSION >= 21200
static void receive_problem(void *data, const xmlError *problem) {
#else
static void receive_problem(void *data, xmlErrorPtr problem) {
#endif
    (void)data;
    if (problem->message == NULL || work.status != CXSLT_OK) return;
    if (problem->code == XML_ERR_NO_MEMORY) return stop(CXSLT_LIMIT_MEMORY);
    if (problem->domain == XML_FROM_XPATH) {
        keep_detail(problem->message);
        return;
    }
    if (problem->level < XML_ERR_ERROR) return;
    /* Undeclared prefixes can be lived with; nothing else that libxml2 calls an error can. */
    if (problem->level == XML_ERR_FATAL || problem->domain != XML_FROM_NAMESPACE) work.has_fault = 1;
    send_note(problem->message, strlen(problem->message), work.place, problem->line > 0 ? (uint32_t)problem->line : 0, 0);
}

/* Parsing */

static void refuse(void *parser, int status, const char *reason) {
    xmlParserCtxtPtr context = parser;
    uint32_t line = context->input != NULL && context->input->line > 0 ? (uint32_t)context->input->line : 0;
    send_note(reason, strlen(reason), work.place, line, 0);
    stop(status);
    xmlStopParser(context);
}

/* Why an instruction of the stylesheet is refused, NULL if it is not. Imports would be refused as files later, without a line. */
static const char *refusal(const xmlChar *name, const xmlChar *uri) {
    if (work.place != CXSLT_OF_STYLESHEET || !xmlStrEqual(uri, XSLT_NAMESPACE)) return NULL;
    if (xmlStrEqual(name, BAD_CAST "import")) return "xsl:import is refused: a stylesheet is one file";
    if (xmlStrEqual(name, BAD_CAST "include")) return "xsl:include is refused: a stylesheet is one file";
    return NULL;
}

static void start_element(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
    const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes) {
    const char *reason = refusal(name, uri);
    if (reason != NULL) return refuse(context, CXSLT_BAD_STYLESHEET, reason);
    xmlSAX2StartElementNs(
        context, name, prefix, uri, namespace_count, namespaces, attribute_count, defaulted, attributes);
}

/* Whether bytes are left that were not converted: libxml2 does not report them. */
static int ends_inside_character(xmlParserCtxtPtr context) {
    const xmlParserInput *input = context->input;
    if (!context->wellFormed || input == NULL || input->buf == NULL || input->buf->encoder == NULL) return 0;
    return input->buf->raw != NULL && xmlBufUse(input->buf->raw) > 0;
}

static xmlDocPtr parse(cxslt_bytes bytes, uint8_t place, const char *name) {
    if (bytes.count > INT_MAX) {
        stop(CXSLT_LIMIT_MEMORY);
        return NULL;
    }
    work.place = place;
    work.has_fault = 0;
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) return NULL;
    context->sax->startElementNs = start_element;
    /* The caller has read both texts under its own limits, which take the place of libxml2's. */
    int options = XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_HUGE;
    xmlDocPtr document = xmlCtxtReadMemory(context, (const char *)bytes.start, (int)bytes.count, name, NULL, options);
    if (ends_inside_character(context)) {
        send_note("the document ends inside a character of its encoding", 52, place, 0, 0);
        work.has_fault = 1;
    }
    xmlFreeParserCtxt(context);
    return work.status == CXSLT_OK && !work.has_fault ? document : NULL;
}

/* The transformation */

static int write_output(void *data, const char *bytes, int count) {
    (void)data;
    for (int start = 0; start < count; start += 65536) {
        int length = count - start < 65536 ? count - start : 65536;
        cxslt_frame frame = {.kind = FRAME_OUTPUT, .length = (uint64_t)length};
        cxslt_send(work.job, frame, bytes + start);
    }
    return count;
}

static xsltSecurityPrefsPtr forbid_everything(void) {
    xsltSecurityPrefsPtr preferences = libxslt.xsltNewSecurityPrefs();
    if (preferences == NULL) return NULL;
    xsltSecurityOption options[] = {
        XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
        XSLT_SECPREF_WRITE_NETWORK,
    };
    for (size_t index = 0; index < sizeof options / sizeof *options; index++) {
        libxslt.xsltSetSecurityPrefs(preferences, options[index], libxslt.xsltSecurityForbid);
    }
    /* The default is what imports are checked against, which happens before there is a context. */
    libxslt.xsltSetDefaultSecurityPrefs(preferences);
    return preferences;
}

static int set_parameters(xsltTransformContextPtr context) {
    for (size_t index = 0; index + 1 < work.job->parameter_count; index += 2) {
        const char *name = work.job->parameters[index], *value = work.job->parameters[index + 1];
        if (libxslt.xsltQuoteOneUserParam(context, BAD_CAST name, BAD_CAST value) != 0) return 0;
    }
    return 1;
}

static int apply(xsltStylesheetPtr stylesheet, xmlDocPtr document, xsltSecurityPrefsPtr preferences) {
    xsltTransformContextPtr context = libxslt.xsltNewTransformContext(stylesheet, document);
    if (context == NULL) return CXSLT_LIMIT_MEMORY;
    context->maxTemplateDepth = (int)work.job->limits.template_depth;
    if (libxslt.xsltSetCtxtSecurityPrefs(preferences, context) != 0 || !set_parameters(context)) return CXSLT_FAILED;
    work.is_applying = 1;
    xmlDocPtr result = libxslt.xsltApplyStylesheetUser(stylesheet, document, NULL, NULL, NULL, context);
    if (work.length > 0) flush_note();
    /* A detail that no error with a place took up. */
    send_note(work.detail, strlen(work.detail), CXSLT_OF_STYLESHEET, 0, 0);
    if (work.status != CXSLT_OK) return work.status;
    if (context->state == XSLT_STATE_STOPPED) return work.has_error ? CXSLT_FAILED : CXSLT_TERMINATED;
    if (context->state != XSLT_STATE_OK || result == NULL) return CXSLT_FAILED;
    const xmlChar *encoding = NULL;
    for (xsltStylesheetPtr part = stylesheet; part != NULL && encoding == NULL; part = libxslt.xsltNextImport(part)) {
        encoding = part->encoding;
    }
    xmlCharEncodingHandlerPtr encoder = encoding == NULL ? NULL : xmlFindCharEncodingHandler((const char *)encoding);
    if (encoder != NULL && xmlStrEqual(BAD_CAST encoder->name, BAD_CAST "UTF-8")) encoder = NULL;
    xmlOutputBufferPtr output = xmlOutputBufferCreateIO(write_output, NULL, NULL, encoder);
    if (output == NULL) return CXSLT_LIMIT_MEMORY;
    int written = libxslt.xsltSaveResultTo(output, result, stylesheet);
    if (xmlOutputBufferClose(output) < 0 || written < 0) return CXSLT_FAILED;
    return work.has_error ? CXSLT_FAILED : CXSLT_OK;
}

int cxslt_work(const cxslt_job *job) {
    work.job = job;
    xmlSetStructuredErrorFunc(NULL, receive_problem);
    xmlSetGenericErrorFunc(NULL, receive_text);
    libxslt.xsltSetGenericErrorFunc(NULL, receive_text);
    xsltSecurityPrefsPtr preferences = forbid_everything();
    if (preferences == NULL) return CXSLT_LIMIT_MEMORY;
    libxslt.exsltCommonRegister();
    libxslt.exsltStrRegister();
    libxslt.exsltSetsRegister();
    libxslt.exsltMathRegister();
    libxslt.exsltDateRegister();

    xmlDocPtr source = parse(job->stylesheet, CXSLT_OF_STYLESHEET, STYLESHEET_NAME);
    if (source == NULL) return work.status != CXSLT_OK ? work.status : CXSLT_BAD_STYLESHEET;
    xsltStylesheetPtr stylesheet = libxslt.xsltParseStylesheetDoc(source);
    if (stylesheet == NULL || stylesheet->errors != 0) return work.status != CXSLT_OK ? work.status : CXSLT_BAD_STYLESHEET;
    xmlDocPtr document = parse(job->document, CXSLT_OF_DOCUMENT, DOCUMENT_NAME);
    if (document == NULL) return work.status != CXSLT_OK ? work.status : CXSLT_BAD_DOCUMENT;
    int status = apply(stylesheet, document, preferences);
    return work.status != CXSLT_OK ? work.status : status;
}
