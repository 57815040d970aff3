/* A bare namespace-aware SAX2 run of libxml2 over a file pushed 64 KiB at a time: sax_driver FILE */
#include "measure.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

enum { PIECE = 64 * 1024 };

struct counts {
    size_t elements;
    size_t text_bytes;
};

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted_count,
                          const xmlChar **attributes) {
    (void)name, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces;
    (void)attribute_count, (void)defaulted_count, (void)attributes;
    ((struct counts *)context)->elements++;
}

static void characters(void *context, const xmlChar *text, int count) {
    (void)text;
    ((struct counts *)context)->text_bytes += (size_t)count;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: sax_driver FILE\n", stderr);
        return 64;
    }
    struct text input = read_file(argv[1]);
    struct counts counts = {0, 0};
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.characters = characters;

    double start = seconds_now();
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, &counts, NULL, 0, NULL);
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    for (size_t offset = 0; offset < input.count; offset += PIECE) {
        size_t left = input.count - offset;
        xmlParseChunk(parser, input.bytes + offset, (int)(left < PIECE ? left : PIECE), 0);
    }
    xmlParseChunk(parser, NULL, 0, 1);
    double seconds = seconds_now() - start;
    if (!parser->wellFormed) {
        fprintf(stderr, "%s: not well-formed\n", argv[1]);
        return 65;
    }
    print_result("sax", seconds, input.count, counts.elements);
    xmlFreeParserCtxt(parser);
    return 0;
}
