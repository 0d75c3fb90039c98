#!/usr/bin/env bash
# The supervisor's own tests: kill -9 of the parent, a stale run, a second run, exit codes.
. "$(dirname "$0")/lib.sh"
own_tmp
cd "$ROOT/cluster/supervisor"
test -z "$(gofmt -l .)" || die "gofmt: $(gofmt -l .)"
go vet ./...
attended timeout 600 go test ./... -count=1
