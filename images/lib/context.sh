# shellcheck shell=bash
# Sourced by the context script of every image: what they have in common. images/assemble
# sets IMAGES, REPOSITORY, CACHE, LOG, PROGRESS and exports every line of versions.env.
set -euo pipefail
# shellcheck source=images/lib/step.sh
source "$IMAGES/lib/step.sh"

# The moment every file of an image carries, so that the same inputs give the same layers.
export SOURCE_DATE_EPOCH=1767225600

fail() {
  echo "error: $*" >&2
  exit 1
}

# same_version <lock folder below images/> <module> <version in versions.env>
same_version() {
  local locked
  locked=$(awk -v module="$2" '$1 == "require" && $2 == module {print $3} $1 == module {print $2}' "$IMAGES/$1/go.mod")
  [[ $locked == "$3" ]] ||
    fail "images/$1/go.mod has $2 $locked, images/versions.env has $3: set both to one version and run 'go mod tidy' in images/$1"
}

# go_programs <lock folder below images/> <destination> <tags> <linker flags> <package...>
# The binaries stay in the cache, where a further build only relinks what changed.
go_programs() {
  local lock=$1 destination=$2 tags=$3 flags=$4 package binaries=$CACHE/bin/$1
  shift 4
  mkdir -p "$binaries" "$destination"
  (
    cd "$IMAGES/$lock"
    GOFLAGS='' CGO_ENABLED=0 go build -mod=readonly -trimpath -buildvcs=false \
      ${tags:+-tags "$tags"} -ldflags "-s -w $flags" -o "$binaries/" "$@"
  )
  for package in "$@"; do
    [[ $package != . ]] || package=$lock
    cp -f "$binaries/$(program_name "$package")" "$destination/"
  done
}

# The name that go build gives a package's program: its last path element that is no major version.
program_name() {
  local path=$1
  [[ ${path##*/} =~ ^v[0-9]+$ ]] && path=${path%/*}
  echo "${path##*/}"
}

# go_module_folder <lock folder below images/> <module>: where its sources lie on this machine
go_module_folder() { (cd "$IMAGES/$1" && GOFLAGS='' go list -mod=readonly -m -f '{{.Dir}}' "$2"); }

# debian_files <folder> <package...>: the files of the packages and of all they depend on, from
# the machine's own apt sources. Nothing is configured: no maintainer script runs, so links
# of the alternatives system are up to the image.
debian_files() {
  local folder=$1 source sources=()
  shift
  for source in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    [[ -s $source ]] && sources=("$source") && break
  done
  mmdebstrap --variant=extract --include="$(IFS=, && echo "$*")" \
    --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/bash-completion/*' --dpkgopt='path-exclude=/usr/share/perl5/*' \
    --dpkgopt='path-exclude=/usr/lib/*/perl*' --dpkgopt='path-exclude=/usr/bin/perl*' \
    --dpkgopt='path-exclude=/usr/bin/openssl' --dpkgopt='path-exclude=/usr/lib/*/gconv/*' \
    "$DEBIAN_SUITE" "$folder.tar" "${sources[@]}"
  mkdir "$folder"
  # What is the building machine's and not the packages': devices, package management, its name servers.
  tar -xf "$folder.tar" -C "$folder" --exclude='./dev/*' --exclude=./etc/apt --exclude=./etc/dpkg \
    --exclude=./etc/resolv.conf --exclude=./etc/hostname --exclude=./etc/fstab \
    --exclude=./var/lib/apt --exclude=./var/lib/dpkg --exclude=./var/cache/apt
  rm "$folder.tar"
}

# debian_version <package>: the version that this machine's apt sources give.
debian_version() { apt-cache show --no-all-versions "$1" | sed -n 's/^Version: //p' | head -n 1; }

# project_version: this project's own version.
project_version() { sed -n 's#^  <version>\(.*\)</version>#\1#p' "$REPOSITORY/pom.xml" | head -n 1; }

# layer <folder>: packs the folder into FOLDER.tar, the same folder always into the same bytes.
layer() {
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$1" -cf "$1.tar" .
  rm -rf "$1"
}

# debian_layer <folder> <package...>: FOLDER.tar with the packages' files that the base image has not.
debian_layer() {
  debian_files "$@"
  (cd "$1" && xargs -d '\n' rm -f <"$CACHE/base.files")
  layer "$1"
}

# java_arguments <folder of jars in the context>: prints java's argument file, all but the main class.
# The class path names every jar in one fixed order: an archive of classes holds for that alone.
java_arguments() {
  printf '%s\n' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx192m
  printf -- '-cp %s\n' "$(find "$1" -name '*.jar' -printf '/app/lib/%f\n' | LC_ALL=C sort | paste -sd:)"
}
