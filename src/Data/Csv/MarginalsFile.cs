using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads the totals of a network that is not known: institutions.csv with two columns besides, and two more where degrees are known.</summary>
internal static class MarginalsFile
{
    /// <summary>The columns besides those of institutions.csv; both must be there.</summary>
    public static readonly string[] Columns = ["network_assets", "network_liabilities"];

    /// <summary>Columns of degrees: both or neither.</summary>
    public static readonly string[] DegreeColumns = ["debtors", "creditors"];

    /// <summary>Reads every row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <param name="builder">Receives the institutions.</param>
    /// <param name="faults">Told what is wrong.</param>
    /// <returns>The marginals, null where there are none, and the line of each institution by index.</returns>
    public static (Marginals? Marginals, List<int> Lines) Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        var (before, totals, degrees) = (faults.Count, new[] { new List<double>(), new List<double>() }, new[] { new List<double>(), new List<double>() });
        var lines = InstitutionsFile.Read(path, file, builder, faults, Columns, totals, DegreeColumns, degrees);
        var marginals = faults.Count > before ? null : Marginals.TryMake(builder.Ids, [.. totals[0]], [.. totals[1]], Tell);
        if (marginals is null || degrees[0].Count == 0)
        {
            return (marginals, lines);
        }

        return (Degrees.TryMake(builder.Ids, [.. degrees[0]], [.. degrees[1]], [.. totals[0]], [.. totals[1]], Tell) is { } known ? marginals.With(known) : null, lines);

        void Tell(int? institution, string fault) => faults.Add(file, institution is { } one ? lines[one] : 1, 1, fault);
    }
}
