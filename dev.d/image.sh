#!/usr/bin/env bash
# ./dev image [--out FILE] [--no-start]
# The operator's container image as an OCI tar, made without a container engine: the same sources give the same bytes. Prints
# its size, and, as root, how long the operator in it takes to start (measured against a control plane of cluster/).
# Into a node: ctr -n k8s.io images import FILE (k3s: k3s ctr images import FILE)
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
. "$(dirname "$0")/image-base.sh"

out=$ROOT/operator/target/xcp-operator.tar
start=yes
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$(realpath -m "${2:?--out wants a file}"); shift ;;
    --no-start) start= ;;
    *) die "./dev image: unknown option \"$1\"" ;;
  esac
  shift
done
prerequisites java maven disk:2 cache
version=$(sed -n 's/^appVersion: //p' "$ROOT/helm/xcp-operator/Chart.yaml")

base=$(image_base "$JAVA_HOME")
building "Making the image" maven package -pl crds,xapi,simulator,cluster/testkit,operator -Dmaven.test.skip=true -Dspotless.check.skip=true \
  com.google.cloud.tools:jib-maven-plugin:buildTar -Djib.containerize=:xcp-operator -Djib.from.image="tar://$base" \
  -Djib.to.image="localhost/xcp-operator:$version" -Djib.outputPaths.tar="$out" -Djib.container.format=OCI \
  -Djib.container.mainClass=io.xcpoperator.operator.Main -Djib.container.user=65532:65532 -Djib.container.ports=8080 \
  -Djib.container.workingDirectory=/tmp \
  -Djib.container.jvmFlags=-XX:+UseSerialGC,-XX:MaxRAMPercentage=60,-XX:+ExitOnOutOfMemoryError,--enable-native-access=ALL-UNNAMED,-Djava.io.tmpdir=/tmp
printf 'image    %s\nsize     %s MiB, sha256 %s\n' "$out" "$(du -m --apparent-size "$out" | cut -f1)" "$(sha256sum "$out" | cut -c1-16)"
[ -n "$start" ] || exit 0
if [ "$(id -u)" != 0 ]; then
  printf 'start    not measured: needs root, to run the image without a container engine\n'
  exit 0
fi
state=$(mktemp -d "${TMPDIR:-/tmp}/xcp-image.XXXXXX")
supervise up --state "$state" -- "$ROOT/dev.d/image-start.sh" "$out" | grep -v '^ready kubeconfig='
