#!/bin/sh
# Adds up what each institution lends and owes in a folder's exposures.csv, and writes marginals.csv there: totals.sh <folder>.
set -eu
awk -F, 'FNR == NR { if (FNR > 1) { lent[$1] += $3; owed[$2] += $3 } next }
    FNR == 1 { print $0 ",network_assets,network_liabilities"; next }
    { printf "%s,%.17g,%.17g\n", $0, lent[$1], owed[$1] }' "$1/exposures.csv" "$1/institutions.csv" > "$1/marginals.csv"
