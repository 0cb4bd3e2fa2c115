#!/bin/sh
# The last table but one of README.md: five networks of the same kind, each drawn from a seed of its own.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# $CONTAGION is the command, unless it is ./contagion.
contagion() {
    if [ -n "${CONTAGION:-}" ]; then $CONTAGION "$@"; else "$here/../../contagion" "$@"; fi
}

cp "$here"/core-periphery*.yaml "$out"
echo "| method | what | seed 1 | seed 2 | seed 3 | seed 4 | seed 5 |"
echo "|---|---|---|---|---|---|---|"
for seed in 1 2 3 4 5; do
    rm -rf "$out/core-periphery"
    "$here/draw.sh" "$seed" "$out/core-periphery"
    density=$(awk 'END { printf "%.4f", (NR - 1) / 9900 }' "$out/core-periphery/exposures.csv")
    contagion run "$out/core-periphery.yaml" --out "$out/$seed/truth" --quiet
    for method in maximum-entropy "minimum-density, samples: 50" "fitness, density: $density, samples: 50" "gibbs, density: $density, samples: 50, burnIn: 1000"; do
        name=${method%%,*}
        contagion run "$out/core-periphery-reconstructed.yaml" --out "$out/$seed/$name" --quiet --set "network.reconstruct={ marginals: core-periphery/marginals.csv, method: $method }"
        awk -v label="$name" -f "$here/row.awk" "$out/$seed/truth/replications.csv" "$out/$seed/$name/replications.csv" >> "$out/rows"
    done
done
awk -F' \\| ' '{ name = substr($1, 3); if (!(name in loss)) order[++n] = name; loss[name] = loss[name] " | " $4; defaults[name] = defaults[name] " | " $6 }
    END { for (i = 1; i <= n; i++) printf "| %s | loss%s |\n| | defaults%s |\n", order[i], loss[order[i]], defaults[order[i]] }' "$out/rows"
