#!/usr/bin/env bash
# Installs jimg-tui, or runs its tests. Debian and its relatives; as root or not.
#
#   ./install.sh [--prefix DIR]   install what is missing, build, install (default: /usr/local as root, else ~/.local)
#   ./install.sh test [--long]    install what the tests need, and run them all; --long: with every case, for an hour or two
#   ./install.sh bench [--help]   measure it beside skopeo, podman and docker, and print a table
#
# Done twice, it does nothing the second time. What it installs with apt-get, it says.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# A service has none, perhaps; ~ is then what passwd says.
[ -n "${HOME:-}" ] || { unset HOME; HOME=~; export HOME; }

readonly JDK=openjdk-17-jdk-headless
readonly CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/jimg-tui-test
work=$(mktemp -d)
policy=

say() { printf '%s\n' "$*"; }
die() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }

clean_up() {
    [ -z "$policy" ] || as_root rm -f "$policy"
    [ ! -e "$work/root" ] || as_root rm -rf "$work/root"
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# --- packages ---------------------------------------------------------------------------------------------------

can_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Runs a command without a word; what it wrote is shown only when it fails.
quietly() { "$@" >"$work/log" 2>&1 </dev/null || { cat "$work/log" >&2; return 1; }; }

# Never removes a package to make room for another.
apt_install() { quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends --no-remove "$@"; }

install_packages() {
    [ $# -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "please install: $*"
    can_be_root || die "not root, and no sudo: please have installed: apt-get install $*"
    say "Installing with apt-get: $*"
    quietly as_root apt-get update || say "apt-get update failed; going on with the package lists that are here"
    apt_install "$@" || die "apt-get could not install: $*"
}

# The major version of the JDK in this directory; 0 when there is none.
java_version() {
    local version=
    [ ! -x "$1/bin/javac" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    printf '%s' "${version:-0}"
}

# The home of a JDK 17 or later: JAVA_HOME, the javac on PATH, or one in the usual place.
find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" "$(readlink -f "$(command -v javac || true)" | sed 's|/bin/javac$||')" /usr/lib/jvm/*; do
        if [ -n "$home" ] && [ "$(java_version "$home")" -ge 17 ]; then
            readlink -f "$home"
            break
        fi
    done
}

need_build_tools() {
    local missing=()
    [ -n "$(find_jdk)" ] || missing+=("$JDK")
    command -v mvn >/dev/null || missing+=(maven)
    [ -s /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
    install_packages ${missing[@]+"${missing[@]}"}
    JAVA_HOME=$(find_jdk)
    [ -n "$JAVA_HOME" ] || die "no JDK 17 or later, and $JDK did not bring one"
    export JAVA_HOME
}

# --- install ----------------------------------------------------------------------------------------------------
#
# A build lies in PREFIX/lib/jimg-tui/STAMP and is complete before PREFIX/bin/jimg-tui is renamed into place, which is
# the moment the new version counts. The version before stays until the next install: it may still be running.

# Names the sources and the Java they are built for.
stamp() {
    { find pom.xml install.sh src/install src/main -type f | LC_ALL=C sort | xargs -d '\n' sha256sum
      printf '%s\n' "$JAVA_HOME"; cat "$JAVA_HOME/release"; } | sha256sum | cut -c1-16
}

# The libraries are those that the program was tested with, byte for byte, wherever Maven had them from; and no others.
check_libraries() {
    diff <(awk '{ print $2 }' src/install/libraries.sha256) <(cd target/lib && printf '%s\n' *.jar | LC_ALL=C sort) >&2 &&
        (cd target/lib && sha256sum --quiet --strict --check ../../src/install/libraries.sha256 >&2) ||
        die "a library is not the one in src/install/libraries.sha256; nothing was installed"
}

# How the program runs. C2 stays on: without it SHA-256 is ten times slower. The serial collector with a small young
# generation takes 10 to 15 % less memory than G1 here, and starts as fast. Half of the smallest heap is a good size for
# it: with a third, what many threads hold while they copy is taken for old, and a pull stops for whole collections. The
# native libraries lie beside the jar: unpacking them to /tmp at each start costs time and fails on noexec. Log off,
# because a Java that the archive does not fit would say so. The launcher has the C library keep its freed memory in two
# places instead of eight a processor: 5 to 10 MB less of what compilers and inflaters gave back stays resident.
#
# What hashes is compiled at its first use, which waits for it: a few milliseconds. Until C2 has been there SHA-256 is ten
# to a hundred times slower, and left to itself it comes when a first pull is half over, after it has spent 50 ms on the
# loop that the processor's own instructions then replace.
#
# Class data lies where the archive was made for: later updates of Java 17 move it at each start, for which every page of it
# is read and changed. That was a fifth of the processor time of --version, and 16 MB more. A Java that does not know a
# flag goes without it.
#
# What C2 takes while it compiles stays with the C library, in pieces: over TLS that was the most of what a pull added.
# So to decrypt a record, and to add two points of a curve, are not compiled as one method each with all that they call,
# which saves 25 MB. A record is 16 KB, and points are added only while a connection is made: a pull took no more
# processor time for the calls. And every three seconds freed memory goes back to the system: 8 MB of a pull over plain http,
# less over TLS, and nothing that can be measured while idle.
java_flags() {
    local home=$1 zstd
    printf '%s\n' -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
    printf '%s\n' -XX:+UseSerialGC -Xmn8m -XX:-UsePerfData -Xms16m -Xmx512m -Xss512k -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 \
        -XX:MaxMetaspaceSize=128m -XX:ReservedCodeCacheSize=64m \
        -XX:CompileCommand=quiet
    hashing_at_once SHA2::implCompress
    hashing_at_once DigestBase::implCompressMultiBlock0
    # shellcheck disable=SC2016 # a class of Java's
    printf -- '-XX:CompileCommand=dontinline,%s\n' 'sun.security.util.math.intpoly.IntegerPolynomial$MutableElement::*' \
        'com.sun.crypto.provider.GCTR::*' 'com.sun.crypto.provider.GHASH::*' \
        'com.sun.crypto.provider.GaloisCounterMode*::doLastBlock' 'com.sun.crypto.provider.GaloisCounterMode*::init'
    say -XX:TrimNativeHeapInterval=3000
    printf '%s\n' -Xshare:auto -Xlog:disable -Dfile.encoding=UTF-8
    [ "$(java_version "$JAVA_HOME")" -lt 22 ] || say --enable-native-access=ALL-UNNAMED
    [ ! -e "$home/native/libjlinenative.so" ] || say "-Dlibrary.jline.path=$home/native"
    [ ! -e "$home/native/libjnidispatch.so" ] || say "-Djna.boot.library.path=$home/native"
    for zstd in "$home"/native/libzstd-jni-*.so; do
        [ ! -e "$zstd" ] || say "-DZstdNativePath=$zstd"
    done
}

hashing_at_once() {
    printf '%s\n' "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.$1,0.001" \
        "-XX:CompileCommand=BackgroundCompilation,sun.security.provider.$1,false"
}

# Natives for this machine; on one that is not listed the libraries unpack their own.
unpack_natives() {
    local zstd jline jna
    case $(uname -m) in
        x86_64) zstd=linux/amd64 jline=Linux/x86_64 jna=linux-x86-64 ;;
        aarch64) zstd=linux/aarch64 jline=Linux/arm64 jna=linux-aarch64 ;;
        *) return 0 ;;
    esac
    mkdir "$work/unpacked" "$1/native"
    (cd "$work/unpacked" && for jar in "$1"/lib/zstd-jni-*.jar "$1"/lib/jline-native-*.jar "$1"/lib/jna-*.jar; do
        "$JAVA_HOME/bin/jar" xf "$jar" "$zstd" "org/jline/nativ/$jline" "com/sun/jna/$jna"
    done)
    cp "$work/unpacked/$zstd"/*.so "$work/unpacked/org/jline/nativ/$jline"/*.so \
        "$work/unpacked/com/sun/jna/$jna"/*.so "$1/native/"
}

# What the program is taught to start fast with: every class that these runs load goes into the archive. $REGISTRY is one
# with an image, and an engine that has it; "$@" is how the program is started.
training_runs() {
    local image=$REGISTRY/practice:1 command
    for command in --version --help info "pull $image" images "images --format {{.ID}}" "history $image" "inspect $image" \
        "tag $image $REGISTRY/b:1" "push $REGISTRY/b:1" "rmi $REGISTRY/b:1" "tags $REGISTRY/practice" \
        "search $REGISTRY/practice" "save -o ${1%/*}/practice.tar $image" "load -i ${1%/*}/practice.tar" "system df" \
        "image prune -f" ps "__complete im" "-H tcp://$REGISTRY images" "-H tcp://$REGISTRY history practice:1" \
        "-H tcp://$REGISTRY inspect practice:1" "-H tcp://$REGISTRY ps"; do
        # shellcheck disable=SC2086 # a command and its words
        "$@" $command
    done
    printf 'images\n' | "$@" shell
    { sleep 2; printf 'ima\t'; sleep 0.5; printf '\003images \r'; sleep 1; printf '\004'; sleep 1; } |
        script -qec "stty rows 24 cols 80; exec $(printf '%q ' "$@") shell" /dev/null
    # The screen, on a terminal that `script` provides: the list and its help, a pull (its preview first), Inspect, the end.
    { sleep 2; printf 'j?'; sleep 0.5; printf '\033'; sleep 0.5; printf 'p'; sleep 0.5; printf '\025%s\r' "$image"; sleep 1
      printf '\r'; sleep 1; printf '\033'; sleep 0.5; printf 'i'; sleep 1; printf '\003'; sleep 1; } |
        script -qec "stty rows 24 cols 80; exec $(printf '%q ' "$@")" /dev/null
}

# Class data sharing: half the time to the first frame. It is a gain, not a need: without it the program runs too.
# A dynamic archive (-XX:ArchiveClassesAtExit) on top of it would bring nothing: what a command still makes at run time, some
# ten forms and proxies, that one leaves out too.
make_archive() {
    local home=$1 flags run
    mapfile -t flags < <(java_flags "$home")
    mkdir "$work/home"
    cat >"$work/train" <<-TRAIN
		#!/bin/sh
		exec env -i PATH="\$PATH" HOME=$(quote "$work/home") JIMG_STORE=$(quote "$work/store") TERM=xterm-256color LC_ALL=C.UTF-8 \\
		    timeout --foreground -k 1 20 $(quote "$JAVA_HOME/bin/java") $(quote_all "${flags[@]}") \\
		    -Xshare:off -XX:DumpLoadedClassList=$(quote "$work")/classes.\$\$ -jar $(quote "$home/jimg-tui.jar") "\$@"
	TRAIN
    chmod +x "$work/train"
    tar -C "$home" -cf "$work/layer.tar" lib
    gzip -k "$work/layer.tar"
    export -f training_runs
    "$JAVA_HOME/bin/java" src/install/PracticeRegistry.java "$work/layer.tar" "$work/layer.tar.gz" \
        bash -c 'training_runs "$@"' bash "$work/train" >/dev/null 2>&1 </dev/null || true
    for run in "$work"/classes.*; do [ ! -e "$run" ] || cat "$run"; done | awk '!seen[$0]++' >"$work/all-classes"
    "$JAVA_HOME/bin/java" "${flags[@]}" -Xshare:dump -XX:SharedClassListFile="$work/all-classes" \
        -XX:SharedArchiveFile="$home/jimg-tui.jsa" -cp "$home/jimg-tui.jar" >"$work/log" 2>&1 </dev/null ||
        rm -f "$home/jimg-tui.jsa"
}

quote() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

quote_all() { local word; for word in "$@"; do quote "$word"; printf ' '; done; }

write_launcher() {
    local home=$1 stamp=$2 flags
    mapfile -t flags < <(java_flags "$home")
    cat <<-LAUNCHER
		#!/bin/sh
		# Starts jimg-tui. Written by its install.sh; build $stamp
		java=$(quote "$JAVA_HOME/bin/java")
		if [ ! -x "\$java" ]; then
		    java=\${JAVA_HOME:+\$JAVA_HOME/bin/}java
		    command -v "\$java" >/dev/null || { echo "jimg-tui: its Java is gone; install it again with install.sh" >&2; exit 1; }
		fi
		export MALLOC_ARENA_MAX="\${MALLOC_ARENA_MAX:-2}"
		exec "\$java" $(quote_all "${flags[@]}") -XX:SharedArchiveFile=$(quote "$home/jimg-tui.jsa") -jar $(quote "$home/jimg-tui.jar") "\$@"
	LAUNCHER
}

install_into() {
    local prefix=$1 launcher=$1/bin/jimg-tui stamp home previous
    need_build_tools
    stamp=$(stamp)
    home=$prefix/lib/jimg-tui/$stamp
    if ! { grep -qs "; build $stamp\$" "$launcher" && [ -e "$home/jimg-tui.jar" ]; }; then
        previous=$(sed -n 's/^# Starts jimg-tui.*; build //p' "$launcher" 2>/dev/null || true)
        mkdir -p "$prefix/bin" "$prefix/lib/jimg-tui" || die "cannot write to $prefix; choose another place with --prefix DIR"
        say "Building jimg-tui; the first time, Maven downloads its libraries"
        rm -rf target/lib
        quietly mvn -q -B -ntp -C -Dmaven.test.skip=true package || die "the build failed"
        check_libraries
        rm -rf "$home"
        mkdir "$home"
        cp -r target/jimg-tui.jar target/jimg-tui.cdx.json target/lib "$home/"
        unpack_natives "$home"
        make_archive "$home"
        write_launcher "$home" "$stamp" >"$launcher.new"
        chmod 755 "$launcher.new"
        mv -f "$launcher.new" "$launcher"
        find "$prefix/lib/jimg-tui" -mindepth 1 -maxdepth 1 ! -name "$stamp" ! -name "${previous:-$stamp}" -exec rm -rf {} +
    fi
    case ":$PATH:" in
        *":$prefix/bin:"*) say "Start it with: jimg-tui" ;;
        *) say "Start it with: $launcher   ($prefix/bin is not on your PATH)" ;;
    esac
}

# --- test -------------------------------------------------------------------------------------------------------

# program=package
readonly TEST_TOOLS="docker-registry=docker-registry dockerd=docker.io docker=docker.io podman=podman skopeo=skopeo
    umoci=umoci tmux=tmux busybox=busybox-static debootstrap=debootstrap openssl=openssl strace=strace
    kill=procps ssh=openssh-client sshd=openssh-server runc=runc crun=crun setcap=libcap2-bin setfattr=attr zsh=zsh git=git"

# The programs that it is measured beside, and by. crane takes part where it is on the PATH.
readonly BENCH_TOOLS="docker-registry=docker-registry dockerd=docker.io docker=docker.io podman=podman skopeo=skopeo
    pigz=pigz time=time"

# The packages of those of these tools ("program=package ...") that are not here.
missing_packages() {
    local tool
    for tool in $1; do
        # -P: programs only; the shell's own kill is of no use to the tests.
        PATH=$PATH:/usr/sbin:/sbin type -P "${tool%%=*}" >/dev/null || say "${tool#*=}"
    done | sort -u
}

# Packages of servers must not start them: the tests start their own.
keep_services_down() {
    [ ! -e /usr/sbin/policy-rc.d ] || return 0
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >"$work/policy-rc.d"
    as_root install -m 755 "$work/policy-rc.d" "$policy"
}

# A small Debian root as one layer, made once. The mirror and the proxy are apt's.
make_debian_root() {
    local suite mirror proxy=
    # shellcheck disable=SC1091 # every Debian has it
    suite=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
    # shellcheck disable=SC2016 # apt-get's variables, not the shell's
    mirror=$(apt-get indextargets --format '$(CREATED_BY) $(CODENAME) $(COMPONENT) $(REPO_URI)' |
        awk -v suite="$suite" '$1 == "Packages" && $2 == suite && $3 == "main" { print $4; exit }')
    [ -n "$mirror" ] || die "apt has no source for $suite main to make a Debian root from"
    eval "$(apt-config shell proxy Acquire::http::Proxy)"
    say "Making a Debian root for the tests in $CACHE (once, about a minute)"
    mkdir -p "$CACHE"
    quietly as_root env ${proxy:+http_proxy="$proxy"} debootstrap --variant=minbase "$suite" "$work/root" "$mirror" ||
        die "debootstrap failed"
    as_root tar -C "$work/root" --exclude='./var/cache/apt/archives/*.deb' --exclude='./dev/*' --sort=name \
        --numeric-owner -cf - . | gzip >"$CACHE/debian-root.tar.gz.part"
    as_root rm -rf "$work/root"
    mv "$CACHE/debian-root.tar.gz.part" "$CACHE/debian-root.tar.gz"
}

run_tests() {
    local missing
    mapfile -t missing < <(missing_packages "$TEST_TOOLS")
    if can_be_root; then
        [ ${#missing[@]} = 0 ] || { keep_services_down; install_packages "${missing[@]}"; }
        [ -e "$CACHE/debian-root.tar.gz" ] || make_debian_root
        export JIMG_REQUIRE_TOOLS=1
    elif [ ${#missing[@]} = 0 ] && [ -e "$CACHE/debian-root.tar.gz" ]; then
        export JIMG_REQUIRE_TOOLS=1
    else
        say "Not root, and no sudo: tests are SKIPPED that need: ${missing[*]} a Debian root"
    fi
    # What a user would start. Tests find it here.
    install_into "$PWD/target/installed" >/dev/null
    target/installed/bin/jimg-tui --version >/dev/null || die "what was installed does not start"
    compgen -G "target/installed/lib/jimg-tui/*/jimg-tui.jsa" >/dev/null || die "the archive of classes was not made"
    # The benchmark is compiled too, so that it keeps fitting.
    LC_ALL=C.UTF-8 mvn -B -ntp -Pbench test -Dtest.long="$1" </dev/null
}

