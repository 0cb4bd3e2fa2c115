#!/bin/sh
# Runs every method on both networks and prints the tables of README.md. CONTAGION is the command; results go to the folder given, or to one that is deleted.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
contagion=${CONTAGION:-$here/../../contagion}
replications=${REPLICATIONS:-1000}
out=${1:-}
if [ -z "$out" ]; then
    out=$(mktemp -d)
    trap 'rm -rf "$out"' EXIT
fi

# run <truth> <mechanism> <folder> [<method and its parameters>]
run() {
    scenario=$here/$1.yaml
    set -- "$1" "$2" "$3" "${4:-}"
    if [ -n "$4" ]; then
        scenario=$here/$1-reconstructed.yaml
        "$contagion" run "$scenario" --set "channels.solvency={ $2 }" --set "network.reconstruct={ marginals: $1/marginals.csv, method: $4 }" \
            --replications "$replications" --out "$3" --quiet
    else
        "$contagion" run "$scenario" --set "channels.solvency={ $2 }" --replications "$replications" --out "$3" --quiet
    fi
}

# table <truth> <density> <methods, one a line>
table() {
    echo "| $1 | mean loss | to truth | mean defaults | to truth | any default | rank of losses | rank of defaults | DebtRank loss to truth |"
    echo "|---|---|---|---|---|---|---|---|---|"
    run "$1" "mechanism: furfine, lossGivenDefault: 1" "$out/$1/truth"
    run "$1" "mechanism: debtrank-linear" "$out/$1/truth-debtrank"
    row "$1" truth truth
    echo "$2" | while IFS= read -r method; do
        folder=$(echo "$method" | tr -c 'a-zA-Z0-9.\n' '-')
        run "$1" "mechanism: furfine, lossGivenDefault: 1" "$out/$1/$folder" "$method"
        run "$1" "mechanism: debtrank-linear" "$out/$1/$folder-debtrank" "$method"
        row "$1" "$folder" "$method"
    done
}

# row <truth> <folder> <label>
row() {
    awk -v label="$3" -f "$here/row.awk" "$out/$1/truth/replications.csv" "$out/$1/$2/replications.csv" \
        "$out/$1/truth-debtrank/replications.csv" "$out/$1/$2-debtrank/replications.csv"
}

table banks "maximum-entropy
minimum-density, samples: 100
fitness, density: 0.0161, samples: 100
fitness, density: 0.0322, samples: 100
gibbs, density: 0.0161, burnIn: 1000, samples: 100
gibbs, density: 0.0161, prior: fitness, burnIn: 1000, samples: 100
gibbs, density: 0.0322, burnIn: 1000, samples: 100
gibbs, density: 0.0322, prior: fitness, burnIn: 1000, samples: 100"
echo
table core-periphery "maximum-entropy
minimum-density, samples: 100
fitness, density: 0.0217, samples: 100
fitness, density: 0.0433, samples: 100
fitness, density: 0.0866, samples: 100
gibbs, density: 0.0217, burnIn: 1000, samples: 100
gibbs, density: 0.0433, burnIn: 1000, samples: 100
gibbs, density: 0.0433, prior: fitness, burnIn: 1000, samples: 100
gibbs, density: 0.0866, burnIn: 1000, samples: 100"
