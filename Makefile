# Sets up, builds, tests and packs kalends. On Debian or Ubuntu it installs the system packages that are missing.

# Who publishes the packages; the Debian package names it as the maintainer.
export PUBLISHER ?= The Kalends developers <kalends@example.org>

BUILD_PACKAGES := libxml2-dev libxslt1-dev libsqlite3-dev pkg-config
TEST_PACKAGES  := $(BUILD_PACKAGES) git patch tzdata procps libical-dev libgmime-3.0-dev libxml2-utils gcc python3-venv python3-kolabformat curl openssl python3-icu xsltproc sqlite3 valgrind xalan libsaxonb-java default-jre-headless binutils dpkg-dev lintian mandoc zsh fish parallel
# For the long tests of the service: a browser, and load.
SOAK_PACKAGES  := wrk chromium chromium-driver
# With the calendar store and its command kalends-events; `swift build` alone builds neither, nor SQLite. What is released has the
# service too, which the tests ask as a program: for them alone a web server is not built once more.
TRAITS         := --traits Events
# The builds of this file are for tests and packages: a tenth of their time would make what debuggers read.
QUICK          := -debug-info-format none
# Nothing looks for a symbol of the programs by its name; their tables of addresses are read-only once they run, and packed, which
# takes glibc 2.36.
RELEASE_FLAGS  := -c release $(QUICK) --static-swift-stdlib --traits Service -Xlinker --no-export-dynamic -Xlinker -z -Xlinker relro
# The linker of the toolchain joins equal functions, and leaves out the tables by which the stack would be unwound.
RELEASE_FLAGS  += -Xswiftc -use-ld=lld -Xlinker --icf=all -Xlinker -z -Xlinker pack-relative-relocs \
                  -Xlinker -O2 -Xlinker --no-eh-frame-hdr -Xlinker -T -Xlinker $(CURDIR)/Packaging/no-unwinding.ld
# Package.swift looks at it.
export KALENDS_RELEASE := 1
RELEASE_BINARY := .build/release/kalends
LIBRARY        := .build/release/shared/libKalendsC.so
# Sources in C name their files in what they report; the same commit gives the same bytes in every folder.
RELEASE_FLAGS  += -Xcc -ffile-prefix-map=$(CURDIR)=.

PACK_PACKAGES  := $(BUILD_PACKAGES) binutils dpkg-dev libxslt1.1 python3-venv
VERSION := $(shell sed -n 's/.*version = "\(.*\)"/\1/p' Sources/Tool/Kalends/Product.swift)
ARCH    := $(shell uname -m)
TARBALL := kalends-$(VERSION)-linux-$(ARCH).tar.gz

.PHONY: all build demo test dist client soak fuzz benchmark benchmark-check benchmark-programs benchmark-tables docs pictures format clean build-packages test-packages messages deb library wheel prove-packages pack-packages spark test-spark

all: build

build: build-packages
	swift build $(RELEASE_FLAGS) --product kalends
	swift build $(RELEASE_FLAGS) --product kalends-events

demo: build
	@.ci/demo $(RELEASE_BINARY)

# The library of kalends.h; `swift build --product KalendsC` makes one for development.
library: build-packages
	swift build $(RELEASE_FLAGS) --product KalendsC
	@Packaging/library .build/release $(LIBRARY)

test: test-packages library
	swift build $(RELEASE_FLAGS) --product kalends
	swift build $(RELEASE_FLAGS) --product kalends-events
	KALENDS_REQUIRE_ORACLES=1 KALENDS_BINARY="$(CURDIR)/$(RELEASE_BINARY)" KALENDS_LIBRARY="$(CURDIR)/$(LIBRARY)" KALENDS_PYTHON="$$(.ci/python)" swift test $(QUICK) $(TRAITS)
	@swift test list --skip-build $(QUICK) $(TRAITS) | grep -q '^ServiceTests' || { echo "the tests of store and service are missing" >&2; exit 1; }

dist: build pack-packages
	@.ci/dist $(RELEASE_BINARY) dist/$(TARBALL)

deb: build pack-packages
	@Packaging/deb $(RELEASE_BINARY) dist

