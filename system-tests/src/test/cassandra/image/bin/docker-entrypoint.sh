#!/bin/sh
# Stands in for the official image's entrypoint: the same variables, written to the same places, then Cassandra itself,
# from the jars in CASSANDRA_CLASSPATH. Called as the image's is: docker-entrypoint.sh cassandra -f.
set -eu
[ "$*" = "cassandra -f" ] || { echo "unexpected arguments: $*" >&2; exit 64; }

put() {
  [ -n "$2" ] || return 0
  sed -E "s!^(# )?($1:).*!\\2 $2!" "$CASSANDRA_CONF/cassandra.yaml" >"$CASSANDRA_CONF/cassandra.yaml.new"
  mv "$CASSANDRA_CONF/cassandra.yaml.new" "$CASSANDRA_CONF/cassandra.yaml"
}
sed -E "s!(- seeds:).*!\\1 \"$CASSANDRA_SEEDS\"!" "$CASSANDRA_CONF/cassandra.yaml" >"$CASSANDRA_CONF/cassandra.yaml.new"
mv "$CASSANDRA_CONF/cassandra.yaml.new" "$CASSANDRA_CONF/cassandra.yaml"
put broadcast_address "$CASSANDRA_BROADCAST_ADDRESS"
put broadcast_rpc_address "$CASSANDRA_BROADCAST_RPC_ADDRESS"
put cluster_name "'${CASSANDRA_CLUSTER_NAME:-Test Cluster}'"
put endpoint_snitch "${CASSANDRA_ENDPOINT_SNITCH:-SimpleSnitch}"
put listen_address "$CASSANDRA_LISTEN_ADDRESS"
put num_tokens "${CASSANDRA_NUM_TOKENS:-16}"
put rpc_address "${CASSANDRA_RPC_ADDRESS:-0.0.0.0}"
printf 'dc=%s\nrack=%s\n' "${CASSANDRA_DC:-dc1}" "${CASSANDRA_RACK:-rack1}" >"$CASSANDRA_CONF/cassandra-rackdc.properties"

# shellcheck disable=SC2086
exec java -Xms"$MAX_HEAP_SIZE" -Xmx"$MAX_HEAP_SIZE" -XX:MaxDirectMemorySize="$MAX_DIRECT_MEMORY_SIZE" \
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss512k -ea "@$CASSANDRA_CONF/jvm.options" \
  -Dcassandra.jmx.local.port="$JMX_PORT" -Dcassandra.storagedir="$PACER_CASSANDRA_HOME" \
  -Dcassandra.config="file://$CASSANDRA_CONF/cassandra.yaml" -Dcassandra-foreground=yes \
  -Dlogback.configurationFile="$CASSANDRA_CONF/logback.xml" ${JVM_EXTRA_OPTS:-} \
  -cp "$CASSANDRA_CONF:$CASSANDRA_CLASSPATH" org.apache.cassandra.service.CassandraDaemon
