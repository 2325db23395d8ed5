#!/bin/sh
# Starts Jenkins on a volume that Marathon made, stays beside it, and stops it cleanly.
#
# This text is the `cmd` of the app (without comments and blank lines). It runs in the official image, in place of the
# image's own entrypoint, which it calls: as root under Docker, to give the volume to Jenkins' user and no more; as that user
# itself under the Mesos containerizer. What it remembers is in $state, on the volume.
#
#   PACER_OWNER            uid:gid of Jenkins in the image, 1000:1000
#   PACER_PLUGINS          plug-ins to bring, name or name:version, separated by spaces
#   PACER_MANAGE_SECURITY  true: users and permissions are written by this script; false: they are the operator's
#   PACER_ADMIN            the administrator's name      PACER_ADMIN_PASSWORD, PACER_AGENT_PASSWORD  from a secret store
#   PACER_EXECUTORS        builds on the controller      PACER_AGENT_PORT  of agents without WebSocket; empty: none
#   PACER_URL              under which people see it     PACER_PREFIX  of all its paths
#   PACER_CASC             configuration as code: text   PACER_CASC_FILE  name of a file of the sandbox
#   PACER_RESTORE          archive in the sandbox; unpacked into an empty volume only
#   PACER_BACKUP_PLACE     directory, or s3://bucket/prefix; empty: none
#   PACER_BACKUP_SCHEDULE  HH:MM (UTC, daily) or Nh      PACER_BACKUP_KEEP  archives kept (directory only)
#   PACER_BACKUP_BUILDS    true: with the builds' logs and artefacts
#
# The sandbox may hold admin-password and agent-password (one line each): see security.secrets-uri.
# Ends with 64: the settings are wrong; 75: the plug-ins could not be had; else as Jenkins ended.
set -u

home=${JENKINS_HOME:-/var/jenkins_home}
sandbox=${MESOS_SANDBOX:-.}
state=$home/.pacer
owner=${PACER_OWNER:-1000:1000}
secrets=${PACER_SECRETS_FOLDER:-/run/pacer-secrets}
tick=${PACER_TICK_SECONDS:-10}
child='' side='' nap=''

say() { printf 'jenkins: %s\n' "$*" >&2; }
die() { code=$1; shift; say "$*"; exit "$code"; }
now() { date -u +%s; }
# A sleep that a signal ends at once.
rest() { sleep "$1" & nap=$!; wait "$nap"; kill "$nap" 2>/dev/null; }
root() { [ "$(id -u)" -eq 0 ]; }

# Runs a command as Jenkins' user.
as_jenkins() {
  if root; then
    setpriv --reuid "${owner%:*}" --regid "${owner#*:}" --init-groups "$@"
  else
    "$@"
  fi
}

# Unpacks a backup, into an empty volume only: it never mixes two Jenkins.
restore() {
  [ -n "${PACER_RESTORE:-}" ] && [ ! -e "$state/restored" ] || return 0
  if [ -e "$home/config.xml" ] || [ -d "$home/jobs" ]; then
    say "the volume has a Jenkins already; $PACER_RESTORE is not restored"
    return 0
  fi
  [ -r "$sandbox/$PACER_RESTORE" ] || die 64 "$PACER_RESTORE is not in the sandbox: see backup.restore-uri"
  say "restoring $PACER_RESTORE"
  tar -C "$home" -xzf "$sandbox/$PACER_RESTORE" || die 64 "$PACER_RESTORE is not a whole tar.gz; empty the volume and try again"
  printf '%s\n' "$PACER_RESTORE" >"$state/restored"
}

