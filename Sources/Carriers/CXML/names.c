#include "reader.h"

#include <stdlib.h>
#include <string.h>

static size_t hash(const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri) {
    uint64_t bits = (uint64_t)(uintptr_t)local_name * UINT64_C(0x9E3779B97F4A7C15);
    bits ^= (uint64_t)(uintptr_t)uri * UINT64_C(0xC2B2AE3D27D4EB4F);
    bits ^= (uint64_t)(uintptr_t)prefix * UINT64_C(0x165667B19E3779F9);
    return (size_t)(bits ^ (bits >> 32));
}

/* Doubles the index and files every name again. */
static int grow_slots(name_table *table) {
    size_t slot_count = table->slot_count == 0 ? 256 : table->slot_count * 2;
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL) return 0;
    for (size_t id = 0; id < table->count; id++) {
        const name_entry *entry = &table->entries[id];
        size_t slot = hash(entry->local_name, entry->prefix, entry->namespace_uri) & (slot_count - 1);
        while (slots[slot] != 0) slot = (slot + 1) & (slot_count - 1);
        slots[slot] = (uint32_t)id + 1;
    }
    free(table->slots);
    table->slots = slots;
    table->slot_count = slot_count;
    return 1;
}

uint32_t cxml_intern(name_table *table, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri) {
    if (table->count * 2 >= table->slot_count && !grow_slots(table)) return UINT32_MAX;
    size_t mask = table->slot_count - 1;
    size_t slot = hash(local_name, prefix, uri) & mask;
    for (; table->slots[slot] != 0; slot = (slot + 1) & mask) {
        const name_entry *entry = &table->entries[table->slots[slot] - 1];
        if (entry->local_name == local_name && entry->prefix == prefix && entry->namespace_uri == uri) {
            return table->slots[slot] - 1;
        }
    }
    if (!cxml_reserve((void **)&table->entries, &table->capacity, table->count + 1, sizeof *table->entries)) {
        return UINT32_MAX;
    }
    table->entries[table->count] = (name_entry){local_name, prefix, uri};
    table->slots[slot] = (uint32_t)++table->count;
    return (uint32_t)table->count - 1;
}

void cxml_forget_names(name_table *table) {
    table->count = 0;
    table->generation++;
    if (table->slots != NULL) memset(table->slots, 0, table->slot_count * sizeof *table->slots);
}

static size_t length_of(const xmlChar *text) { return text == NULL ? 0 : strlen((const char *)text); }

size_t cxml_reader_name_count(const cxml_reader *reader) { return reader->names.count; }

cxml_name cxml_reader_name(const cxml_reader *reader, size_t id) {
    if (id >= reader->names.count) return (cxml_name){0};
    const name_entry *entry = &reader->names.entries[id];
    return (cxml_name){
        .local_name = entry->local_name,
        .prefix = entry->prefix,
        .namespace_uri = entry->namespace_uri,
        .local_name_length = length_of(entry->local_name),
        .prefix_length = length_of(entry->prefix),
        .namespace_uri_length = length_of(entry->namespace_uri),
    };
}

uint32_t cxml_reader_generation(const cxml_reader *reader) { return reader->names.generation; }
