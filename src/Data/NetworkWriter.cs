using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Writes the files of a network: columns that nothing is said in are left out, and rows come in the order that makes the same network.</summary>
/// <param name="network">The network.</param>
internal sealed class NetworkWriter(Network network)
{
    private static readonly IReadOnlyList<string> Types = Words.Of<ExposureType>();

    /// <summary>Writes <c>institutions.csv</c>.</summary>
    public void Institutions(CsvFile file)
    {
        List<(string Name, Action<int> Write)> columns = [("id", one => file.Text(network.Ids[one])), ("kind", one => file.Text(Words.Of(network.KindOf(one))))];
        Texts("name", network.GivenNameOf);
        Texts("group", network.GroupOf);
        Texts("role", one => network.RoleOf(one) == InstitutionRole.None ? null : Words.Of(network.RoleOf(one)));
        Texts("mode", one => network.ModeOf(one) == PlatformMode.None ? null : Words.Of(network.ModeOf(one)));
        foreach (var item in Enum.GetValues<InstitutionItem>().Where(item => !network.Given(item).IsEmpty))
        {
            columns.Add((InstitutionRules.ColumnOf(item), one => file.Number(network.Given(item)[one])));
        }

        Rows(file, columns, Enumerable.Range(0, network.Count));

        void Texts(string name, Func<int, string?> of)
        {
            if (Enumerable.Range(0, network.Count).Any(one => of(one) is not null))
            {
                columns.Add((name, one => file.Text(of(one) ?? "")));
            }
        }
    }

    /// <summary>Writes <c>exposures.csv</c>: claims, guarantees, services.</summary>
    public void Exposures(CsvFile file)
    {
        var (type, seniority) = (network.ClaimType, network.ClaimSeniority);
        var services = network.Services.Rows;
        var hasTypes = !type.IsEmpty || network.Guarantees.Count + services.Count > 0;
        List<(string Name, Action<int> Write)> ofClaims = Terms(file);
        if (!seniority.IsEmpty)
        {
            ofClaims.Insert(0, ("seniority", claim => file.Number(seniority.Span[claim])));
        }

        var hasNeeds = Enumerable.Range(0, services.Rows).Any(row => Entries(services, row).Any(entry => SharesNeed(row, entry)));
        file.Row(["creditor", "debtor", "amount", .. hasTypes ? ["type"] : Array.Empty<string>(), .. ofClaims.Select(column => column.Name), .. hasNeeds ? ["need"] : Array.Empty<string>()]);
        foreach (var (creditor, claim) in Claims())
        {
            Begin(creditor, network.Claims, claim, type.IsEmpty ? ExposureType.Loan : (ExposureType)type.Span[claim]);
            ofClaims.ForEach(column => column.Write(claim));
            End("");
        }

        foreach (var (beneficiary, guarantee) in All(network.Guarantees))
        {
            Begin(beneficiary, network.Guarantees, guarantee, ExposureType.Guarantee);
            ofClaims.ForEach(_ => file.Text(""));
            End("");
        }

        foreach (var (dependent, service) in All(services))
        {
            Begin(dependent, services, service, ExposureType.Service);
            ofClaims.ForEach(_ => file.Text(""));
            End(hasNeeds && SharesNeed(dependent, service) ? Numbers.Write(network.Services.Need[service]) : "");
        }

        void Begin(int creditor, CompressedRows rows, int entry, ExposureType said)
        {
            file.Text(network.Ids[creditor]).Text(network.Ids[rows.Column[entry]]).Number(rows.Amount[entry]);
            if (hasTypes)
            {
                file.Text(Types[(int)said]);
            }
        }

        void End(string need)
        {
            if (hasNeeds)
            {
                file.Text(need);
            }

            file.End();
        }
    }

    /// <summary>Writes <c>holdings.csv</c>: shares, and then units asset by asset, so that assets come in their order.</summary>
    public void Holdings(CsvFile file)
    {
        file.Row(HoldingsFile.Columns);
        foreach (var (holder, holding) in All(network.Holdings))
        {
            file.Text(network.Ids[holder]).Text(network.Ids[network.Holdings.Column[holding]]).Number(network.Holdings.Amount[holding]).End();
        }

        foreach (var (asset, holding) in All(network.AssetHolders))
        {
            file.Text(network.Ids[network.AssetHolders.Column[holding]]).Text(network.AssetNames[asset]).Number(network.AssetHolders.Amount[holding]).End();
        }
    }