# A fresh volume belongs to root, and Jenkins will not start on it. All of it is given away once; later only what is not
# Jenkins' at the top, as a look at every file of a large volume takes minutes.
own() {
  if root; then
    if [ "$(stat -c %u:%g "$home")" != "$owner" ] || [ "$(cat "$state/owner" 2>/dev/null)" != "$owner" ]; then
      say "giving $home to $owner"
      chown -R "$owner" "$home" || die 64 "cannot give $home to $owner: is the volume read-only, or an NFS export with root_squash?"
      printf '%s\n' "$owner" >"$state/owner"
    fi
    chown "$owner" "$home" "$home"/* "$state" "$state"/* 2>/dev/null
  fi
  as_jenkins test -w "$home" || die 64 "$home cannot be written by $(as_jenkins id -u): under the Mesos containerizer set service.user" \
    "to the agent's user with the uid ${owner%:*}"
}

# A password: from the secret store, from the sandbox, or made once and kept on the volume. $1 names it, $2 is the store's.
secret() {
  (umask 077
  if [ -n "$2" ]; then
    printf '%s' "$2"
  elif [ -r "$sandbox/$1-password" ]; then
    head -n 1 "$sandbox/$1-password" | tr -d '\n'
  else
    kept=$home/secrets/pacer-$1-password
    mkdir -p "$home/secrets"
    if [ ! -s "$kept" ]; then
      head -c 18 /dev/urandom | base64 | tr -d '\n' >"$kept"
      say "made a password for '$1'; read it on the agent in the volume's secrets/pacer-$1-password"
    fi
    cat "$kept"
  fi >"$secrets/pacer_$1_password") || die 64 "cannot write below $secrets"
}

# Configuration as code: ours first, the operator's after it and over it.
write_casc() {
  (umask 077; mkdir -p "$secrets" "$state/casc") || die 64 "cannot write below $secrets"
  rm -f "$state"/casc/*
  {
    printf 'jenkins:\n  numExecutors: %s\n  slaveAgentPort: %s\n' "${PACER_EXECUTORS:-0}" "${PACER_AGENT_PORT:--1}"
    if [ "${PACER_MANAGE_SECURITY:-true}" = true ]; then
      printf '  securityRealm:\n    local:\n      allowsSignup: false\n      users:\n'
      # Jenkins fills in the passwords, from the files in $secrets.
      # shellcheck disable=SC2016
      printf '        - {id: "%s", password: "${pacer_admin_password}"}\n' "${PACER_ADMIN:-admin}"
      # shellcheck disable=SC2016
      printf '        - {id: "agents", password: "${pacer_agent_password}"}\n'
      printf '  authorizationStrategy:\n    globalMatrix:\n      entries:\n'
      printf '        - user: {name: "%s", permissions: ["Overall/Administer"]}\n' "${PACER_ADMIN:-admin}"
      printf '        - user: {name: "agents", permissions: ["Overall/Read", "Agent/Connect", "Agent/Create", "Agent/Configure", "Agent/Delete"]}\n'
    fi
    [ -z "${PACER_URL:-}" ] || printf 'unclassified:\n  location:\n    url: "%s"\n' "$PACER_URL"
  } >"$state/casc/00-pacer.yaml"
  if [ "${PACER_MANAGE_SECURITY:-true}" = true ]; then
    secret admin "${PACER_ADMIN_PASSWORD:-}"
    secret agent "${PACER_AGENT_PASSWORD:-}"
  fi
  [ -z "${PACER_CASC:-}" ] || printf '%s\n' "$PACER_CASC" >"$state/casc/50-options.yaml"
  if [ -n "${PACER_CASC_FILE:-}" ]; then
    cp "$sandbox/$PACER_CASC_FILE" "$state/casc/60-fetched.yaml" || die 64 "$PACER_CASC_FILE is not in the sandbox: see casc.uri"
  fi
  export CASC_JENKINS_CONFIG="$state/casc" CASC_MERGE_STRATEGY=override SECRETS="$secrets"
  unset PACER_ADMIN_PASSWORD PACER_AGENT_PASSWORD PACER_CASC
  if root; then chown -R "$owner" "$secrets" "$state/casc" "$home/secrets" 2>/dev/null; fi
}

# The plug-ins stay on the volume. They are brought again only when the list has changed, so that a restart needs no network
# and changes no version.
bring_plugins() {
  list="configuration-as-code matrix-auth ${PACER_PLUGINS:-}"
  had=$(cat "$state/plugins" 2>/dev/null)
  [ "$had" != "$list" ] || return 0
  say "bringing plug-ins: $list"
  # shellcheck disable=SC2086
  if as_jenkins jenkins-plugin-cli --plugin-download-directory "$home/plugins" --plugins $list >&2; then
    printf '%s\n' "$list" >"$state/plugins"
  elif [ -n "$had" ]; then
    say "the plug-ins could not be had; going on with those that are there"
  else
    die 75 "the plug-ins could not be had: can this agent reach updates.jenkins.io, or the mirror in JENKINS_UC?"
  fi
}

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

# All but what comes back by itself. A file that changes or goes meanwhile (status 1) is no failure: Jenkins writes its
# configuration by renaming.
archive() {
  set -- --exclude=./workspace --exclude=./caches --exclude=./war --exclude=./.pacer --exclude=./logs \
    --exclude=./.cache --exclude='*.tmp'
  [ "${PACER_BACKUP_BUILDS:-true}" = true ] || set -- "$@" --exclude='./jobs/*/builds'
  tar -C "$home" "$@" --ignore-failed-read -cz . || [ $? -eq 1 ]
}