wheel: build library pack-packages
	@Packaging/wheel $(RELEASE_BINARY) dist $(LIBRARY)

# Installs each of the packages in a tree of Debian that has Python and nothing else, and uses it there; as root.
prove-packages: dist deb wheel
	@.ci/install-packages debootstrap
	@Packaging/prove dist

# A client of the library Kalends builds without SQLite and a web server.
client: build-packages
	@.ci/client

soak: test-packages benchmark-check client library prove-packages test-spark
	@.ci/install-packages $(SOAK_PACKAGES)
	"$$(.ci/python)" -m pip install --quiet --disable-pip-version-check -r Tests/Oracles/requirements-soak.txt
	swift build $(RELEASE_FLAGS) --product kalends
	swift build $(RELEASE_FLAGS) --product kalends-events
	KALENDS_SOAK=1 KALENDS_REQUIRE_ORACLES=1 KALENDS_BINARY="$(CURDIR)/$(RELEASE_BINARY)" KALENDS_LIBRARY="$(CURDIR)/$(LIBRARY)" KALENDS_PYTHON="$$(.ci/python)" swift test $(QUICK) $(TRAITS)
	@swift test list --skip-build $(QUICK) $(TRAITS) | grep -q '^EventsTests' || { echo "the tests of the calendar store are missing" >&2; exit 1; }

# kalends.spark on a cluster of this machine: a master and two workers, which are killed. Its environment takes 850 MB.
# CALENDARS=5000 for fewer calendars than the 200,000 that have to be converted 1.7 times as fast by two workers.
SPARK := .build-spark
test-spark: test-packages library spark
	swift build $(RELEASE_FLAGS) --product kalends
	cd Sources/Bindings/python && KALENDS_CALENDARS=$(or $(CALENDARS),200000) KALENDS_LIBRARY="$(CURDIR)/$(LIBRARY)" KALENDS_COMMAND="$(CURDIR)/$(RELEASE_BINARY)" PYTHONPATH=. $(CURDIR)/$(SPARK)/bin/python -m pytest -q -rA --show-capture=no -p no:cacheprovider -c /dev/null --rootdir spark_tests spark_tests

spark:
	@cmp --silent Sources/Bindings/python/spark_tests/requirements.txt $(SPARK)/installed.txt || { python3 -m venv --clear $(SPARK) && $(SPARK)/bin/pip install --quiet --disable-pip-version-check -r Sources/Bindings/python/spark_tests/requirements.txt && cp Sources/Bindings/python/spark_tests/requirements.txt $(SPARK)/installed.txt; }

# Fuzzing along coverage, a minute for each target: FUZZ_SECONDS=600 for more.
fuzz: build-packages
	Benchmarks/Fuzz/run.py --seconds $(or $(FUZZ_SECONDS),60)

benchmark: test-packages
	"$$(.ci/python)" -m pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	Benchmarks/run.py --results Benchmarks/.build/results.json

benchmark-programs:
	swift build $(RELEASE_FLAGS) --product KalendsBenchmark
	swift build $(RELEASE_FLAGS) --product StoreBenchmark

# Puts the results of the last benchmark into the README and the documentation.
benchmark-tables:
	Benchmarks/tables.py Benchmarks/.build/results.json

# Fails where a piece of work takes more instructions than Benchmarks/instructions.json allows.
benchmark-check: test-packages
	Benchmarks/check.py

# The documentation of the library as a website, in .build/docs; a warning is a failure.
docs: build-packages
	@.ci/docs .build/docs

# Draws the pictures of the README and of the documentation anew.
pictures: build
	.ci/pictures $(RELEASE_BINARY)

# Every text that the command can print, with its place in the sources, for those who read its words as a whole.
messages:
	@.ci/messages

format:
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks

clean:
	rm -rf .build .build-venv $(SPARK) dist .demo

build-packages:
	@.ci/install-packages $(BUILD_PACKAGES)

pack-packages:
	@.ci/install-packages $(PACK_PACKAGES)

test-packages:
	@.ci/install-packages $(TEST_PACKAGES)
