# A row of the table, from replications.csv of the truth and of a method.
# Intervals are at 95 % (Student's t, 49 degrees of freedom) and paired. Replication r runs on network r mod 50, so those that share a network make one of 50
# observations; ratios are of means, linearised.
BEGIN { FS = ","; networks = 50; t95 = 2.00958 }
FNR == 1 { file++; for (i = 1; i <= NF; i++) column[$i] = i; next }
{
    n = FNR - 1
    failed[file, n] = $column["shocked"]
    loss[file, n] = $column["contagion_loss"]
    defaults[file, n] = $column["contagious_defaults"]
}

# Half the width of the interval of a mean, from what its n numbers add up to by network, less the mean.
function margin(differences,    b, v) {
    for (b = 0; b < networks; b++) v += differences[b] ^ 2
    return t95 * sqrt(v * networks / (networks - 1)) / n
}

# The mean of x over the replications of a file, with its interval.
function mean(x, file, digits,    r, m, d) {
    for (r = 1; r <= n; r++) m += x[file, r] / n
    for (r = 1; r <= n; r++) d[r % networks] += x[file, r] - m
    return interval(m, margin(d), digits)
}

# The mean of x of a file over that of the truth, with its interval.
function ratio(x, file, truth,    r, m, t, d) {
    for (r = 1; r <= n; r++) { m += x[file, r] / n; t += x[truth, r] / n }
    for (r = 1; r <= n; r++) d[r % networks] += (x[file, r] - m / t * x[truth, r]) / t
    return file == truth ? "1" : interval(m / t, margin(d), 2)
}

function interval(middle, half, digits,    f) {
    f = "%." digits "f"
    return sprintf(half == 0 ? f : f " (" f " to " f ")", middle, middle - half, middle + half)
}

# The share of replications with a contagious default.
function any(file,    r, k) {
    for (r = 1; r <= n; r++) k += defaults[file, r] > 0
    return sprintf("%.1f %%", 100 * k / n)
}

# Spearman's rank correlation with the truth of the mean of x by the bank that failed; equal ones share their ranks.
function spearman(x, file, truth,    r, b, c, i, j, k, hits, a, t, sat, saa, stt) {
    for (r = 1; r <= n; r++) { b = failed[file, r]; hits[b]++; a[b] += x[file, r]; t[b] += x[truth, r] }
    for (b in hits) { a[b] /= hits[b]; t[b] /= hits[b]; k++ }
    for (b in hits) {
        i = j = -k
        for (c in hits) { i += (a[c] < a[b]) + (a[c] <= a[b]); j += (t[c] < t[b]) + (t[c] <= t[b]) }
        sat += i * j; saa += i * i; stt += j * j
    }
    return saa * stt == 0 ? "none" : sprintf("%.2f", sat / sqrt(saa * stt))
}

END {
    same = ARGV[1] == ARGV[2] ? 2 : 1
    printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", label, links, mean(loss, 2, 1), ratio(loss, 2, same), mean(defaults, 2, 2), ratio(defaults, 2, same), any(2), \
        spearman(loss, 2, 1), spearman(defaults, 2, 1)
}