backup() {
  tag=pacer-$(date -u +%Y%m%dT%H%M%SZ)
  away=${PACER_BACKUP_PLACE:?}${MARATHON_APP_ID:-/jenkins}
  rm -f "$state/backup-broken"
  case $PACER_BACKUP_PLACE in
    /*)
      mkdir -p "$away" && (umask 077; archive >"$away/$tag.tar.gz.part") && mv "$away/$tag.tar.gz.part" "$away/$tag.tar.gz" ||
        return 1
      kept=0
      for old in $(cd "$away" && printf '%s\n' pacer-*.tar.gz | sort -r); do
        kept=$((kept + 1))
        [ "$kept" -le "${PACER_BACKUP_KEEP:-7}" ] || rm -f "${away:?}/$old"
      done
      ;;
    *)
      # Streamed. Only an archive with an .ok beside it is whole.
      PATH=$PATH:$sandbox/aws/dist
      { archive || : >"$state/backup-broken"; } | aws s3 cp --only-show-errors - "$away/$tag.tar.gz" || return 1
      [ ! -e "$state/backup-broken" ] || return 1
      printf '%s\n' "$tag" | aws s3 cp --only-show-errors - "$away/$tag.ok" || return 1
      ;;
  esac
  say "backup $tag is in $away"
}

# Runs a backup beside Jenkins when one is due or $state/backup-now exists. One at a time.
tend_backup() {
  [ -z "$side" ] || { kill -0 "$side" 2>/dev/null && return 0; wait "$side"; side=; }
  if [ -z "${PACER_BACKUP_PLACE:-}" ]; then
    [ ! -e "$state/backup-now" ] || say "backup now: neither backup.directory nor backup.bucket is set; nothing done"
    rm -f "$state/backup-now"
    return 0
  fi
  good=0 bad=0
  [ ! -e "$state/backup-good" ] || read -r good <"$state/backup-good"
  [ ! -e "$state/backup-failed" ] || read -r bad <"$state/backup-failed"
  if [ "$good" -eq 0 ]; then read -r good <"$state/first-start"; fi
  [ -e "$state/backup-now" ] || backup_due "$(now)" "$good" "$bad" || return 0
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

# --- the life of the app -----------------------------------------------------------------------------------------------

# shellcheck disable=SC2317
stop() {
  trap '' TERM INT
  for other in $nap $side; do kill "$other" 2>/dev/null; done
  if [ -n "$child" ]; then
    kill -TERM "$child" 2>/dev/null
    wait "$child"
  fi
  say "stopped"
  exit 143
}
trap stop TERM INT

mkdir -p "$state" 2>/dev/null || die 64 "cannot write to $home as $(id -u): is the volume mounted, and service.user right?"
[ -e "$state/first-start" ] || now >"$state/first-start"
restore
write_casc
own
bring_plugins

# The image would open its own port for agents otherwise.
export JENKINS_SLAVE_AGENT_PORT="${PACER_AGENT_PORT:--1}"
export JENKINS_OPTS="${JENKINS_OPTS:-}${PACER_PREFIX:+ --prefix=$PACER_PREFIX}"
export JAVA_OPTS="-XX:MaxRAMPercentage=${PACER_HEAP_PERCENT:-60} -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true \
-Djenkins.install.runSetupWizard=false ${JAVA_OPTS:-}"
# Not by as_jenkins: a function in the background is a shell of its own, and would get the signals in Jenkins' place.
if root; then
  setpriv --reuid "${owner%:*}" --regid "${owner#*:}" --init-groups tini -s -- /usr/local/bin/jenkins.sh &
else
  tini -s -- /usr/local/bin/jenkins.sh &
fi
child=$!

while kill -0 "$child" 2>/dev/null; do
  tend_backup
  rest "$tick"
done
wait "$child"
code=$?
say "Jenkins ended with $code"
exit "$code"
