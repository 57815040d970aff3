#include "cxml.h"

enum { BLOCK = 16 };

enum { PLAIN = 0, IN_TEXT = 1, IN_ATTRIBUTE = 2, CONTROL = 4, NOT_ASCII = 8 };

/* What may stop a run at each ASCII byte; bytes from 0x80 are looked at as sequences. */
static const uint8_t classes[256] = {
    [0x00 ... 0x08] = CONTROL,
    ['\t'] = IN_ATTRIBUTE,
    ['\n'] = IN_ATTRIBUTE,
    [0x0B ... 0x0C] = CONTROL,
    ['\r'] = IN_TEXT | IN_ATTRIBUTE,
    [0x0E ... 0x1F] = CONTROL,
    ['&'] = IN_TEXT | IN_ATTRIBUTE,
    ['<'] = IN_TEXT | IN_ATTRIBUTE,
    ['>'] = IN_TEXT | IN_ATTRIBUTE,
    ['"'] = IN_ATTRIBUTE,
    [0x80 ... 0xFF] = NOT_ASCII,
};

static int is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/* Whether the second byte may follow the first (RFC 3629 section 4). */
static int may_follow(uint8_t lead, uint8_t second) {
    switch (lead) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return is_continuation(second);
    }
}

int cxml_classify(const uint8_t *bytes, size_t count, size_t *length) {
    uint8_t lead = bytes[0];
    *length = 1;
    if (lead < 0x80) return (classes[lead] & CONTROL) != 0 ? CXML_FORBIDDEN : CXML_VALID;
    if (lead < 0xC2 || lead > 0xF4) return CXML_INVALID;
    size_t needed = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (size_t index = 1; index < needed; index++) {
        if (index == count) return CXML_INCOMPLETE;
        int fits = index == 1 ? may_follow(lead, bytes[1]) : is_continuation(bytes[index]);
        if (!fits) return CXML_INVALID;
    }
    *length = needed;
    /* U+FFFE and U+FFFF are not characters of XML 1.0 (section 2.2). */
    if (lead == 0xEF && bytes[1] == 0xBF && bytes[2] >= 0xBE) return CXML_FORBIDDEN;
    return CXML_VALID;
}

/* Whether no byte of a block needs a closer look; written without branches, so that compilers use vectors. */
static inline int is_plain_block(const uint8_t *bytes, int stop) {
    uint8_t found = 0;
    for (size_t index = 0; index < BLOCK; index++) {
        uint8_t byte = bytes[index];
        if (stop == CXML_STOP_IN_ATTRIBUTE) {
            found |= (uint8_t)((byte >= 0x80) | (byte < 0x20) | (byte == '"'));
        } else {
            found |= (uint8_t)((byte >= 0x80) | ((byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r')));
        }
        if (stop != CXML_STOP_AT_NOTHING_ELSE) {
            found |= (uint8_t)((byte == '&') | (byte == '<') | (byte == '>') | (byte == '\r'));
        }
    }
    return !found;
}

/* The end of the plain blocks that begin at `index`; the last of them may begin in the one before. */
static inline size_t skip_blocks(const uint8_t *bytes, size_t index, size_t count, int stop) {
    size_t start = index;
    while (count - index >= BLOCK && is_plain_block(bytes + index, stop)) index += BLOCK;
    if (count - index < BLOCK && index < count && count - start >= BLOCK && is_plain_block(bytes + count - BLOCK, stop)) {
        return count;
    }
    return index;
}

/* Each kind of stop as code of its own. */
static inline size_t skip_plain_blocks(const uint8_t *bytes, size_t index, size_t count, int stop) {
    if (stop == CXML_STOP_IN_TEXT) return skip_blocks(bytes, index, count, CXML_STOP_IN_TEXT);
    if (stop == CXML_STOP_IN_ATTRIBUTE) return skip_blocks(bytes, index, count, CXML_STOP_IN_ATTRIBUTE);
    return skip_blocks(bytes, index, count, CXML_STOP_AT_NOTHING_ELSE);
}

size_t cxml_clean_prefix(const uint8_t *bytes, size_t count, int stop) {
    uint8_t mask = (uint8_t)(CONTROL | NOT_ASCII | stop);
    size_t index = 0;
    while (index < count) {
        index = skip_plain_blocks(bytes, index, count, stop);
        size_t block_end = count - index < BLOCK ? count : index + BLOCK;
        while (index < block_end) {
            uint8_t found = classes[bytes[index]] & mask;
            if (found == 0) {
                index++;
                continue;
            }
            if (found != NOT_ASCII) return index;
            size_t length;
            if (cxml_classify(bytes + index, count - index, &length) != CXML_VALID) return index;
            index += length;
        }
    }
    return index;
}
