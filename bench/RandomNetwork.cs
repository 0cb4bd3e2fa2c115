using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>Networks of a given size for measurements: every bank lends to random others, equity is a given multiple of what it lends.</summary>
internal static class RandomNetwork
{
    /// <summary>A network whose rows have <paramref name="degree"/> claims each.</summary>
    /// <param name="institutions">Number of institutions.</param>
    /// <param name="degree">Claims of each.</param>
    /// <param name="equityOfClaims">Equity over claims; above 1 the cascade damps.</param>
    public static Network Of(int institutions, int degree, double equityOfClaims)
    {
        var builder = new NetworkBuilder();
        builder.Expect(institutions, institutions * degree);
        for (var institution = 0; institution < institutions; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank) { Equity = equityOfClaims * degree });
        }

        for (var creditor = 0; creditor < institutions; creditor++)
        {
            for (var claim = 0; claim < degree; claim++)
            {
                var bits = Philox.Draw(7, 0, 0, (uint)creditor, (uint)claim);
                var debtor = (int)(bits % (uint)(institutions - 1));
                builder.Add(new Exposure(creditor, debtor >= creditor ? debtor + 1 : debtor, 0.5 + Philox.Uniform(bits)));
            }
        }

        return builder.Build();
    }
}
