#!/usr/bin/env bash
# ./dev image [--out FILE] [--aot] [--no-start]
# The operator's container image as an OCI tar, made without a container engine: the same sources give the same bytes. Prints
# its size, and, as root, how long the operator in it takes to start (measured against a control plane of cluster/).
# --aot adds a cache of classes that were loaded and linked in one start before (root): less memory and a faster start, but
# 20 MiB more, and bytes that differ from build to build.
# Into a node: ctr -n k8s.io images import FILE (k3s: k3s ctr images import FILE)
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
. "$(dirname "$0")/image-base.sh"

out=$ROOT/operator/target/xcp-operator.tar
start=yes
aot=
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$(realpath -m "${2:?--out wants a file}"); shift ;;
    --aot) aot=yes ;;
    --no-start) start= ;;
    *) die "./dev image: unknown option \"$1\"" ;;
  esac
  shift
done
[ -z "$aot" ] || [ "$(id -u)" = 0 ] || die "./dev image --aot needs root: it starts the image once without a container engine"
prerequisites java maven disk:2 cache
version=$(sed -n 's/^appVersion: //p' "$ROOT/helm/xcp-operator/Chart.yaml")
base=$(image_base "$JAVA_HOME")
own_tmp

# make_image [JVM FLAG [JIB OPTION…]]
make_image() {
  local flags=@/app/jvm.options,-Djava.io.tmpdir=/tmp${1:+,$1} # a list with commas: what has some itself is in the file
  shift $(($# > 0))
  mkdir -p "$TMPDIR/extra/app"
  cp "$ROOT/operator/jvm.options" "$TMPDIR/extra/app/"
  maven package -pl crds,formats,xapi,simulator,cluster/testkit,operator -Dmaven.test.skip=true -Dspotless.check.skip=true \
    com.google.cloud.tools:jib-maven-plugin:buildTar -Djib.containerize=:xcp-operator -Djib.from.image="tar://$base" \
    -Djib.to.image="localhost/xcp-operator:$version" -Djib.outputPaths.tar="$out" -Djib.container.format=OCI \
    -Djib.containerizingMode=packaged -Djib.container.mainClass=io.xcpoperator.operator.Main \
    -Djib.container.user=65532:65532 -Djib.container.ports=8080 -Djib.container.workingDirectory=/tmp \
    -Djib.container.jvmFlags="$flags" -Djib.extraDirectories.paths="$TMPDIR/extra" "$@"
}

# Starts the image against a fresh control plane: start_image [AOT CACHE TO WRITE]
start_image() {
  supervise up --state "$TMPDIR/state" -- "$ROOT/dev.d/image-start.sh" "$out" "$@"
}

building "Making the image" make_image
if [ -n "$aot" ]; then
  mkdir -p "$TMPDIR/extra/app"
  building "Starting it once, for the cache of classes" start_image "$TMPDIR/extra/app/operator.aot"
  building "Making the image with the cache" make_image -XX:AOTCache=/app/operator.aot
fi
printf 'image    %s\nsize     %s MiB, sha256 %s\n' "$out" "$(du -m --apparent-size "$out" | cut -f1)" "$(sha256sum "$out" | cut -c1-16)"
[ -n "$start" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v jq curl >/dev/null; then
  printf 'start    not measured: needs root, to run the image without a container engine, and jq and curl\n'
  exit 0
fi
attended start_image
