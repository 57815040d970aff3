#include "libxslt.h"

#include <dlfcn.h>

struct libxslt libxslt;

/* POSIX has functions where ISO C has objects alone. */
#define LOAD(name) \
    if ((*(void **)&libxslt.name = dlsym(library, #name)) == NULL) return 0;

/* The library that has a function: the program itself where that is linked with it already, as the command of a wheel is, whose
   libraries have names of their own; else the one of the system by that name. */
static void *library_with(const char *function, const char *name) {
    void *program = dlopen(NULL, RTLD_NOW);
    if (program != NULL && dlsym(program, function) != NULL) return program;
    return dlopen(name, RTLD_NOW | RTLD_GLOBAL);
}

int cxslt_load(void) {
    void *library = library_with("xsltParseStylesheetDoc", "libxslt.so.1");
    if (library == NULL) return 0;
    LIBXSLT_FUNCTIONS(LOAD)
    library = library_with("exsltCommonRegister", "libexslt.so.0");
    if (library == NULL) return 0;
    LIBEXSLT_FUNCTIONS(LOAD)
    return 1;
}
