#!/bin/sh
# Draws a network of 100 banks with a core from a seed, and writes it with its totals to a new folder: draw.sh <seed> <folder>. Seed 1 is core-periphery/.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

# $CONTAGION is the command, unless it is ./contagion.
contagion() {
    if [ -n "${CONTAGION:-}" ]; then $CONTAGION "$@"; else "$here/../../contagion" "$@"; fi
}

contagion network generate --model core-periphery --seed "$1" --out "$2" --set institutions=100 --set core=12 --set coreToCore=0.9 \
    --set coreToPeriphery=0.15 --set peripheryToCore=0.15 --set \
    'balance={ rule: target-ratios, size: { distribution: log-normal, median: 1, deviation: 1 }, interbankShare: 0.2, capitalRatio: 0.05, weights: log-normal }' >&2
"$here/totals.sh" "$2"
