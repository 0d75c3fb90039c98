# shellcheck shell=bash
# The book-keeping of ./dev test: which ring took how long, and how many tests passed.

ring_names=()
ring_times=()
ring_left_out=()
extra_passed=0
extra_failed=0
extra_skipped=0

ring_begin() {
  ring_names+=("$1")
  ring_started=$SECONDS
  printf '\n── %s\n' "$1"
}

ring_end() { ring_times+=($((SECONDS - ring_started))); }
ring_passed() { extra_passed=$((extra_passed + 1)); }
ring_failed() { extra_failed=$((extra_failed + 1)); }
ring_skipped() { extra_skipped=$((extra_skipped + 1)); }

# A ring that cannot run here ends with this code, and its last words say why.
LEFT_OUT=77
leave_out() {
  printf 'This ring is left out: %s.\n' "$1"
  exit "$LEFT_OUT"
}

# Runs a ring that is a script of its own: run_ring NAME SCRIPT
run_ring() {
  local code=0
  ring_begin "$1"
  attended "$2" || code=$?
  case $code in
    0) ring_passed ;;
    "$LEFT_OUT") ring_skipped; ring_left_out[${#ring_names[@]} - 1]=yes ;;
    *) ring_failed ;;
  esac
  ring_end
  [ "$code" = 0 ] || [ "$code" = "$LEFT_OUT" ]
}

# The test classes of a ring by what their source uses: a real API server (feature), or the wire and the recordings (contract).
classes_using() {
  grep -rlE --include='*Test.java' "$1" "$ROOT"/*/src/test "$ROOT"/cluster/testkit/src/test | sed 's#.*/##; s#[.]java$##' | tr '\n' ' '
}

# The Java rings from Surefire's reports below the given folders: "ring tests failed skipped seconds" a line.
java_rings() {
  find "$@" -path '*/target/surefire-reports/TEST-*.xml' -exec grep -hm1 '^<testsuite ' {} + 2>/dev/null | awk \
    -v feature=" $(classes_using 'TestCluster|Lab[^A-Za-z]|ApiServer')" \
    -v contract=" $(classes_using 'Simulator\.builder|PoolFixture|HostileAnswer|Conformance|Recordings')" '
    function attr(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    {
      name = attr("name")
      sub(/.*[.]/, "", name)
      ring = index(feature, " " name " ") ? "feature" : index(contract, " " name " ") ? "contract" : "values"
      tests[ring] += attr("tests"); failed[ring] += attr("failures") + attr("errors"); skipped[ring] += attr("skipped"); seconds[ring] += attr("time")
    }
    END { for (ring in tests) printf "%s %d %d %d %.0f\n", ring, tests[ring], failed[ring], skipped[ring], seconds[ring] }' | sort -r
}

counts_of_modules() {
  java_rings "$ROOT/$1" | awk '{ t += $2; f += $3; s += $4 } END { printf "%d passed, %d failed, %d skipped\n", t - f - s, f, s }'
}

# The aim of each ring in seconds (docs/design.md §10), warm, on two cores.
aim_of() {
  case $1 in
    values | contract) echo 180 ;;
    feature) echo 360 ;;
    quickstart | gitops) echo 180 ;;
    install) echo 240 ;;
    *) echo 0 ;;
  esac
}

report_rings() {
  local i ring tests failed skipped seconds aim note total_passed=$extra_passed total_failed=$extra_failed total_skipped=$extra_skipped
  printf '\n%-12s %8s %8s %8s %8s\n' ring seconds tests failed skipped
  while read -r ring tests failed skipped seconds; do
    aim=$(aim_of "$ring")
    note=
    [ "$aim" = 0 ] || [ "$seconds" -le "$aim" ] || note="  over its aim of ${aim} s"
    printf '%-12s %8s %8s %8s %8s%s\n' "$ring" "$seconds" "$tests" "$failed" "$skipped" "$note"
    total_passed=$((total_passed + tests - failed - skipped))
    total_failed=$((total_failed + failed))
    total_skipped=$((total_skipped + skipped))
  done < <(java_rings "$ROOT")
  for i in "${!ring_names[@]}"; do
    aim=$(aim_of "${ring_names[$i]}")
    note=
    [ "$aim" = 0 ] || [ "${ring_times[$i]}" -le "$aim" ] || note="  over its aim of ${aim} s"
    [ "${ring_left_out[$i]:-}" = "" ] || note="  left out: see above"
    printf '%-12s %8s%s\n' "${ring_names[$i]}" "${ring_times[$i]}" "$note"
  done
  printf '%-12s %8s\n\n' "all" "$1"
  printf '%d passed, %d failed, %d skipped\n' "$total_passed" "$total_failed" "$total_skipped"
}
