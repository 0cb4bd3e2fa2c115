using System.Globalization;
using Contagion.Analysis;
using Contagion.Model;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary>What a person at the terminal sees of a network.</summary>
internal sealed class DescribeReport(IAnsiConsole console)
{
    /// <summary>Tells the network: balance sheets, how they are spread, who deals with whom, what small shocks come to, who stands out.</summary>
    public void Tell(string name, NetworkDescription network)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{name}[/]");
        console.WriteLine($"{Meaning.Count(network.Network.Count, "institution")}, {Meaning.Count(network.Network.Claims.Count, "exposure")}"
            + $"{(network.Edges == network.Network.Claims.Count ? "" : $" between {Meaning.Count(network.Edges, "pair")}")}.");
        console.WriteLine();
        Sheets(network);
        Spreads(network);
        console.WriteLine(NetworkMeaning.Links(network));
        console.WriteLine(NetworkMeaning.Groups(network));
        if (NetworkMeaning.Distances(network) is { Length: > 0 } distances)
        {
            console.WriteLine(distances);
        }

        console.WriteLine(NetworkMeaning.Core(network));
        console.MarkupLineInterpolated($"[bold]{NetworkMeaning.Stability(network.Stability)}[/]");
        console.WriteLine();
        StandingOut(network);
    }

    private void Sheets(NetworkDescription network)
    {
        var table = ReportTable.New("Kind", "Institutions", "Total assets", "Equity", "Claims on the network", "Debts to the network");
        foreach (var kind in network.Kinds.Count == 1 ? network.Kinds : [.. network.Kinds, network.Total])
        {
            table.AddRow(
                kind.Kind is { } one ? Words.Of(one) : "all", kind.Institutions.ToString("N0", CultureInfo.InvariantCulture),
                Meaning.Say(kind.TotalAssets), Meaning.Say(kind.Equity), Meaning.Say(kind.Claims), Meaning.Say(kind.Debts));
        }

        ReportTable.Show(console, "Balance sheets", table);
    }

    private void Spreads(NetworkDescription network)
    {
        var table = ReportTable.New("Of", "Mean", "Min", "25 %", "Median", "75 %", "95 %", "Max", "Gini", "HHI", "Top 5");
        Row("debtors", network.Debtors);
        Row("creditors", network.Creditors);
        table.Columns[0].NoWrap();
        Row("amount of a pair", network.Amounts);
        Row("claims", network.Claims, network.ClaimConcentration);
        Row("debts", network.Debts, network.DebtConcentration);
        Row("total assets", network.Assets, network.AssetConcentration);
        Row("claims over equity", network.Leverage);
        ReportTable.Show(console, "How they are spread (so much is below), and how concentrated", table);

        void Row(string name, Quantiles spread, Unevenness? concentration = null)
        {
            if (spread.Count > 0)
            {
                table.AddRow([
                    name,
                    .. new[] { spread.Mean, spread.Min, spread.LowerQuarter, spread.Median, spread.UpperQuarter, spread.Upper5Percent, spread.Max }.Select(Meaning.Say),
                    .. concentration is null || double.IsNaN(concentration.Gini) ? ["", "", ""] : new[] { Meaning.Say(concentration.Gini), Meaning.Say(concentration.Herfindahl), Meaning.Percent(concentration.LargestFive) }]);
            }
        }
    }

    private void StandingOut(NetworkDescription network)
    {
        var (central, leveraged, ids) = (network.MostCentral, network.MostLeveraged, network.Network.Ids);
        if (central.Count + leveraged.Count == 0)
        {
            return;
        }

        var table = ReportTable.New("", "Most central", "PageRank", "Debts to the network", "Most leveraged", "Claims over equity", "Equity");
        for (var place = 0; place < Math.Max(central.Count, leveraged.Count); place++)
        {
            table.AddRow([
                (place + 1).ToString(CultureInfo.InvariantCulture),
                .. place < central.Count ? [Markup.Escape(ids[central[place].Institution]), Meaning.Say(central[place].Value), Meaning.Say(network.Network.Sheets[central[place].Institution].NetworkLiabilities)] : new[] { "", "", "" },
                .. place < leveraged.Count
                    ? [
                        Markup.Escape(ids[leveraged[place].Institution]),
                        double.IsInfinity(leveraged[place].Value) ? "no equity" : Meaning.Say(leveraged[place].Value),
                        Meaning.Say(network.Network.Sheets[leveraged[place].Institution].Equity)]
                    : new[] { "", "", "" }]);
        }

        ReportTable.Show(console, "Who stands out: whose failure would reach many, and whom the failure of others would cost most", table);
    }
}
