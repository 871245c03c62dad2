#!/usr/bin/env bash
# Runs docker-compose.yml through one job without any image registry: base images are stand-ins made here, of busybox, this
# machine's JDK and the parts that Vetra embeds. After `mvn verify`; needs a Docker daemon (as root, one is started if none
# runs), docker-compose and busybox-static. Takes some minutes and 2 GB of disk.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
export COMPOSE_PROJECT_NAME=vetra-offline DOCKER_BUILDKIT=0 COMPOSE_DOCKER_CLI_BUILD=0
export VETRA_PORT="${VETRA_PORT:-18080}" VETRA_S3_PORT="${VETRA_S3_PORT:-19000}" VETRA_DEMO_SECONDS="${VETRA_DEMO_SECONDS:-600}"
export VETRA_S3_PUBLIC_ENDPOINT="http://localhost:$VETRA_S3_PORT"
compose() { docker-compose --env-file x-simulator/compose.env --profile simulator "$@"; }
daemon=

stop() {
  compose down -v --timeout 20 >/dev/null 2>&1 || true
  [ -z "$daemon" ] || { kill "$daemon"; wait "$daemon" 2>/dev/null || true; }
  rm -rf "$work"
}
trap stop EXIT

if ! docker info >/dev/null 2>&1; then
  export DOCKER_HOST="unix://$work/docker.sock"
  dockerd --data-root "$work/docker" --exec-root "$work/exec" -p "$work/pid" -H "$DOCKER_HOST" >"$work/dockerd.log" 2>&1 &
  daemon=$!
  for _ in $(seq 30); do docker info >/dev/null 2>&1 && break; sleep 1; done
fi

