/* The interface is all in kalends.h; KalendsC implements it. */
#include "kalends.h"

/*
 * A library leaves signals to the program that loads it. When it is loaded, the runtime of Swift would install a handler of crashes; a
 * library that is linked with --wrap=_swift_installCrashHandler, as `make library` does, calls this instead.
 */
int __wrap__swift_installCrashHandler(void);
int __wrap__swift_installCrashHandler(void) { return 0; }
