#include "libxslt.h"

#include <dlfcn.h>

struct libxslt libxslt;

/* POSIX has functions where ISO C has objects alone. */
#define LOAD(name) \
    if ((*(void **)&libxslt.name = dlsym(library, #name)) == NULL) return 0;

int cxslt_load(void) {
    void *library = dlopen("libxslt.so.1", RTLD_NOW | RTLD_GLOBAL);
    if (library == NULL) return 0;
    LIBXSLT_FUNCTIONS(LOAD)
    library = dlopen("libexslt.so.0", RTLD_NOW);
    if (library == NULL) return 0;
    LIBEXSLT_FUNCTIONS(LOAD)
    return 1;
}
