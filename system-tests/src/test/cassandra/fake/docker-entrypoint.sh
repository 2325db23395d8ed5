#!/bin/sh
# Stands in for the official image's entrypoint and Cassandra: notes what it was started with in the folder NOTES, then
# stays until it is stopped, or ends with the number in NOTES/end.
n=$(($(ls "$NOTES" | grep -c '^start-') + 1))
{ echo "arguments=$*"; env; } >"$NOTES/start-$n.part"
cp "$CASSANDRA_CONF/cassandra.yaml" "$NOTES/yaml-$n"
mv "$NOTES/start-$n.part" "$NOTES/start-$n"
trap 'echo TERM >>"$NOTES/calls"; exit 143' TERM
while [ ! -e "$NOTES/end" ]; do sleep 0.05 & wait $!; done
read -r code <"$NOTES/end"
exit "$code"
