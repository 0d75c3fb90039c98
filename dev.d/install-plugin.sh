#!/usr/bin/env bash
# ./dev install-plugin [--dir FOLDER]
# Puts kubectl-xcp into FOLDER (~/.local/bin), where kubectl finds it as `kubectl xcp` when FOLDER is on your PATH. Its jars go
# to ~/.local/share/xcp-operator (XDG_DATA_HOME), so that it works without this clone; run it again after an update.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"

dir=$HOME/.local/bin
while [ $# -gt 0 ]; do
  case $1 in
    --dir) dir=$(realpath -m "${2:?--dir wants a folder}"); shift ;;
    *) die "./dev install-plugin: unknown option \"$1\"" ;;
  esac
  shift
done
prerequisites java maven cache
build_java

share=${XDG_DATA_HOME:-$HOME/.local/share}/xcp-operator/kubectl-xcp
mkdir -p "$dir" "$(dirname "$share")"
rm -rf "$share.part"
mkdir "$share.part"
cp "$ROOT"/operator/target/lib/*.jar "$share.part/"
"$JAVA_HOME/bin/jar" --create --file "$share.part/xcp-operator.jar" -C "$ROOT/operator/target/classes" .
rm -rf "$share"
mv "$share.part" "$share"

# A shared archive of the classes, written after the first run, makes every later start faster.
cat >"$dir/kubectl-xcp.part" <<TEXT
#!/bin/sh
# written by ./dev install-plugin
exec "\${XCP_JAVA_HOME:-$JAVA_HOME}/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Xlog:disable \\
  -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$share/classes.jsa" \\
  -cp "$share/xcp-operator.jar:$share/*" io.xcpoperator.operator.cli.KubectlXcp "\$@"
TEXT
chmod 755 "$dir/kubectl-xcp.part"
mv "$dir/kubectl-xcp.part" "$dir/kubectl-xcp"
"$dir/kubectl-xcp" --help >/dev/null
printf 'installed %s\n' "$dir/kubectl-xcp"
case :$PATH: in
  *":$dir:"*) printf 'try       kubectl xcp --help\n' ;;
  *) printf 'add it    export PATH="%s:$PATH"\n' "$dir" ;;
esac
