using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine.Tests;

/// <summary>Random networks in which losses die away slowly, or grow.</summary>
internal static class AccelerationNetwork
{
    /// <summary>Equities over six orders of magnitude, scaled so that interbank leverage has a given spectral radius.</summary>
    public static Network OfRadius(double radius, uint key)
    {
        var (count, claims) = Claims(key);
        var equity = new double[count];
        for (var i = 0; i < count; i++)
        {
            equity[i] = Math.Pow(10, (6 * Uniform(key, (uint)i, 1)) - 3);
        }

        var scale = Radius(count, claims, equity) / radius;
        return Build(count, claims, i => new Institution($"B{i}", InstitutionKind.Bank) { Equity = equity[i] * (scale > 0 ? scale : 1) });
    }

    /// <summary>Everybody owes a given share of its debts to others in the network, and owns hardly enough.</summary>
    public static Network OfConnectivity(double connectivity, uint key)
    {
        var (count, claims) = Claims(key);
        var (owed, owned) = (new double[count], new double[count]);
        foreach (var (creditor, debtor, amount) in claims)
        {
            owed[debtor] += amount;
            owned[creditor] += amount;
        }

        return Build(count, claims, i => new Institution($"B{i}", InstitutionKind.Bank)
        {
            ExternalAssets = (Math.Max(0, (owed[i] / connectivity) - owned[i]) * (1 + (0.2 * Uniform(key, (uint)i, 2)))) + 0.01,
            ExternalLiabilities = owed[i] * ((1 / connectivity) - 1),
        });
    }

    private static (int Count, List<(int Creditor, int Debtor, double Amount)> Claims) Claims(uint key)
    {
        var count = 20 + (int)(380 * Uniform(key, 0, 3));
        var degree = 2 + (int)(18 * Uniform(key, 1, 3));
        var claims = new List<(int, int, double)>();
        for (var creditor = 0; creditor < count; creditor++)
        {
            for (var claim = 0; claim < degree; claim++)
            {
                // Every fourth network has no way back from the second half of its institutions to the first.
                var from = key % 4 == 3 && creditor >= count / 2 ? count / 2 : 0;
                var debtor = from + (int)((count - from) * Uniform(key, (uint)creditor, (uint)(10 + (2 * claim))));
                if (debtor != creditor)
                {
                    claims.Add((creditor, debtor, 0.1 + Uniform(key, (uint)creditor, (uint)(11 + (2 * claim)))));
                }
            }
        }

        return (count, claims);
    }

    private static Network Build(int count, List<(int Creditor, int Debtor, double Amount)> claims, Func<int, Institution> institution)
    {
        var builder = new NetworkBuilder();
        for (var i = 0; i < count; i++)
        {
            builder.Add(institution(i));
        }

        foreach (var (creditor, debtor, amount) in claims)
        {
            builder.Add(new Exposure(creditor, debtor, amount));
        }

        return builder.Build();
    }

    /// <summary>By iteration on I + Λ, which has no second eigenvalue as large; long enough for equities that differ by a million.</summary>
    private static double Radius(int count, List<(int Creditor, int Debtor, double Amount)> claims, double[] equity)
    {
        var (vector, next, growth) = (new double[count], new double[count], 0.0);
        // Begun near the eigenvector: who has little equity is hit hardest.
        for (var i = 0; i < count; i++)
        {
            vector[i] = 1 / equity[i];
        }

        for (var turn = 0; turn < 4000; turn++)
        {
            vector.CopyTo(next, 0);
            foreach (var (creditor, debtor, amount) in claims)
            {
                next[creditor] += amount / equity[creditor] * vector[debtor];
            }

            growth = next.Sum() / vector.Sum();
            var length = next.Max();
            for (var i = 0; i < count; i++)
            {
                vector[i] = next[i] / length;
            }
        }

        return growth - 1;
    }

    private static double Uniform(uint key, uint entity, uint draw) => Philox.Uniform(Philox.Draw(77, key, 0, entity, draw));
}
