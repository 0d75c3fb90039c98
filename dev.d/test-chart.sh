#!/usr/bin/env bash
# The chart's tests: lint, golden renderings, CRDs, Argo CD's health, and what a real API server does with it.
. "$(dirname "$0")/lib.sh"
own_tmp
cd "$ROOT/helm"
test -z "$(gofmt -l .)" || die "gofmt: $(gofmt -l .)"
go vet ./...
attended timeout 900 go test -count=1 ./...
