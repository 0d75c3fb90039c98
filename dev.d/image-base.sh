# shellcheck shell=bash
# The image's base: a run-time image of the JDK's (jlink) on the C library of Debian's package, and nothing else; no shell,
# no package tool. Sourced after lib.sh.

# Every module that the operator's class path needs, as jdeps finds them, and those that are found by name at run time only.
BASE_MODULES=java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml
BASE_MODULES=$BASE_MODULES,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs
BASE_PACKAGES="libc6"

# Prints the path of the base as a Docker archive, built where it is not in the cache: its key holds the JDK's version, the
# packages' and this script.
image_base() {
  local jdk=$1 versions key home
  versions=$(apt-cache policy $BASE_PACKAGES | sed -n 's/^  Candidate: //p')
  case $versions in
    '' | *'(none)'*) die "apt-get knows no package $BASE_PACKAGES: run apt-get update once. (The image's base needs Debian or Ubuntu.)" ;;
  esac
  key=$({ cat "$jdk/release" "$ROOT/dev.d/image-base.sh"; echo "$versions"; uname -m; } | sha256sum | cut -c1-16)
  home=$CACHE/image-base-$key
  if [ ! -e "$home/base.tar" ]; then
    rm -rf "$home.part"
    mkdir -p "$home.part"
    (cd "$home.part" && make_base "$jdk") >&2
    rm -rf "$home"
    mv "$home.part" "$home"
  fi
  printf '%s\n' "$home/base.tar"
}

make_base() {
  local jdk=$1 package
  printf 'Making the base image (the first time, about 20 s)\n'
  mkdir -p root/opt root/tmp root/etc packages
  "$jdk/bin/jlink" --add-modules "$BASE_MODULES" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --generate-cds-archive --output root/opt/java
  rm root/opt/java/lib/server/classes_nocoops.jsa # for heaps over 32 GiB
  if ! (cd packages && download_packages); then # a machine whose lists are old, or were never fetched
    [ "$(id -u)" = 0 ] || die "apt-get cannot download $BASE_PACKAGES: run apt-get update once, as root"
    timeout 300 apt-get update -qq
    (cd packages && download_packages)
  fi
  for package in packages/*.deb; do dpkg-deb -x "$package" root; done
  rm -rf root/usr/share root/usr/lib/locale root/lib/*/gconv root/usr/lib/*/gconv root/sbin root/usr/sbin
  printf 'nonroot:x:65532:65532::/tmp:/none\n' >root/etc/passwd
  printf 'nonroot:x:65532:\n' >root/etc/group
  printf 'hosts: files dns\n' >root/etc/nsswitch.conf
  chmod 1777 root/tmp
  tar -C root --owner=0 --group=0 --numeric-owner --mtime=@1 --sort=name -cf layer.tar .
  write_archive
  rm -rf root packages layer.tar
}

download_packages() { timeout 120 apt-get download -qq -o APT::Sandbox::User=root $BASE_PACKAGES; }

# A Docker archive: the only form of a local base that Jib takes.
write_archive() {
  local arch
  case $(uname -m) in
    x86_64) arch=amd64 ;;
    aarch64) arch=arm64 ;;
    *) die "no image for $(uname -m)" ;;
  esac
  printf '{"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":{"Env":["PATH=/opt/java/bin","LANG=C.UTF-8"],"User":"65532:65532","WorkingDir":"/"},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$arch" "$(sha256sum layer.tar | cut -d' ' -f1)" >config.json
  printf '[{"Config":"config.json","RepoTags":["xcp-base:local"],"Layers":["layer.tar"]}]' >manifest.json
  tar --owner=0 --group=0 --numeric-owner --mtime=@1 --sort=name -cf base.tar manifest.json config.json layer.tar
}
