/* libxslt is included by CXML alone; this module only brings its flags. */