# --- bench ------------------------------------------------------------------------------------------------------

run_bench() {
    local missing
    need_build_tools
    mapfile -t missing < <(missing_packages "$BENCH_TOOLS")
    if [ ${#missing[@]} -gt 0 ] && can_be_root; then
        keep_services_down
        install_packages "${missing[@]}"
    fi
    for missing in docker-registry pigz time; do
        PATH=$PATH:/usr/sbin:/sbin type -P "$missing" >/dev/null || die "the benchmark needs $missing"
    done
    install_into "$PWD/target/installed" >/dev/null
    say "Compiling the benchmark"
    quietly mvn -q -B -ntp -Pbench test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath ||
        die "the benchmark could not be compiled"
    LC_ALL=C.UTF-8 "$JAVA_HOME/bin/java" -Xmx1g \
        -cp "target/bench-classes:target/classes:target/test-classes:$(cat target/bench.classpath)" dev.jimg.bench.Bench "$@"
}

# --- arguments --------------------------------------------------------------------------------------------------

usage() { sed -n '2,8s/^# \{0,1\}//p' "$0"; }

prefix=$HOME/.local
[ "$(id -u)" != 0 ] || prefix=/usr/local
case ${1:-} in
    test)
        case $#${2:-} in
            1) run_tests false ;;
            2--long) run_tests true ;;
            *) usage >&2; exit 2 ;;
        esac ;;
    bench) shift; run_bench "$@" ;;
    -h | --help) usage ;;
    "" | --prefix | --prefix=*)
        case ${1:-} in
            --prefix) [ $# = 2 ] || { usage >&2; exit 2; }; prefix=$2 ;;
            --prefix=*) [ $# = 1 ] || { usage >&2; exit 2; }; prefix=${1#*=} ;;
        esac
        install_into "$(realpath -m -- "$prefix")" ;;
    *) usage >&2; exit 2 ;;
esac
