# Shared by the scripts of this folder; to be sourced. Sets ROOT, the project's root.

ROOT=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)

say() { printf '%s\n' "$*" >&2; }

# may_install: whether packages can be installed here (root on a machine with apt-get).
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# install PACKAGE...: brings Debian packages. Fetches the package lists once per run; tries again, as mirrors fail.
install() {
  say "installing $*"
  [ -n "${APT_LISTS_FRESH:-}" ] || apt-get update -qq >&2 || true
  APT_LISTS_FRESH=1
  for try in 1 2 3; do
    if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2; then
      return 0
    fi
    apt-get update -qq >&2 || true
  done
  say "could not install $*"
  return 1
}

# unpack PACKAGE...: extracts Debian packages below target/real, and puts their programs first in PATH. Nothing is
# installed, so none of their services starts: Debian's docker-registry would listen on every interface.
unpack() {
  real=$ROOT/target/real
  PATH=$real/usr/bin:$real/usr/sbin:$PATH
  export PATH
  for package in "$@"; do
    [ ! -e "$real/$package.unpacked" ] || continue
    say "unpacking $package"
    rm -rf "$real/$package.deb.d"
    mkdir -p "$real/$package.deb.d"
    (cd "$real/$package.deb.d" && { apt-get download -qq "$package" >&2 2>/dev/null ||
      { apt-get update -qq >&2; apt-get download -qq "$package" >&2; }; } && dpkg -x ./*.deb "$real") || {
      say "could not unpack $package"
      continue
    }
    rm -rf "$real/$package.deb.d"
    : >"$real/$package.unpacked"
  done
}

# java_17_home: prints the home of a JDK of 17 or later that has a compiler, if there is one.
java_17_home() {
  for home in "${JAVA_HOME:-}" "$(dirname -- "$(dirname -- "$(readlink -f "$(command -v javac 2>/dev/null || echo /)")")")" \
    /usr/lib/jvm/java-17-openjdk-* /usr/lib/jvm/*17*; do
    [ -x "$home/bin/javac" ] || continue
    version=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ] && { printf '%s\n' "$home"; return 0; }
  done
  return 1
}

# need_java_and_maven: makes sure that both are there, and says what to install where it may not do so itself.
need_java_and_maven() {
  if ! JAVA_HOME=$(java_17_home); then
    may_install || { say "Pacer needs a JDK, 17 or later (Debian: apt-get install openjdk-17-jdk-headless)."; exit 1; }
    install openjdk-17-jdk-headless
    JAVA_HOME=$(java_17_home) || { say "No JDK 17 after installing openjdk-17-jdk-headless."; exit 1; }
  fi
  export JAVA_HOME
  if ! command -v mvn >/dev/null 2>&1; then
    may_install || { say "Pacer needs Maven, 3.8 or later (Debian: apt-get install maven)."; exit 1; }
    install maven
  fi
}
