# make demo         builds the example to public/ and serves it
# make test         all that CI runs; installs what it needs
# make bench        measures builds beside Hugo and Pagefind: SIZES=1000,10000 ROUNDS=1
# make bench-search measures the search beside Pagefind in a browser: N=100 queries
#                   of each corpus for bytes and times
# make bench-relevance  measures what the search finds, without a browser
# make bench-pages  measures the example's pages: Lighthouse, and what they weigh
# make bench-stages runs the Go benchmarks of each stage: COUNT=10 for benchstat
#                   DOCS=1 writes the tables of the first, second and fourth into README and docs
# make bench-status measures a status site of 20 services, 819 incidents and five
#                   years of minutes, and reading ten million samples; RAW=1 with
#                   2 GB of samples too
# make oracle       compares ORACLE random timelines and cases of working time with
#                   computations by brute force, and prints the differences
# make generate     makes the generated files anew
# make fmt          formats the Go code
# make edits        compares builds with and without cache after 1,000 random edits
# make fuzz         runs each fuzz target for FUZZTIME
# make torture      injects faults into builds, all of them, with the seed SEED, and
#                   prints what came of it; PLANT=1 plants faults in copies of the
#                   source instead and shows that each check can fail (ONLY=text for
#                   some); DOCS=1 writes the tables into docs/reliability.md
# make release      builds what is published into dist/, for six platforms
# make screenshots  takes pictures of the example; those in docs/images with DOCS=1

ADDR     ?= 127.0.0.1:4242
FUZZTIME ?= 30s
SEED     ?= 1
ORACLE   ?= 10000

# The example is shown as of this moment, in the middle of its story: with an
# incident open and a maintenance ahead. It is 2026-11-21T10:00:00+08:00.
STORY := 1795226400

GO_FILES = $$(git ls-files --cached --others --exclude-standard '*.go')

.PHONY: demo test tools format vet lint generated types html gotest bench bench-search bench-relevance bench-pages bench-stages generate fmt fuzz torture release vuln screenshots clean bench-status oracle
.NOTPARALLEL:

demo: bin/deskbell
	SOURCE_DATE_EPOCH=$(STORY) bin/deskbell build examples/acme -o public
	SOURCE_DATE_EPOCH=$(STORY) bin/deskbell serve examples/acme --addr $(ADDR)

.PHONY: bin/deskbell
bin/deskbell:
	go build -o $@ ./cmd/deskbell

test: tools format vet lint vuln generated types html gotest

tools:
	@.ci/tools.sh

format:
	@files=$$(gofmt -l $(GO_FILES)); test -z "$$files" || { echo "not formatted, make fmt mends it:"; echo "$$files"; exit 1; } >&2

vet:
	go vet ./...

lint:
	go tool staticcheck ./...

vuln:
	@.ci/vuln.sh

generated:
	.ci/generated.sh

types:
	@for config in $$(git ls-files --cached --others --exclude-standard '*tsconfig.json'); do \
		echo "tsc -p $$config"; \
		npx --no-install tsc --noEmit -p $$config || exit 1; \
	done

html:
	.ci/html.sh

gotest:
	go test -json -timeout 30m ./... | node .ci/summary.mjs

# What is measured beside other tools takes its options from here; data that is
# not there is skipped and said to be. The rivals are kept in .cache/bench.
SIZES    ?= 1000,10000,100000
ROUNDS   ?= 3
N        ?= 100
JUDGED   ?= 0
COUNT    ?= 1
BENCH    ?= .
PACKAGES ?= ./...
DATA     ?= ../shared/data
WORK     ?=
ARTICLES ?=
WRITE    := $(if $(DOCS),-docs)

bench:
	go run ./bench/speed -data $(DATA) -articles '$(ARTICLES)' -sizes $(SIZES) -rounds $(ROUNDS) -work '$(WORK)' $(WRITE)

bench-search:
	go run ./bench/search -data $(DATA) -n $(N) -judged $(JUDGED) $(WRITE)

bench-relevance:
	go run ./bench/relevance -data $(DATA) -n $(JUDGED)

bench-pages:
	go run ./bench/pages -now @$(STORY) -rounds $(ROUNDS) $(WRITE)

bench-stages:
	go test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) $(PACKAGES)

bench-status:
	go run ./bench/status $(if $(RAW),-raw)
	go test -run '^$$' -bench TenMillion -benchtime 1x ./status/importer

oracle:
	go test -count=1 -timeout 60m -v -run 'AgainstOracle|AgainstBruteForce' ./status -oracle $(ORACLE) -clock $(ORACLE)

generate:
	go generate ./...
	go run ./examples/generate

fmt:
	gofmt -w $(GO_FILES)

edits:
	go test -count=1 -timeout 2h -run '^TestEdits$$' -v ./site -edits 1000 -edit-seed $(SEED)

fuzz:
	.ci/fuzz.sh $(FUZZTIME)

torture:
	go run ./bench/torture -seed $(SEED) $(if $(PLANT),-plant -run '$(ONLY)') $(WRITE)

release:
	.ci/release.sh

screenshots: tools
	DESKBELL_SCREENSHOTS=$(if $(DOCS),docs,all) go test -count=1 -timeout 15m -run '^TestScreenshots$$' -v ./examples/browser

clean:
	rm -rf bin dist public screenshots .cache
