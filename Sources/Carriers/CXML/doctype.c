#include "reader.h"

#include <string.h>

/*
 * Document type declarations. All are refused before their internal subset is read, so that no entity is ever declared and
 * none can explode; but for the one that names iCalendar or vcalendar, where the reader is set to accept it. Of its
 * internal subset elements, attributes, notations and unparsed entities are read within limits; an entity with replacement
 * text and a parameter entity are refused, and nothing outside of the document is fetched.
 */

static unsigned long position(const cxml_reader *reader) {
    const xmlParserInput *input = reader->context->input;
    return input == NULL ? 0 : input->consumed + (unsigned long)(input->cur - input->base);
}

static void refuse(void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
    (void)public_id, (void)system_id;
    cxml_fail(data, CXML_DOCUMENT_TYPE, (const char *)name);
}

static void on_document_type(void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
    cxml_reader *reader = data;
    if (xmlStrcasecmp(name, BAD_CAST "icalendar") != 0 && xmlStrcasecmp(name, BAD_CAST "vcalendar") != 0) {
        refuse(data, name, public_id, system_id);
        return;
    }
    reader->subset_start = position(reader);
    cxml_append_named_text(reader, CXML_DOCUMENT_TYPE_NAME, name, system_id);
}

/* Counts a declaration; whether it is within the limits. */
static int admit(cxml_reader *reader) {
    if (reader->failure.status != CXML_OK) return 0;
    if (++reader->declarations > CXML_MOST_DECLARATIONS) {
        cxml_fail(reader, CXML_DOCUMENT_TYPE, "more than 100 declarations in the internal subset");
        return 0;
    }
    if (position(reader) - reader->subset_start > CXML_MOST_SUBSET_BYTES) {
        cxml_fail(reader, CXML_DOCUMENT_TYPE, "more than 64 KiB of internal subset");
        return 0;
    }
    return 1;
}

static void on_entity(
    void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id, xmlChar *content
) {
    cxml_reader *reader = data;
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    cxml_fail(reader, CXML_DOCUMENT_TYPE, "an entity other than an unparsed one");
}

static void on_unparsed_entity(
    void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id, const xmlChar *notation
) {
    cxml_reader *reader = data;
    (void)public_id, (void)notation;
    if (admit(reader)) cxml_append_named_text(reader, CXML_UNPARSED_ENTITY, name, system_id);
}

static void on_notation(void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
    (void)name, (void)public_id, (void)system_id;
    admit(data);
}

static void on_element_declaration(void *data, const xmlChar *name, int type, xmlElementContentPtr content) {
    (void)name, (void)type, (void)content;
    admit(data);
}

static void on_attribute_declaration(
    void *data, const xmlChar *element, const xmlChar *name, int type, int kind, const xmlChar *value,
    xmlEnumerationPtr tree
) {
    cxml_reader *reader = data;
    (void)element, (void)name, (void)type, (void)kind;
    /* The handler owns the list of words. */
    xmlFreeEnumeration(tree);
    if (!admit(reader) || value == NULL) return;
    /* Defaults are added to every element that lacks the attribute, so they multiply. */
    reader->default_bytes += strlen((const char *)value);
    if (reader->default_bytes > CXML_MOST_DEFAULT_BYTES) {
        cxml_fail(reader, CXML_DOCUMENT_TYPE, "more than 1 KiB of attribute defaults in the internal subset");
    }
}

/* Without an external subset every reference to an undeclared entity is an error; with one it would vanish. */
static void on_reference(void *data, const xmlChar *name) {
    cxml_reader *reader = data;
    if (reader->failure.status != CXML_OK) return;
    cxml_fail(reader, CXML_NOT_WELL_FORMED, "a reference to an entity that is not declared here");
    (void)name;
}

/* Parameter-entity references are replaced by declarations from elsewhere. */
static xmlEntityPtr on_parameter_entity(void *data, const xmlChar *name) {
    cxml_reader *reader = data;
    (void)name;
    cxml_fail(reader, CXML_DOCUMENT_TYPE, "a parameter entity");
    return NULL;
}

void cxml_install_document_type(xmlSAXHandler *handler, int accepts_calendar) {
    handler->internalSubset = accepts_calendar ? on_document_type : refuse;
    if (!accepts_calendar) return;
    handler->entityDecl = on_entity;
    handler->unparsedEntityDecl = on_unparsed_entity;
    handler->notationDecl = on_notation;
    handler->elementDecl = on_element_declaration;
    handler->attributeDecl = on_attribute_declaration;
    handler->reference = on_reference;
    handler->getParameterEntity = on_parameter_entity;
}