echo "== Stand-in for the images with a JRE"
java="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}"
root="$work/root"
mkdir -p "$root"/{bin,lib,lib64,etc,tmp,opt,usr/bin,proc,dev,sys,var}
chmod 1777 "$root/tmp"
cp "$(command -v busybox)" "$root/bin/busybox"
for name in sh wget env sed tr cat mkdir chmod chown grep sleep ls id; do ln -s busybox "$root/bin/$name"; done
cp -rL "$java" "$root/opt/java"
rm -rf "$root"/opt/java/{jmods,lib/src.zip,lib/ct.sym,man,legal}
ln -s /opt/java/bin/java "$root/bin/java"
bash_program=$(readlink -f "$(command -v bash)")
cp "$bash_program" "$root/bin/bash"
{ for program in "$java/bin/java" "$java"/lib/*.so "$java"/lib/server/libjvm.so "$bash_program"; do ldd "$program"; done; ldconfig -p | grep libnss_; } |
  grep -o '/[^ ]*\.so[^ ]*' | grep -v "^$java" | sort -u | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
printf 'root:x:0:0:root:/:/bin/sh\n' >"$root/etc/passwd"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
tar -C "$root" -c . | docker import -c 'ENV PATH=/bin:/usr/bin' - eclipse-temurin:25-jre-alpine >/dev/null

echo "== Stand-ins for Kafka, Redis and S3"
parts="$work/parts"
mkdir -p "$parts"
(cd "$parts" && unzip -q "$OLDPWD"/standalone/target/standalone-*-boot.jar 'BOOT-INF/lib/*' && mv BOOT-INF/lib lib)
mvn -B -ntp -q dependency:copy -Dartifact=args4j:args4j:2.33 -DoutputDirectory="$parts/lib"
unzip -q -o -j "$parts"/lib/embedded-redis-*.jar '*redis-server*linux*' -d "$parts/redis"
cp "$(find "$parts/redis" -name '*linux*' | grep -E "$(uname -m | sed 's/x86_64/amd64|x86_64/;s/aarch64/arm64|aarch64/')" | head -n 1)" "$parts/redis-server"
chmod +x "$parts/redis-server"

cat >"$parts/kafka.sh" <<'SH'
#!/bin/sh
# As the real image does: KAFKA_NODE_ID=1 becomes node.id=1.
env | grep '^KAFKA_' | grep -v HEAP_OPTS | sed 's/^KAFKA_//' | while IFS='=' read -r name value; do
  echo "$(echo "$name" | tr 'A-Z_' 'a-z.')=$value"
done >/tmp/server.properties
cat /tmp/server.properties
mkdir -p /var/lib/kafka/data
java -cp '/parts/lib/*' kafka.tools.StorageTool format --ignore-formatted -t vetra0offline0standin00 -c /tmp/server.properties
exec java $KAFKA_HEAP_OPTS -cp '/parts/lib/*' kafka.Kafka /tmp/server.properties
SH
cat >"$parts/s3.sh" <<'SH'
#!/bin/sh
env | grep -E '^(S3PROXY|JCLOUDS)_' | while IFS='=' read -r name value; do
  case "$name" in
    S3PROXY_IGNORE_UNKNOWN_HEADERS) echo "s3proxy.ignore-unknown-headers=$value" ;;
    S3PROXY_CORS_*) echo "s3proxy.$(echo "${name#S3PROXY_}" | tr 'A-Z_' 'a-z-')=$value" ;;
    JCLOUDS_FILESYSTEM_BASEDIR) echo "jclouds.filesystem.basedir=$value" ;;
    *) echo "$(echo "$name" | tr 'A-Z_' 'a-z.')=$value" ;;
  esac
done >/tmp/s3.properties
exec java -cp '/parts/lib/*' org.gaul.s3proxy.Main --properties /tmp/s3.properties
SH
printf '#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/9092\n' >"$parts/kafka-broker-api-versions.sh"
printf '#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/6379 && echo PONG\n' >"$parts/redis-cli"
# The real image trusts its network too.
mv "$parts/redis-server" "$parts/redis-server-7"
printf '#!/bin/sh\nexec redis-server-7 "$@" --protected-mode no\n' >"$parts/redis-server"
chmod +x "$parts"/*.sh "$parts/redis-cli" "$parts/redis-server"
stand_in() { printf 'FROM eclipse-temurin:25-jre-alpine\n%b\n' "$2" | docker build -q -t "$1" -f - "$parts" >/dev/null; }
stand_in apache/kafka:4.2.1 'RUN mkdir -p /opt/kafka/bin /var/lib/kafka/data\nCOPY lib /parts/lib\nCOPY kafka.sh /parts/\nCOPY kafka-broker-api-versions.sh /opt/kafka/bin/\nCMD ["/parts/kafka.sh"]'
stand_in redis:7-alpine 'COPY redis-server redis-server-7 redis-cli /bin/\nRUN mkdir /data && chown 999:1000 /data\nWORKDIR /data'
stand_in andrewgaul/s3proxy:s3proxy-4.1.0 'RUN mkdir -p /data\nCOPY lib /parts/lib\nCOPY s3.sh /parts/\nCMD ["/parts/s3.sh"]'

echo "== docker-compose up, with two transcoders"
compose up -d --build --scale transcoder-service=2 >"$work/up.log" 2>&1 || { tail -n 40 "$work/up.log"; exit 1; }
for _ in $(seq 60); do
  [ "$(docker ps -q --filter health=healthy --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME | wc -l)" -ge 9 ] && break
  sleep 2
done
compose ps

api="http://localhost:$VETRA_PORT/api/v1/jobs"
field() { sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' | head -n 1; }
answer=$(curl -sS --retry 5 --retry-connrefused "$api" -H 'Content-Type: application/json' \
  -d '{"url": "https://x.com/i/spaces/1DemoSpaceXYZ"}')
id=$(echo "$answer" | grep -o '"id" *: *"[^"]*"' | head -n 1 | cut -d'"' -f4 || true)
if [ -z "$id" ]; then
  echo "No job: $answer"
  compose logs --tail 40 api-gateway
  exit 1
fi
echo "== Job $id; one transcoder is stopped meanwhile"
docker stop -t 20 "$(docker ps -q --filter label=com.docker.compose.service=transcoder-service | head -n 1)" >/dev/null
status=
for _ in $(seq 180); do
  status=$(curl -s "$api/$id" | field status)
  case "$status" in completed | failed | canceled) break ;; esac
  sleep 1
done
if [ "$status" != completed ]; then
  curl -s "$api/$id"
  compose logs --tail 40
  exit 1
fi
(cd "$work" && curl -sfLOJ "$api/$id/download" && ls -l ./*.mp3)
seconds=$(curl -s "$api/$id" | grep -o '"durationSeconds":[0-9.]*' | tail -n 1 | cut -d: -f2)
echo "== Completed: $seconds seconds of audio"
awk -v got="$seconds" -v wanted="$VETRA_DEMO_SECONDS" 'BEGIN { exit !(got > wanted - 5 && got < wanted + 5) }'
docker stats --no-stream --format '{{.Name}} {{.MemUsage}}'
