# The commands of this project; `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

JDK := $(shell deploy/standalone/jdk-home 2>/dev/null)
JAVA := $(JDK)/bin/java
MVN := JAVA_HOME="$(JDK)" ./mvnw --batch-mode --no-transfer-progress
# Maven reads MAVEN_ARGS itself: make run MAVEN_ARGS="-o -Dmaven.repo.local=/a/repository"
export MAVEN_ARGS
# make run GATEWAYS=2: two gateway processes on the one public port
ifdef GATEWAYS
export TOGETHER_GATEWAYS := $(GATEWAYS)
endif
# make run MESSAGES=2: two processes of message-service
ifdef MESSAGES
export TOGETHER_MESSAGES := $(MESSAGES)
endif
export LOG CORPUS DAYS RATE PARALLEL PHASES MINUTES SEED CLIENTS

SERVICES := auth-service guild-service message-service voice-service gateway-service
LAUNCHER := $(CURDIR)/deploy/standalone/target
LAUNCHER_CLASSPATH := $(LAUNCHER)/standalone-0.1.0-SNAPSHOT.jar:$(LAUNCHER)/lib/*
# The launcher holds the Kafka broker. The options are a part of the cache: one list for both uses.
LAUNCHER_OPTIONS := -Xmx192m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xss512k \
  -XX:ReservedCodeCacheSize=64m -XX:-UsePerfData \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
  -Xlog:disable -Xlog:all=error:stderr
# A cache fits one place: its name has the checksum of this path.
LAUNCHER_CACHE := $(LAUNCHER)/launcher-$(shell pwd | cksum | cut -d' ' -f1).aot
export MALLOC_ARENA_MAX := 2

SOURCES = $(shell find pom.xml .mvn proto permission platform deploy/standalone $(SERVICES) bench e2e \
  -name target -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f -print 2>/dev/null)

## run: build what changed, start the whole platform, print its URL; LOG=1 shows the logs, GATEWAYS=n MESSAGES=n
.PHONY: run
run: jdk target/built $(LAUNCHER_CACHE)
	@TOGETHER_HOME="$(CURDIR)" exec "$(JAVA)" $(LAUNCHER_OPTIONS) -XX:AOTCache="$(LAUNCHER_CACHE)" \
	  -cp "$(LAUNCHER_CLASSPATH)" together.standalone.Standalone

## build: compile and package everything that changed
.PHONY: build
build: jdk target/built

target/built: $(SOURCES)
	@echo "Building Together (some minutes the first time, Maven fetches its libraries)"
	@$(MVN) package -Dmaven.test.skip=true | grep --line-buffered -E '^\[INFO\] Building [^j]|ERROR|BUILD'
	@mkdir -p target && touch target/built

$(LAUNCHER_CACHE): target/built
	@echo "Preparing a fast start of the launcher"
	@rm -f "$(LAUNCHER)"/*.aot
	@"$(JAVA)" $(LAUNCHER_OPTIONS) -XX:AOTCacheOutput="$@" -cp "$(LAUNCHER_CLASSPATH)" \
	  together.standalone.LauncherTraining >"$(LAUNCHER)/training.log" 2>&1 \
	  || { tail -5 "$(LAUNCHER)/training.log" >&2; exit 1; }

## check: every check of the code: format, compiler warnings, Error Prone, NullAway, architecture, sizes, contracts
.PHONY: check
check: jdk
	@$(MVN) -Pcheck test -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dtest='ArchitectureTest,SourceSizeTest,CompatibilityTest,OpenApiTest'

## test: all checks and all tests, in one run, and the line coverage of each service (at least 80 %)
.PHONY: test
test: jdk
	@rm -f */target/coverage/report/jacoco.csv
	@status=0; $(MVN) -Pcheck -Dcoverage verify || status=$$?; $(PRINT_COVERAGE); exit $$status

## coverage: what the last make test covered: a line a service, with the classes below 80 %
.PHONY: coverage
coverage:
	@$(PRINT_COVERAGE)

PRINT_COVERAGE = for service in $(SERVICES); do \
    report=$$service/target/coverage/report/jacoco.csv; \
    if [ -f $$report ]; then awk -F, -v service=$$service '$(COVERED_LINES)' $$report; \
    else echo "$$service: coverage not measured"; fi; \
  done
# Columns are counted from the end: a module's name may hold a comma.
COVERED_LINES = NR > 1 { missed += $$(NF-5); covered += $$(NF-4); all = $$(NF-5) + $$(NF-4); \
    if (all && $$(NF-4) / all < 0.8) low = low " " $$(NF-10) } \
  END { printf "%-16s %5.1f %% of %d lines covered%s%s\n", \
    service, 100 * covered / (missed + covered), missed + covered, low ? "; below 80 %:" : "", low }

## seed: real chat into the running platform; CORPUS=zip DAYS=n RATE=messages a second PARALLEL=n
.PHONY: seed
seed: jdk target/built
	@exec "$(JAVA)" $(TOOL_OPTIONS) -cp "bench/target/bench-0.1.0-SNAPSHOT.jar:bench/target/lib/*" together.bench.Seed

## bench: the platform against its limits, in one run, as a table; PHASES=names
.PHONY: bench
bench: jdk target/built $(LAUNCHER_CACHE)
	@exec "$(JAVA)" $(TOOL_OPTIONS) -cp "bench/target/bench-0.1.0-SNAPSHOT.jar:bench/target/lib/*" together.bench.Bench

## scale: the tables of docs/scale.md, from measured costs, by simulation
.PHONY: scale
scale: jdk target/built
	@exec "$(JAVA)" $(TOOL_OPTIONS) -cp "bench/target/bench-0.1.0-SNAPSHOT.jar:bench/target/lib/*" together.bench.Scale

## chaos: faults of every kind under load, clients check the promises; MINUTES=30 SEED=n CLIENTS=200 GATEWAYS=2
.PHONY: chaos
chaos: jdk target/built
	@TOGETHER_HOME="$(CURDIR)" exec "$(JAVA)" $(TOOL_OPTIONS) \
	  -cp "e2e/target/e2e-0.1.0-SNAPSHOT.jar:e2e/target/lib/*" together.e2e.chaos.Chaos

TOOL_OPTIONS := -Xmx1g -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED

## soak: the long forms of the tests (they see the system property together.soak)
.PHONY: soak
soak: jdk
	@$(MVN) verify -Dtogether.soak=true

## proto-accept: make the present contracts the accepted ones (proto/baseline.txtpb)
.PHONY: proto-accept
proto-accept: jdk
	@$(MVN) -q -f proto/pom.xml test -Dproto.accept=true

## format: bring all sources into the project's format
.PHONY: format
format: jdk
	@$(MVN) -q spotless:apply

## clean: remove everything that was built; the data stays
.PHONY: clean
clean:
	@rm -rf target */target platform/testing/target deploy/standalone/target

.PHONY: jdk
jdk:
	@deploy/standalone/jdk-home >/dev/null

## help: this list
.PHONY: help
help:
	@sed -n 's/^## \([a-z-]*\): /  make \1\t/p' Makefile | expand -t 16
	@echo
	@echo "Settings, as variables of make or of the environment:"
	@echo '  MAVEN_ARGS="-o"    more arguments for Maven (offline, -Dmaven.repo.local=...)'
	@echo "  JAVA_HOME          the JDK, 25 or newer"
	@echo "  TOGETHER_DATA      where the data is kept (data), TOGETHER_GATEWAY_PORT (8080) and all"
	@echo "                     others: docs/operations.md"
