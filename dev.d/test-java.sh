#!/usr/bin/env bash
# The Java rings (values, contract, feature), against the cluster of XCP_TEST_KUBECONFIG, else one that the tests start.
. "$(dirname "$0")/lib.sh"
# Modules that do not need each other run beside each other; a failure in one shall not hide those of the next.
maven verify -T 2 -Dmaven.test.failure.ignore=true "$@"
red=$(find "$ROOT" -path '*/target/surefire-reports/*.xml' -exec grep -lE '<testsuite [^>]*(errors|failures)="[1-9]' {} + || true)
[ -z "$red" ] || die "tests failed in: $(basename -a -s .xml $red | sed 's/^TEST-//' | tr '\n' ' ')"
touch "$ROOT/operator/target/built" # what build_java would build, for the rings that follow
