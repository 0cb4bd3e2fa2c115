using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What all blocks of an ex-ante valuation share.</summary>
internal sealed class Valuation<TValue> : Dynamics
    where TValue : struct, IDebtValue
{
    /// <summary>A bank with almost no equity is at rest when its equity moves by less than this share of its assets times the tolerance.</summary>
    private const double ScaleOfAssets = 1e-3;

    public Valuation(Network network, ExAnte parameters, TValue value, double tolerance)
        : base(network)
    {
        (Value, Parameters) = (value, parameters);
        (Debt, Scale) = (new double[network.Count], new double[network.Count]);
        for (var institution = 0; institution < network.Count; institution++)
        {
            var sheet = network.Sheets[institution];
            Debt[institution] = sheet.NetworkLiabilities + (parameters.ExternalCreditors == ExternalCreditors.PariPassu ? sheet.TotalLiabilities - sheet.NetworkLiabilities : 0);
            Scale[institution] = tolerance * Math.Max(Math.Abs(sheet.Equity), ScaleOfAssets * sheet.TotalAssets);
        }
    }

    public TValue Value { get; }

    public ExAnte Parameters { get; }

    /// <summary>P: the debt that shares what is left.</summary>
    public double[] Debt { get; }

    /// <summary>Change of equity below which an institution is at rest.</summary>
    public double[] Scale { get; }

    /// <summary>Debts are worth less than their face value before any shock.</summary>
    internal override bool IsRestless => true;

    public override Cascade<TLanes> NewCascade<TLanes>() => new ValuationCascade<TValue, TLanes>(this);

    private protected override bool IsUnwell(int institution) => true;

    public double DefaultAt(int institution) => Parameters.ZeroEquityIsDefault ? Tau[institution] : -Tau[institution];
}
