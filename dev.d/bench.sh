#!/usr/bin/env bash
# ./dev bench [options]: the budgets of docs/design.md, measured; --help lists the options.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"

if [ "${1:-}" = --inside ]; then # within the control plane of KUBECONFIG
  shift
  cd "$ROOT"
  export XCP_TEST_KUBECONFIG=$KUBECONFIG
  exec "$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED \
    -cp "$ROOT/operator/target/test-classes:$ROOT/operator/target/classes:$(cat "$CLASSPATH_FILE")" \
    io.xcpoperator.operator.bench.Bench "$@"
fi

case " $* " in
  *" --help "* | *" -h "*)
    sed -n '/USAGE = """/,/"""/p' "$ROOT/operator/src/test/java/io/xcpoperator/operator/bench/Options.java" | sed '1d;$d;s/^ *\.\/dev/.\/dev/;s/^            //'
    exit
    ;;
esac

prerequisites java maven go cache
build_cluster controlplane
export CLASSPATH_FILE=$ROOT/operator/target/test-classpath
if [ ! -e "$CLASSPATH_FILE" ] || [ -n "$(find "$ROOT"/pom.xml "$ROOT"/{crds,formats,xapi,simulator,operator,cluster/testkit} \
  -newer "$CLASSPATH_FILE" \( -path '*/src/*' -o -name pom.xml \) -type f -print -quit)" ]; then
  building "Building the Java modules and their tests" \
    maven -q test-compile dependency:build-classpath -pl operator -am -Dspotless.check.skip=true \
    -Dmdep.includeScope=test -Dmdep.outputFile="$CLASSPATH_FILE"
  touch "$CLASSPATH_FILE"
fi
with_control_plane "$ROOT/dev.d/bench.sh" --inside "$@"
