#!/bin/sh
# Starts one Cassandra node of the group, stays beside it, and stops it cleanly.
#
# This text is the `cmd` of every app of the group (without comments and blank lines). It runs as root in the official
# image, in place of the image's own entrypoint, which it calls. All it needs to know comes from the environment; all it remembers is in $state, on
# the node's own volume. It never edits the ring but for what PACER_NODE_ACTION orders.
#
#   PACER_NODE_INDEX      this node's number, from 0                         PACER_SEED_COUNT   how many first nodes are seeds
#   PACER_SEEDS           more seeds: names or addresses                     PACER_SEED_WAIT    seconds to wait for a seed
#   PACER_SEED_HOSTS      where the group's nodes are, in order, instead of their Mesos-DNS names
#   PACER_DNS_DOMAIN      marathon.mesos                                     PACER_INTERFACE    listen there, not on $HOST's address
#   PACER_BOOTSTRAP       true: node-0 may found the ring                    PACER_BOOTSTRAP_HOURS  for so long after the install
#   PACER_NODE_ACTION     replace | decommission | none                      PACER_REPLACE_ADDRESS  the dead node's address
#   PACER_MEM_MB, PACER_HEAP_MB, PACER_DIRECT_MB, PACER_GC                   JMX_PORT           of this node
#   PACER_YAML            lines that replace cassandra.yaml's own            PACER_JVM_OPTS     more for the JVM
#   PACER_TLS             client, internode or both                          PACER_EXPORTER     port of the metrics exporter
#   PACER_BACKUP_PLACE    directory, or s3://bucket/prefix; empty: none      PACER_BACKUP_SCHEDULE  HH:MM (UTC, daily) or Nh
#   PACER_BACKUP_KEEP     archives kept (directory only)                     PACER_BACKUP_KEYSPACES  empty: all
#   PACER_DRAIN_SECONDS   how long a drain may take
#
# Ends with 64: the settings are wrong; 69: refused to found a second ring; 75: no seed came up in time; else as Cassandra ended.
set -u

home=${PACER_CASSANDRA_HOME:-/var/lib/cassandra}
conf=${CASSANDRA_CONF:-${CASSANDRA_CONFIG:-/etc/cassandra}}
state=$home/pacer
index=${PACER_NODE_INDEX:-0}
action=${PACER_NODE_ACTION:-none}
tick=${PACER_TICK_SECONDS:-10}
child='' side='' leaving='' nap='' up='' again=0

say() { printf 'node-%s: %s\n' "$index" "$*" >&2; }
die() { code=$1; shift; say "$*"; exit "$code"; }
now() { date -u +%s; }
# A sleep that a signal ends at once.
rest() { sleep "$1" & nap=$!; wait "$nap"; kill "$nap" 2>/dev/null; }

# The first IPv4 address of a name, or nothing.
address_of() { getent ahostsv4 "$1" 2>/dev/null | awk 'NR == 1 { print $1 }'; }

