#!/usr/bin/env bash
# ./dev test [MODULE] [--long] [-Dname=value…]
# Without MODULE: everything, on a fresh machine too; prints each ring's time and ends with a line of counts.
# With MODULE (crds, formats, xapi, simulator, testkit, operator): that module's tests only, the inner loop.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
. "$(dirname "$0")/rings.sh"

MODULES="crds formats xapi simulator testkit operator"
module=
properties=()
for argument in "$@"; do
  case $argument in
    --long) properties+=(-Dtests.long=true -Dxcp.cases=20000) ;;
    -D*) properties+=("$argument") ;;
    *)
      case " $MODULES " in
        *" $argument "*) module=$argument ;;
        *) die "./dev test: \"$argument\" is no module; one of: $MODULES" ;;
      esac
      ;;
  esac
done

inner_loop() {
  local other path=$1 skip=()
  [ "$path" != testkit ] || path=cluster/testkit
  for other in $MODULES; do
    [ "$other" = "$1" ] || skip+=("-Dskip.$other=true")
  done
  maven -q -pl "$path" -am verify "${skip[@]}" ${properties[@]+"${properties[@]}"}
  counts_of_modules "$path"
}

if [ -n "$module" ]; then
  prerequisites java maven
  inner_loop "$module"
  exit
fi

prerequisites java maven go disk:12 cache
started=$SECONDS
failed=0

ring_begin "set-up"
build_cluster controlplane helm kustomize-controller || failed=1
ring_end

# The tests' cluster: the one a person names, else k3s where a container engine is (the tests start it), else one
# control plane for every Java module; its end, and theirs, is the supervisor's business.
test_java() {
  if [ -n "${XCP_TEST_KUBECONFIG:-}" ] || [ -n "${DOCKER_HOST:-}" ] || [ -S /var/run/docker.sock ]; then
    "$ROOT/dev.d/test-java.sh" "$@"
  else
    # shellcheck disable=SC2016 # KUBECONFIG is the one of the control plane
    with_control_plane bash -c 'XCP_TEST_KUBECONFIG=$KUBECONFIG exec "$@"' - "$ROOT/dev.d/test-java.sh" "$@"
  fi
}

ring_begin "java"
find "$ROOT" -path '*/target/surefire-reports' -type d -prune -exec rm -rf {} +
test_java ${properties[@]+"${properties[@]}"} || failed=1
ring_end

for ring in supervisor chart quickstart gitops install; do
  run_ring "$ring" "$ROOT/dev.d/test-$ring.sh" || failed=1
done

report_rings $((SECONDS - started))
exit "$failed"
