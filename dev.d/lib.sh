# shellcheck shell=bash
# What the verbs share: where things are, and what they need. Sourced, never run.
set -euo pipefail

: "${ROOT:=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}"
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/xcp-operator
export ROOT CACHE
# kubectl is to read nothing of the user's own but the file it is given, and to keep its cache beside ours
export KUBECACHEDIR=$CACHE/kubectl KUBERC=off

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Prints the home of a JDK 25, or nothing.
find_jdk25() {
  local home
  for home in "${XCP_JAVA_HOME:-}" "${JAVA_HOME:-}" "$(java_home_of_path)" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
    grep -qs '^JAVA_VERSION="25[."]' "$home/release" && { printf '%s\n' "$home"; return; }
  done
}

java_home_of_path() {
  local java
  java=$(command -v java || true)
  [ -z "$java" ] || dirname "$(dirname "$(readlink -f "$java")")"
}

# Prints Maven's version when it is 3.8 or later, or nothing.
find_maven() {
  local version
  command -v mvn >/dev/null || return 0
  version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  case $version in
    3.[0-7] | 3.[0-7].* | [0-2].* | '') ;;
    *) printf '%s\n' "$version" ;;
  esac
}

# Prints Go's version when it is what cluster/go.mod asks for, or fetches that by itself (1.21 and later), or nothing.
find_go() {
  local version major minor
  command -v go >/dev/null || return 0
  version=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null | sed 's/^go//')
  IFS=. read -r major minor _ <<<"${version%%[a-z]*}"
  if [ "${major:-0}" -ge 2 ] || [ "${minor:-0}" -ge 26 ] ||
    { [ "${minor:-0}" -ge 21 ] && [ "$(go env GOTOOLCHAIN)" != local ]; }; then
    printf '%s\n' "$version"
  fi
}

# The check of what a verb needs, as one list; ends the script when something is missing.
#   prerequisites NEED… with NEED of: java maven go disk:GIB cache
prerequisites() {
  local need missing=0 found
  printf 'Needed:\n'
  for need in "$@"; do
    case $need in
      java)
        found=$(find_jdk25)
        if [ -n "$found" ]; then
          JAVA_HOME=$found
          PATH=$JAVA_HOME/bin:$PATH
          export JAVA_HOME PATH
        fi
        need_line "JDK 25" "$found" "install a JDK 25 (Temurin, or your system's package) and set JAVA_HOME to it" || missing=1
        ;;
      maven) need_line "Maven 3.8 or later" "$(find_maven)" "install Maven (package maven)" || missing=1 ;;
      go) need_line "Go" "$(find_go)" "install Go 1.26 or later (go.dev), or give --kubeconfig FILE --context NAME of a cluster of yours" || missing=1 ;;
      disk:*) need_disk "${need#disk:}" || missing=1 ;;
      cache)
        if mkdir -p "$CACHE" 2>/dev/null && [ -w "$CACHE" ]; then found=$CACHE; else found=; fi
        need_line "a writable cache" "$found" "make $CACHE writable, or set XDG_CACHE_HOME" || missing=1
        ;;
    esac
  done
  [ "$missing" = 0 ] || die "Something is missing; see the lines with ✗ above."
}

need_line() {
  if [ -n "$2" ]; then
    printf '  ✓ %-20s %s\n' "$1" "$2"
  else
    printf '  ✗ %-20s %s\n' "$1" "$3"
    return 1
  fi
}

need_disk() {
  local dir=$CACHE free
  while [ ! -d "$dir" ]; do dir=$(dirname "$dir"); done
  free=$(df -Pk "$dir" | awk 'NR == 2 { print int($4 / 1048576) }')
  if [ "$free" -ge "$1" ]; then found="$free GiB free"; else found=; fi
  need_line "$1 GiB of disk" "$found" "free some: $dir has $free GiB"
}

# Maven with the JDK found by prerequisites; quiet about its own JVM.
maven() {
  local jdk
  jdk=$(find_jdk25)
  [ -n "$jdk" ] || die "No JDK 25 found: install one (Temurin, or your system's package) and set JAVA_HOME to it."
  JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
    mvn -B -ntp -f "$ROOT/pom.xml" "$@"
}

# The supervisor of cluster/, which builds, starts and takes down whatever outlives one command.
supervise() { "$ROOT/cluster/supervise" "$@"; }

# Runs a command to its end, and takes it along, with all it started, when this shell is asked to stop. (A shell that waits for
# a command of its own group passes nothing on, and hears of nothing itself until the command has ended.)
attended() {
  local status=0
  set -m # a process group of its own
  "$@" 7>&- &
  attended_pid=$!
  set +m
  trap 'stop_attended 130' INT
  trap 'stop_attended 143' TERM HUP
  { wait "$attended_pid" || status=$?; } 2>/dev/null # without the shell's own word about a signal
  trap - INT TERM HUP
  return "$status"
}

stop_attended() {
  trap '' INT TERM HUP
  kill -TERM -- "-$attended_pid" 2>/dev/null || true
  { wait "$attended_pid" || true; } 2>/dev/null
  rm -f "${build_log:-}"
  exit "$1"
}

# The supervisor for as long as this shell lives, however that ends: supervise_up OPTION… [-- COMMAND…]
supervise_up() {
  local folder status=0
  folder=$(mktemp -d "${TMPDIR:-/tmp}/xcp-lifeline.XXXXXX")
  mkfifo "$folder/fifo"
  exec 7<>"$folder/fifo" 8<"$folder/fifo" # 7, the writing end, is this shell's alone: attended closes it
  rm -r "$folder"
  attended "${SUPERVISE:-$ROOT/cluster/supervise}" up --lifeline "$@" <&8 8<&- || status=$?
  exec 7>&- 8<&-
  return "$status"
}

# One folder for the temporary files of this shell and of all that it starts; it goes with them, however this shell ends.
own_tmp() {
  TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/xcp.XXXXXX")
  export TMPDIR
  trap leave_tmp EXIT
}

leave_tmp() {
  local tries=200
  while grep -qs -- "$TMPDIR/" /proc/[0-9]*/cmdline && [ $((tries -= 1)) -gt 0 ]; do sleep 0.1; done
  rm -rf "$TMPDIR"
}
