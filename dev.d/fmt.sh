#!/usr/bin/env bash
# ./dev fmt: formats Java (Palantir) and Go (gofmt).
. "$(dirname "$0")/lib.sh"
maven -q spotless:apply
! command -v gofmt >/dev/null || find "$ROOT/cluster" -name '*.go' -exec gofmt -w {} +
