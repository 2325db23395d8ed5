#!/bin/sh
# Joins one build agent to a Jenkins, under a name of its own, and stays beside it.
#
# This text is the `cmd` of the app (without comments and blank lines), in the image jenkins/inbound-agent. The agent's program
# is the Swarm plug-in's client: it makes and removes its own node, so that the app can be scaled like any other.
#
#   PACER_JENKINS_URL    where Jenkins is, with its prefix     PACER_AGENT_USER      a user that may make agents
#   PACER_AGENT_PASSWORD from a secret store; otherwise the file agent-password of the sandbox (one line)
#   PACER_LABELS         labels of the agent                   PACER_AGENT_EXECUTORS builds at a time
#   PACER_JAVA_OPTS      for the agent's JVM                   PACER_WAIT            seconds to wait for Jenkins
#
# Ends with 64: the settings are wrong; 75: Jenkins did not answer in time; else as the agent ended.
set -u

url=${PACER_JENKINS_URL%/}
sandbox=${MESOS_SANDBOX:-.}
work=${PACER_AGENT_WORK:-/home/jenkins/agent}
child='' nap=''

say() { printf 'agent: %s\n' "$*" >&2; }
die() { code=$1; shift; say "$*"; exit "$code"; }
rest() { sleep "$1" & nap=$!; wait "$nap"; kill "$nap" 2>/dev/null; }

# shellcheck disable=SC2317
stop() {
  trap '' TERM INT
  [ -z "$nap" ] || kill "$nap" 2>/dev/null
  if [ -n "$child" ]; then
    kill -TERM "$child" 2>/dev/null
    wait "$child"
  fi
  say "stopped"
  exit 143
}
trap stop TERM INT

keep=$work/.pacer
(umask 077; mkdir -p "$keep") || die 64 "cannot write to $work"
if [ -n "${PACER_AGENT_PASSWORD:-}" ]; then
  (umask 077; printf '%s' "$PACER_AGENT_PASSWORD" >"$keep/password")
elif [ -r "$sandbox/agent-password" ]; then
  (umask 077; head -n 1 "$sandbox/agent-password" | tr -d '\n' >"$keep/password")
else
  die 64 "no password: set security.agent-secret, or security.secrets-uri to an archive that holds agent-password"
fi
unset PACER_AGENT_PASSWORD

deadline=$(($(date -u +%s) + ${PACER_WAIT:-900}))
told=
until curl -fsS --max-time 60 -o "$keep/swarm-client.jar" "$url/swarm/swarm-client.jar" 2>"$keep/why"; do
  [ -n "$told" ] || say "waiting for $url/swarm/swarm-client.jar: $(cat "$keep/why")"
  told=1
  [ "$(date -u +%s)" -lt "$deadline" ] ||
    die 75 "Jenkins at $url did not give its agent's program within ${PACER_WAIT:-900} s: is it up, has it the plug-in swarm? $(cat "$keep/why")"
  rest "${PACER_POLL:-10}"
done

# One name per task, that says where it runs.
task=${MESOS_TASK_ID:-$$}
name=${HOST:-agent}-${task##*.}
say "joining $url as $name"
# shellcheck disable=SC2086
java ${PACER_JAVA_OPTS:-} -jar "$keep/swarm-client.jar" -url "$url" -webSocket -name "$name" -disableClientsUniqueId \
  -deleteExistingClients -username "${PACER_AGENT_USER:-agents}" -passwordFile "$keep/password" \
  -executors "${PACER_AGENT_EXECUTORS:-1}" -labels "${PACER_LABELS:-}" -mode "${PACER_MODE:-normal}" -fsroot "$work" &
child=$!
wait "$child"
code=$?
say "the agent ended with $code"
exit "$code"
