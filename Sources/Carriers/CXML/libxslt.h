/*
 * The functions of libxslt that a transformation calls. Its libraries are loaded in the process that does the work, so that no
 * other start of the program pays for them.
 */
#ifndef CXML_LIBXSLT_H
#define CXML_LIBXSLT_H

#include <libexslt/exslt.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#define LIBXSLT_FUNCTIONS(each) \
    each(xsltApplyStylesheetUser) each(xsltNewSecurityPrefs) each(xsltNewTransformContext) each(xsltNextImport) \
    each(xsltParseStylesheetDoc) each(xsltQuoteOneUserParam) each(xsltSaveResultTo) each(xsltSecurityForbid) \
    each(xsltSetCtxtSecurityPrefs) each(xsltSetDefaultSecurityPrefs) each(xsltSetGenericErrorFunc) \
    each(xsltSetSecurityPrefs)

#define LIBEXSLT_FUNCTIONS(each) \
    each(exsltCommonRegister) each(exsltDateRegister) each(exsltMathRegister) each(exsltSetsRegister) \
    each(exsltStrRegister)

#define LIBXSLT_FIELD(name) __typeof__(name) *name;

extern struct libxslt { LIBXSLT_FUNCTIONS(LIBXSLT_FIELD) LIBEXSLT_FUNCTIONS(LIBXSLT_FIELD) } libxslt;

/* Loads the libraries; 0 if they or one of the functions are missing. */
int cxslt_load(void);

#endif
