/* The functions of kalends.h for single works; KalendsC implements the others. */
#include "kalends.h"

#define ON_ONE_INPUT(name, work)                                                                  \
    int32_t name(kalends_input input, const char *options, kalends_result *result) {              \
        return kalends_call(work, &input, 1, options, result);                                    \
    }

ON_ONE_INPUT(kalends_convert, KALENDS_CONVERT)
ON_ONE_INPUT(kalends_validate, KALENDS_VALIDATE)
ON_ONE_INPUT(kalends_expand, KALENDS_EXPAND)
ON_ONE_INPUT(kalends_restore, KALENDS_RESTORE)
ON_ONE_INPUT(kalends_anonymize, KALENDS_ANONYMIZE)
ON_ONE_INPUT(kalends_split, KALENDS_SPLIT)

int32_t kalends_diff(kalends_input first, kalends_input second, const char *options, kalends_result *result) {
    kalends_input inputs[] = {first, second};
    return kalends_call(KALENDS_DIFF, inputs, 2, options, result);
}

int32_t kalends_merge(const kalends_input *inputs, size_t count, const char *options, kalends_result *result) {
    return kalends_call(KALENDS_MERGE, inputs, count, options, result);
}

int32_t kalends_formats(kalends_result *result) { return kalends_call(KALENDS_FORMATS, NULL, 0, NULL, result); }

/*
 * A library leaves signals to the program that loads it. When it is loaded, the runtime of Swift would install a handler of crashes; a
 * library that is linked with --wrap=_swift_installCrashHandler, as `make library` does, calls this instead.
 */
int __wrap__swift_installCrashHandler(void);
int __wrap__swift_installCrashHandler(void) { return 0; }
