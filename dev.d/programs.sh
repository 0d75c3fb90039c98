# shellcheck shell=bash
# Building what the verbs run: the Java modules and the programs of cluster/. Sourced after lib.sh.

# Runs a build with its output in a log, shows how long it took, and the log's end when it failed: building SENTENCE COMMAND…
building() {
  local sentence=$1 began=$SECONDS
  shift
  find "$CACHE" -maxdepth 1 -name 'build-*.log' -mtime +2 -delete
  build_log=$(mktemp "$CACHE/build-XXXXXX.log") # a run's own; it stays, for two days, only where the build failed
  printf '%-58s ' "$sentence"
  exec {beat}> >(beat "$began") # it ends with the writing end, and so with this shell
  if attended "$@" >"$build_log" 2>&1; then
    exec {beat}>&-
    printf '%d s\n' $((SECONDS - began))
    rm -f "$build_log"
  else
    exec {beat}>&-
    printf 'failed\n'
    tail -n 40 "$build_log" >&2
    die "The whole log: $build_log"
  fi
}

# A sign of life of what goes on, on a terminal or not, until standard input ends.
beat() {
  local ended
  while :; do
    ended=0
    read -rt "${BEAT_SECONDS:-30}" || ended=$?
    [ "$ended" -gt 128 ] || return 0 # more than 128: nothing came in time
    printf '%d s … ' $((SECONDS - $1))
  done
}

# Packages the modules that run (not their tests), when a source is newer than what was built.
build_java() {
  local stamp=$ROOT/operator/target/built turn
  if command -v flock >/dev/null; then # two builds of one clone would write into each other
    mkdir -p "$ROOT/operator/target"
    exec {turn}>"$ROOT/operator/target/building"
    flock "$turn"
    build_java_stale "$stamp" {turn}>&-
    exec {turn}>&-
  else
    build_java_stale "$stamp"
  fi
}

build_java_stale() {
  local stamp=$1
  if [ -e "$stamp" ] && [ -z "$(find "$ROOT"/pom.xml "$ROOT"/{crds,formats,xapi,simulator,operator} -newer "$stamp" \
    \( -path '*/src/main/*' -o -name pom.xml \) -type f -print -quit)" ]; then
    return
  fi
  building "Building the Java modules (the first time a minute or two)" \
    maven package -pl crds,formats,xapi,simulator,operator -am -Dmaven.test.skip=true -Dspotless.check.skip=true
  touch "$stamp"
}

# Builds programs of cluster/ that are not in the cache yet, with the supervisor's own progress lines.
build_cluster() {
  attended supervise build "$@" >/dev/null
}

# The folder of a program of cluster/.
cluster_bin() { dirname "$(supervise build "$1")"; }

refuse_second_run() {
  local answer
  command -v go >/dev/null || return 0
  if answer=$(supervise status --state "$1" 2>/dev/null); then
    die "A quickstart runs already: $(head -n 1 <<<"${answer#ready: }"); end it first."
  fi
}

# Runs a command with KUBECONFIG of a control plane of its own: with_control_plane COMMAND…
with_control_plane() {
  local state
  state=$(mktemp -d "${TMPDIR:-/tmp}/xcp-test.XXXXXX")
  supervise_up --state "$state" -- "$@"
}

# Sets the array alone: the words before a command that runs it in a network of its own, where that can be had. The quickstart's
# ports are fixed, and somebody may be using them.
find_a_network_alone() {
  local private
  alone=()
  for private in "unshare --net" "unshare --map-root-user --net"; do
    # shellcheck disable=SC2086 # words
    if command -v ip >/dev/null && $private true 2>/dev/null; then
      # shellcheck disable=SC2016 # for the inner shell
      alone=($private -- bash -c 'ip link set lo up && exec "$@"' alone)
      return
    fi
  done
}

# Replaces this shell by a Java program of a module: run_java MODULE MAIN ARGUMENT…
run_java() {
  local module=$1 main=$2 jdk
  shift 2
  jdk=$(find_jdk25)
  [ -n "$jdk" ] || die "No JDK 25 found: install one (Temurin, or your system's package) and set JAVA_HOME to it."
  exec "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Xmx256m --enable-native-access=ALL-UNNAMED \
    -cp "$ROOT/$module/target/classes:$ROOT/$module/target/lib/*" "$main" "$@"
}