    /// <summary>Writes <c>features.csv</c>: a row for each institution that anything is known of.</summary>
    public void Features(CsvFile file)
    {
        var features = network.Features!;
        List<(string Name, Action<int> Write)> columns = [("id", one => file.Text(network.Ids[one])), .. features.Names.Select(name => (name, (Action<int>)(one => file.Number(features.Of(name)[one]))))];
        Rows(file, columns, Enumerable.Range(0, network.Count).Where(features.IsGiven));
    }

    /// <summary>Writes <c>payments.csv</c>.</summary>
    public void Payments(CsvFile file)
    {
        file.Row(PaymentsFile.Columns);
        foreach (var payment in network.Payments)
        {
            file.Text(payment.Id).Text(network.Ids[payment.Payer]).Text(network.Ids[payment.Payee]).Number(payment.Amount).Number(payment.At).End();
        }
    }

    private static void Rows(CsvFile file, List<(string Name, Action<int> Write)> columns, IEnumerable<int> items)
    {
        file.Row([.. columns.Select(column => column.Name)]);
        foreach (var item in items)
        {
            foreach (var (_, write) in columns)
            {
                write(item);
            }

            file.End();
        }
    }

    /// <summary>What is agreed of claims, a column each.</summary>
    private List<(string Name, Action<int> Write)> Terms(CsvFile file)
    {
        if (network.Terms is not { } terms)
        {
            return [];
        }

        (string Name, bool IsGiven, Action<int> Write)[] columns =
        [
            ("platform", !terms.Platform.IsEmpty, claim => file.Text(Id(terms.Platform[claim]))),
            ("guarantor", !terms.Guarantor.IsEmpty, claim => file.Text(Id(terms.Guarantor[claim]))),
            ("coverage", !terms.Coverage.IsEmpty, claim => file.Number(terms.Coverage[claim] == 1 ? double.NaN : terms.Coverage[claim])),
            ("maturity", !terms.Maturity.IsEmpty, claim => file.Number(terms.Maturity[claim] == int.MaxValue ? double.NaN : terms.Maturity[claim])),
            ("collateral", !terms.Collateral.IsEmpty || !terms.Pledge.IsEmpty, claim => file.Number(Collateral(terms, claim))),
            ("pledge", !terms.Pledge.IsEmpty, claim => file.Text(terms.Pledge[claim] == ClaimTerms.None ? "" : terms.Pledges[terms.Pledge[claim]])),
        ];
        return [.. columns.Where(column => column.IsGiven).Select(column => (column.Name, column.Write))];
    }

    private string Id(int institution) => institution == ClaimTerms.None ? "" : network.Ids[institution];

    /// <summary>The value of what is pledged; NaN for none. A pledge says its value even where that is 0.</summary>
    private static double Collateral(ClaimTerms terms, int claim)
    {
        var value = terms.Collateral.IsEmpty ? 0 : terms.Collateral[claim];
        return value == 0 && (terms.Pledge.IsEmpty || terms.Pledge[claim] == ClaimTerms.None) ? double.NaN : value;
    }

    /// <summary>Claims in the order in which they were registered, where that matters, which is where things are pledged.</summary>
    private IEnumerable<(int Creditor, int Claim)> Claims()
    {
        var claims = All(network.Claims);
        return network.Terms is { Registration.IsEmpty: false } terms ? claims.OrderBy(one => terms.Registration[one.Item2]) : claims;
    }

    private static IEnumerable<(int Row, int Entry)> All(CompressedRows rows)
    {
        for (var row = 0; row < rows.Rows; row++)
        {
            foreach (var entry in Entries(rows, row))
            {
                yield return (row, entry);
            }
        }
    }

    private static IEnumerable<int> Entries(CompressedRows rows, int row) => Enumerable.Range(rows.Start[row], rows.LengthOf(row));

    /// <summary>Whether a service has an alternative. Services of one need stand together.</summary>
    private bool SharesNeed(int dependent, int service)
    {
        var need = network.Services.Need;
        var (first, end) = (network.Services.Rows.Start[dependent], network.Services.Rows.Start[dependent + 1]);
        return (service > first && need[service - 1] == need[service]) || (service + 1 < end && need[service + 1] == need[service]);
    }
}
