#!/usr/bin/env bash
# ./dev build: compiles and packages the Java modules, no tests.
. "$(dirname "$0")/lib.sh"
prerequisites java maven
maven -q package -DskipTests "$@"
