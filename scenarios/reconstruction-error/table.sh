#!/bin/sh
# Runs every method on both networks and prints the first two tables of README.md. Results go to the folder that is given, or to one that is deleted.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ $# -gt 0 ]; then
    out=$1
else
    out=$(mktemp -d)
    trap 'rm -rf "$out"' EXIT
fi

# $CONTAGION is the command, unless it is ./contagion.
contagion() {
    if [ -n "${CONTAGION:-}" ]; then $CONTAGION "$@"; else "$here/../../contagion" "$@"; fi
}

# row <folder of results> <label> <scenario> [--set ...]: runs and prints.
row() {
    folder=$1 label=$2 scenario=$here/$3.yaml
    shift 3
    contagion run "$scenario" --out "$folder" --quiet "$@"
    links=$(contagion validate "$scenario" "$@" | sed 's/.*institutions, \([0-9,]*\) exposures.*/\1/')
    awk -v label="$label" -v links="$links" -f "$here/row.awk" "${folder%/*}/truth/replications.csv" "$folder/replications.csv"
}

# table <network>: the methods come from the input, one a line.
table() {
    echo "| $1 | links | loss | over the true one | defaults | over the true ones | any default | ranks of losses | ranks of defaults |"
    echo "|---|---|---|---|---|---|---|---|---|"
    row "$out/$1/truth" truth "$1"
    while IFS= read -r method; do
        label=$(echo "$method" | sed 's/, samples.*//')
        row "$out/$1/$(echo "$label" | tr -c 'a-z0-9.\n' '-')" "$label" "$1-reconstructed" --set "network.reconstruct={ marginals: $1/marginals.csv, method: $method }"
    done
}

table banks <<END
maximum-entropy
minimum-density, samples: 50
fitness, density: 0.0161, samples: 50
fitness, density: 0.0322, samples: 50
gibbs, density: 0.0161, samples: 50, burnIn: 5000
gibbs, density: 0.0161, prior: fitness, samples: 50, burnIn: 5000
gibbs, density: 0.0322, samples: 50, burnIn: 2000
END
echo
table core-periphery <<END
maximum-entropy
minimum-density, samples: 50
fitness, density: 0.0217, samples: 50
fitness, density: 0.0433, samples: 50
fitness, density: 0.0866, samples: 50
gibbs, density: 0.0433, samples: 50, burnIn: 1000
gibbs, density: 0.0433, prior: fitness, samples: 50, burnIn: 1000
gibbs, density: 0.0866, samples: 50, burnIn: 1000
END
