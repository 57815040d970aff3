/* What GMime sees in mail messages.
 *
 *     cc read_with_gmime.c $(pkg-config --cflags --libs gmime-3.0) -o read_with_gmime && ./read_with_gmime FILE
 *
 * Each line of FILE is a message in base64. For each part, in order, a line: the number of the message from 0, the depth of the part,
 * its type, its names each in base64 with commas between, and its decoded content in base64, or `-` for what holds other parts.
 * Parts of embedded messages are not entered.
 */
#include <gmime/gmime.h>
#include <stdio.h>
#include <string.h>

static void print_base64(const char *text) {
    char *encoded = g_base64_encode((const guchar *)text, strlen(text));
    fputs(encoded, stdout);
    g_free(encoded);
}

static void print_names(GMimeObject *part) {
    const char *name = g_mime_object_get_content_type_parameter(part, "name");
    const char *file = g_mime_object_get_content_disposition_parameter(part, "filename");
    if (name && *name) print_base64(name);
    if (file && *file && (!name || strcmp(name, file) != 0)) {
        if (name && *name) putchar(',');
        print_base64(file);
    }
}

static void print_content(GMimePart *part) {
    GMimeStream *memory = g_mime_stream_mem_new();
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (content) g_mime_data_wrapper_write_to_stream(content, memory);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
    char *encoded = g_base64_encode(bytes->data, bytes->len);
    fputs(encoded, stdout);
    g_free(encoded);
    g_object_unref(memory);
}

static void print_part(GMimeObject *part, int number, int depth) {
    GMimeContentType *type = g_mime_object_get_content_type(part);
    char *kind = g_mime_content_type_get_mime_type(type);
    char *lower = g_ascii_strdown(kind, -1);
    printf("%d\t%d\t%s\t", number, depth, lower);
    print_names(part);
    putchar('\t');
    if (GMIME_IS_PART(part)) print_content(GMIME_PART(part));
    else putchar('-');
    putchar('\n');
    g_free(lower);
    g_free(kind);
    if (!GMIME_IS_MULTIPART(part)) return;
    for (int index = 0; index < g_mime_multipart_get_count(GMIME_MULTIPART(part)); index++)
        print_part(g_mime_multipart_get_part(GMIME_MULTIPART(part), index), number, depth + 1);
}

int main(int count, char **arguments) {
    char *all;
    if (count != 2 || !g_file_get_contents(arguments[1], &all, NULL, NULL)) return 2;
    g_mime_init();
    GMimeParserOptions *options = g_mime_parser_options_new();
    g_mime_parser_options_set_parameter_compliance_mode(options, GMIME_RFC_COMPLIANCE_LOOSE);
    char **lines = g_strsplit(all, "\n", -1);
    for (int number = 0; lines[number] && *lines[number]; number++) {
        gsize size;
        guchar *bytes = g_base64_decode(lines[number], &size);
        GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, size);
        GMimeParser *parser = g_mime_parser_new_with_stream(stream);
        g_mime_parser_set_format(parser, size > 5 && memcmp(bytes, "From ", 5) == 0 ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
        GMimeMessage *message = g_mime_parser_construct_message(parser, options);
        if (message && g_mime_message_get_mime_part(message)) print_part(g_mime_message_get_mime_part(message), number, 0);
        if (message) g_object_unref(message);
        g_object_unref(parser);
        g_object_unref(stream);
        g_free(bytes);
    }
    return 0;
}
