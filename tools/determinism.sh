#!/usr/bin/env bash
# The same scenario and seed must give the same events: with other address layouts, other compilers and
# optimisation levels, under sanitizers, and with the C library's vector code turned off.
#
# usage: tools/determinism.sh [FOLDER...]     default: build and every build-* that has a `rerun`
#
# build/meseta records a history of each scenario; each folder's `rerun` simulates it afresh from the
# configuration in the history and compares event by event, naming the first that differs.
set -euo pipefail
cd "$(dirname "$0")/.."

folders=("$@")
if [ ${#folders[@]} -eq 0 ]; then
  for folder in build build-*; do
    [ -x "$folder/rerun" ] && folders+=("$folder")
  done
fi
[ ${#folders[@]} -gt 0 ] || { echo "determinism: nothing built; run ./dev build" >&2; exit 2; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

record() { # name, scenario, flags...
  local status=0
  build/meseta run "$2" --history "$scratch/$1.history" "${@:3}" >"$scratch/$1.txt" || status=$?
  [ "$status" -le 1 ] || { echo "determinism: $1: exit status $status" >&2; exit 1; }
  echo "$1: $(tail -n 1 "$scratch/$1.txt")"
}

record quickstart scenarios/quickstart.yaml
record c2m-short scenarios/c2m.yaml --set cluster.agent.count=61 --set frameworks.batch.count=10 --set goals=[]
record openb-tight scenarios/openb-tight.yaml

for folder in "${folders[@]}"; do
  for history in "$scratch"/*.history; do
    name="$(basename "$history" .history)"
    echo "$folder/rerun $name"
    "$folder/rerun" "$history"
  done
done
for history in "$scratch"/*.history; do
  setarch -R build/rerun "$history"
  GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4 build/rerun "$history"
  build/meseta replay "$history"
done
echo "determinism: the same events everywhere"