# The Mesos-DNS name of node $1 of this group: /db/ring/node-0 is node-0-ring-db.<domain>.
name_of() {
  reversed=
  rest_of=${MARATHON_APP_ID:-/cassandra/node-$index}
  rest_of=${rest_of#/}
  rest_of=${rest_of%/*}
  while [ -n "$rest_of" ]; do
    reversed=-${rest_of%%/*}$reversed
    case $rest_of in */*) rest_of=${rest_of#*/} ;; *) rest_of= ;; esac
  done
  printf 'node-%s%s.%s\n' "$1" "$reversed" "${PACER_DNS_DOMAIN:-marathon.mesos}"
}

# Where node $1 is to be looked for.
place_of() {
  wanted=$1
  # shellcheck disable=SC2046
  set -- $(printf '%s' "${PACER_SEED_HOSTS:-}" | tr ',' ' ')
  if [ $# -gt "$wanted" ]; then
    shift "$wanted"
    printf '%s\n' "$1"
  else
    name_of "$wanted"
  fi
}

# Where this node's Cassandra says what it says.
log=${CASSANDRA_LOG_DIR:-${CASSANDRA_HOME:-/opt/cassandra}/logs}/system.log

# nodetool, with little memory: the image's would take Cassandra's own heap size for itself.
tool() { MAX_HEAP_SIZE=128M HEAP_NEWSIZE=32M nodetool "$@"; }

# The addresses of the nodes from 0 to $1 - 1 that can be found, without this one.
found_below() {
  k=0
  while [ "$k" -lt "$1" ]; do
    if [ "$k" -ne "$index" ]; then
      found=$(address_of "$(place_of "$k")")
      [ -z "$found" ] || [ "$found" = "$own" ] || printf '%s\n' "$found"
    fi
    k=$((k + 1))
  done
}

seeds_found() {
  found_below "${PACER_SEED_COUNT:-2}"
  for far in $(printf '%s' "${PACER_SEEDS:-}" | tr ',' ' '); do
    found=$(address_of "$far")
    [ -z "$found" ] || [ "$found" = "$own" ] || printf '%s\n' "$found"
  done
}

own_address() {
  if [ -n "${PACER_INTERFACE:-}" ]; then
    ip -4 -o address show dev "$PACER_INTERFACE" 2>/dev/null | awk 'NR == 1 { sub("/.*", "", $4); print $4 }'
  else
    address_of "${HOST:-$(hostname)}"
  fi
}

# Whether the install is young enough for node-0 to found a ring. The app's version is the time of its last change.
# A node with data that did not found the ring itself may be half of a node of another: it never founds one.
may_found() {
  [ "$index" -eq 0 ] && [ "${PACER_BOOTSTRAP:-false}" = true ] || return 1
  [ -e "$state/founding" ] || [ ! -d "$home/data/system" ] || return 1
  [ -n "${MARATHON_APP_VERSION:-}" ] || return 0
  since=$(date -u -d "$MARATHON_APP_VERSION" +%s 2>/dev/null) || return 1
  [ $(($(now) - since)) -le $((${PACER_BOOTSTRAP_HOURS:-24} * 3600)) ]
}

# Sets $seeds, or ends. A seed that has joined before names itself too, so that a whole group can start again in any
# order; no other node ever starts alone.
find_seeds() {
  deadline=$(($(now) + ${PACER_SEED_WAIT:-600}))
  told='' looks=0
  while :; do
    left=$((deadline - $(now)))
    seeds=$(seeds_found | awk '!seen[$0]++' | paste -s -d, -)
    if [ -e "$state/joined" ] && [ "$index" -lt "${PACER_SEED_COUNT:-2}" ]; then
      seeds=$own${seeds:+,$seeds}
    fi
    [ -z "$seeds" ] || return 0
    if [ "$index" -eq 0 ] && [ "$action" != replace ] && [ ! -e "$state/joined" ]; then
      # Any node that can be found means that the ring exists, even when it is no seed.
      seeds=$(found_below "${PACER_LOOK_FOR:-16}" | awk '!seen[$0]++' | paste -s -d, -)
      [ -z "$seeds" ] || return 0
      looks=$((looks + 1))
      if [ "$looks" -ge 3 ] && may_found; then
        say "no other node is up and this is the first start: founding the ring"
        : >"$state/founding"
        seeds=$own
        return 0
      fi
      [ "$left" -gt 0 ] || die 69 "has no data and finds no other node. It will not found a second ring." \
        "If its disk was lost, start the other nodes and run 'pacer service APP replace node-0'." \
        "Only for a new, empty cluster: set service.bootstrap to true."
    fi
    [ "$left" -gt 0 ] || die 75 "no seed came up within ${PACER_SEED_WAIT:-600} s (looked for" \
      "$(place_of 0) and the like). Is node-0 healthy, and does this agent resolve Mesos-DNS names?"
    [ -n "$told" ] || say "waiting for a seed: $(place_of 0)${PACER_SEEDS:+, $PACER_SEEDS}"
    told=1
    rest "${PACER_SEED_POLL:-5}"
  done
}

# Heap and direct memory: from the container's size, never the host's.
size_memory() {
  mem=${PACER_MEM_MB:?}
  heap=${PACER_HEAP_MB:-0}
  direct=${PACER_DIRECT_MB:-0}
  most=16384
  [ "${PACER_GC:-G1}" != CMS ] || most=8192
  if [ "$heap" -eq 0 ]; then
    heap=$((mem / 2))
    room=$(((mem - 1024) * 2 / 3))
    [ "$heap" -le "$room" ] || heap=$room
    [ "$heap" -le "$most" ] || heap=$most
  fi
  [ "$direct" -ne 0 ] || direct=$((heap / 2))
  if [ "$heap" -lt 256 ] || [ "$mem" -lt $((heap + direct + 1024)) ]; then
    die 64 "mem $mem MB is less than heap $heap + direct $direct + 1024 MB (and heap must be 256 MB or more). Raise nodes.mem."
  fi
  export MAX_HEAP_SIZE="${heap}M" MAX_DIRECT_MEMORY_SIZE="${direct}M"
  [ "${PACER_GC:-G1}" != CMS ] || export HEAP_NEWSIZE="$((heap / 4))M"
}

# What was fetched to the sandbox, put where Cassandra's user can read it: the entrypoint gives it $conf.
bring() {
  (umask 077; cp "${MESOS_SANDBOX:-.}/$1" "$conf/$1") || die 64 "$1 is not in the sandbox: see $2"
}

# The lines of cassandra.yaml that TLS needs. The password never leaves the node.
tls_yaml() {
  pass=$(sed -n "s/'/''/g; 1p" "${MESOS_SANDBOX:-.}/password")
  stores="keystore: $conf/keystore.p12, keystore_password: '$pass', truststore: $conf/truststore.p12"
  stores="$stores, truststore_password: '$pass', store_type: PKCS12"
  case " $PACER_TLS " in
    *" client "*) printf 'client_encryption_options: {enabled: true, optional: false, %s}\n' "$stores" ;;
  esac
  case " $PACER_TLS " in
    *" internode "*)
      printf 'server_encryption_options: {internode_encryption: all, require_client_auth: true, %s}\n' "$stores"
      ;;
  esac
}

# Replaces top-level keys of cassandra.yaml, with all that is indented below them, by the lines of PACER_YAML.
write_yaml() {
  : >"$state/overrides.yaml"
  chmod 600 "$state/overrides.yaml"
  [ -z "${PACER_YAML:-}" ] || printf '%s\n' "$PACER_YAML" >>"$state/overrides.yaml"
  case ${PACER_TLS:-} in
    *client* | *internode*)
      for file in keystore.p12 truststore.p12; do bring "$file" security.keystore-uri; done
      [ -r "${MESOS_SANDBOX:-.}/password" ] || die 64 "password is not in the sandbox: see security.keystore-uri"
      tls_yaml >>"$state/overrides.yaml"
      ;;
  esac
  [ -s "$state/overrides.yaml" ] || return 0
  awk '
    NR == FNR { if (match($0, /^[A-Za-z_]+:/)) mine[substr($0, 1, RLENGTH)] = 1; next }
    match($0, /^[A-Za-z_]+:/) { gone = (substr($0, 1, RLENGTH) in mine) }
    /^[^ \t#-]/ && !/^[A-Za-z_]+:/ { gone = 0 }
    !gone || /^#/ { print }
  ' "$state/overrides.yaml" "$conf/cassandra.yaml" >"$state/cassandra.yaml" || die 64 "cannot rewrite $conf/cassandra.yaml"
  { cat "$state/cassandra.yaml"; printf '\n'; cat "$state/overrides.yaml"; } >"$conf/cassandra.yaml" ||
    die 64 "cannot write $conf/cassandra.yaml"
  rm -f "$state/cassandra.yaml" "$state/overrides.yaml"
}

mode() { tool netstats 2>/dev/null | awk '$1 == "Mode:" { print $2; exit }'; }

# --- backups -----------------------------------------------------------------------------------------------------------

# Whether a backup is due: $1 is now, $2 the time of the last good one, $3 that of the last failed one (0: none).
backup_due() {
  [ "$3" -eq 0 ] || [ $(($1 - $3)) -ge 3600 ] || return 1
  case ${PACER_BACKUP_SCHEDULE:-} in
    *h) hours=${PACER_BACKUP_SCHEDULE%h}; [ $(($1 - $2)) -ge $((hours * 3600)) ] ;;
    *:*)
      hour=${PACER_BACKUP_SCHEDULE%:*}
      minute=${PACER_BACKUP_SCHEDULE#*:}
      at=$(($1 - $1 % 86400 + ${hour#0} * 3600 + ${minute#0} * 60))
      [ "$at" -le "$1" ] || at=$((at - 86400))
      [ "$2" -lt "$at" ]
      ;;
    *) return 1 ;;
  esac
}

# One backup: a snapshot, its files in one archive with the node's tokens, the snapshot removed. Old archives go last.
backup() {
  tag=pacer-$(date -u +%Y%m%dT%H%M%SZ)
  # shellcheck disable=SC2046
  tool snapshot -t "$tag" $(printf '%s' "${PACER_BACKUP_KEYSPACES:-}" | tr ',' ' ') >/dev/null || return 1
  tool info -T >"$state/tokens" || return 1
  (cd "$home" && find data -type d -path "*/snapshots/$tag") >"$state/backup-list"
  printf 'pacer/tokens\n' >>"$state/backup-list"
  away=${PACER_BACKUP_PLACE:?}${MARATHON_APP_ID:-/cassandra/node-$index}
  rm -f "$state/backup-broken"
  case $PACER_BACKUP_PLACE in
    /*)
      if ! { mkdir -p "$away" && tar -C "$home" -czf "$away/$tag.tar.gz.part" -T "$state/backup-list" &&
        mv "$away/$tag.tar.gz.part" "$away/$tag.tar.gz"; }; then
        : >"$state/backup-broken"
      fi
      ;;
    *)
      # Streamed: there may be no room for a second copy. Only an archive with an .ok beside it is whole.
      PATH=$PATH:${MESOS_SANDBOX:-.}/aws/dist
      { tar -C "$home" -cz -T "$state/backup-list" || : >"$state/backup-broken"; } |
        aws s3 cp --only-show-errors - "$away/$tag.tar.gz" || : >"$state/backup-broken"
      [ -e "$state/backup-broken" ] || printf '%s\n' "$tag" | aws s3 cp --only-show-errors - "$away/$tag.ok" ||
        : >"$state/backup-broken"
      ;;
  esac
  tool clearsnapshot -t "$tag" >/dev/null
  [ ! -e "$state/backup-broken" ] || return 1
  if [ "$away" != "${away#/}" ]; then
    kept=0
    for old in $(cd "$away" && printf '%s\n' pacer-*.tar.gz | sort -r); do
      kept=$((kept + 1))
      [ "$kept" -le "${PACER_BACKUP_KEEP:-7}" ] || rm -f "${away:?}/$old"
    done
  fi
  say "backup $tag is in $away"
}

# Runs a backup beside Cassandra when one is due or $state/backup-now exists. One at a time.
tend_backup() {
  [ -z "$side" ] || { kill -0 "$side" 2>/dev/null && return 0; wait "$side"; side=; }
  good=0 bad=0
  [ ! -e "$state/backup-good" ] || read -r good <"$state/backup-good"
  [ ! -e "$state/backup-failed" ] || read -r bad <"$state/backup-failed"
  if [ "$good" -eq 0 ]; then read -r good <"$state/joined"; fi
  if [ -e "$state/backup-now" ]; then
    if [ -z "${PACER_BACKUP_PLACE:-}" ]; then
      rm -f "$state/backup-now"
      say "backup now: neither backup.directory nor backup.bucket is set; nothing done"
      return 0
    fi
  elif ! { [ -n "${PACER_BACKUP_PLACE:-}" ] && backup_due "$(now)" "$good" "$bad"; }; then
    return 0
  fi
  rm -f "$state/backup-now"
  (
    began=$(now)
    if backup; then
      printf '%s\n' "$began" >"$state/backup-good"
      rm -f "$state/backup-failed"
    else
      printf '%s\n' "$began" >"$state/backup-failed"
      say "backup failed; next try in an hour"
    fi
  ) &
  side=$!
}

# --- the life of the node ----------------------------------------------------------------------------------------------

# shellcheck disable=SC2317
stop() {
  trap '' TERM INT
  for other in $nap $side $leaving; do kill "$other" 2>/dev/null; done
  if [ -n "$child" ]; then
    if [ -n "$up" ] && [ ! -e "$state/decommissioned" ]; then
      say "draining"
      MAX_HEAP_SIZE=128M HEAP_NEWSIZE=32M timeout "${PACER_DRAIN_SECONDS:-240}" nodetool drain || say "could not drain; its commit log will be replayed"
    fi
    kill -TERM "$child" 2>/dev/null
    wait "$child"
  fi
  say "stopped"
  exit 143
}
trap stop TERM INT

for number in "$index" "${PACER_SEED_COUNT:-2}"; do
  case $number in '' | *[!0-9]*) die 64 "PACER_NODE_INDEX and PACER_SEED_COUNT must be numbers" ;; esac
done
case $action in
  none | decommission) ;;
  replace) [ -n "${PACER_REPLACE_ADDRESS:-}" ] || die 64 "PACER_NODE_ACTION=replace needs PACER_REPLACE_ADDRESS" ;;
  *) die 64 "PACER_NODE_ACTION is '$action'; known: none, replace, decommission" ;;
esac
mkdir -p "$state" || die 64 "cannot write to $home: is the volume mounted?"

# The end of a node that has left: it stays, with its data, until its app is removed.
gone() {
  say "has left the ring; waiting to be removed"
  while :; do rest "$tick"; done
}
if [ -e "$state/decommissioned" ]; then
  [ "$action" = decommission ] ||
    die 64 "this node left the ring. Its data must not come back: remove the app, or replace it with an empty volume."
  gone
fi

own=$(own_address)
[ -n "$own" ] || die 64 "no IPv4 address for ${PACER_INTERFACE:-${HOST:-this host}}; set network.interface or mend the agent's name"
size_memory
write_yaml
find_seeds
say "address $own, seeds $seeds, heap $MAX_HEAP_SIZE, direct $MAX_DIRECT_MEMORY_SIZE"

JVM_EXTRA_OPTS="${JVM_EXTRA_OPTS:-} ${PACER_JVM_OPTS:-}"
if [ "$action" = replace ]; then
  if [ -e "$state/joined" ]; then
    say "already has joined; the order to replace $PACER_REPLACE_ADDRESS is done"
  else
    say "takes the place of $PACER_REPLACE_ADDRESS"
    JVM_EXTRA_OPTS="$JVM_EXTRA_OPTS -Dcassandra.replace_address_first_boot=$PACER_REPLACE_ADDRESS"
  fi
fi
if [ -n "${PACER_EXPORTER:-}" ]; then
  bring "${PACER_EXPORTER_URI##*/}" metrics.exporter-uri
  bring exporter.yaml metrics.config-uri
  JVM_EXTRA_OPTS="$JVM_EXTRA_OPTS -javaagent:$conf/${PACER_EXPORTER_URI##*/}=$PACER_EXPORTER:$conf/exporter.yaml"
fi
export JVM_EXTRA_OPTS
# The image's environment file sets this port itself, whatever the environment says.
if [ -f "$conf/cassandra-env.sh" ]; then
  sed -i "s/^JMX_PORT=.*/JMX_PORT=${JMX_PORT:-7199}/" "$conf/cassandra-env.sh" || die 64 "cannot write $conf/cassandra-env.sh"
fi
export CASSANDRA_SEEDS="$seeds" CASSANDRA_LISTEN_ADDRESS="$own" CASSANDRA_BROADCAST_ADDRESS="$own"
export CASSANDRA_BROADCAST_RPC_ADDRESS="$own"

docker-entrypoint.sh cassandra -f &
child=$!

while kill -0 "$child" 2>/dev/null; do
  if [ -z "$up" ]; then
    if [ "$(mode)" = NORMAL ]; then
      up=1
      if [ -e "$state/joined" ]; then say "is back in the ring"; else say "joined the ring"; now >"$state/joined"; fi
    fi
  elif [ -e "$state/decommissioned" ]; then
    kill -TERM "$child"
    wait "$child"
    child=''
    gone
  elif [ "$action" = decommission ]; then
    if [ -z "$leaving" ] && [ "$(now)" -ge "$again" ]; then
      say "leaving the ring"
      (tool decommission && : >"$state/decommissioned") &
      leaving=$!
    elif [ -n "$leaving" ] && ! kill -0 "$leaving" 2>/dev/null; then
      leaving=
      again=$(($(now) + ${PACER_LEAVE_AGAIN:-60}))
      [ "$(mode)" != DECOMMISSIONED ] || { : >"$state/decommissioned"; continue; }
      say "could not leave the ring, for the reason above; trying again in ${PACER_LEAVE_AGAIN:-60} s"
    fi
  else
    tend_backup
  fi
  rest "$tick"
done
wait "$child"
code=$?
child=''
say "Cassandra ended with $code"
# It had left, but was stopped before that could be noted.
if [ "$action" = decommission ] && grep -qs 'was decommissioned and will not rejoin' "$log"; then
  : >"$state/decommissioned"
  gone
fi
exit "$code"
