using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>All channels together, period by period: payments, prices and bridging loans are the greatest fixed point of one map.</summary>
/// <remarks>
/// <c>models.md</c> 1 and 2.8. The pieces are those of Cifuentes, Ferrucci and Shin (2005), Journal of the European Economic Association
/// 3(2–3):556–566, and Rogers and Veraart (2013), Management Science 59(4):882–898; what a period does in which order is this project's.
/// </remarks>
public sealed record Joint : Mechanism
{
    /// <inheritdoc/>
    public override string Name => "joint";

    /// <summary>α.</summary>
    [Description("Share of what it owns outside the network that is recovered when an institution defaults.")]
    [Range(0, 1)]
    public double Alpha { get; init; } = 1;

    /// <summary>β.</summary>
    [Description("Share of what it receives from the network that is recovered when an institution defaults.")]
    [Range(0, 1)]
    public double Beta { get; init; } = 1;

    /// <summary>Whether owing more than is owned is a default by itself.</summary>
    [Description("Whether owing more than is owned is a default by itself; else only what is due and cannot be paid is.")]
    public bool Insolvency { get; init; } = true;

    /// <summary>When loans without maturity fall due.</summary>
    [Description("When loans without maturity fall due: at once, never, or (auto) at once in a run of one period and never in a longer one.")]
    public UndatedLoans Undated { get; init; }

    /// <summary>Where creditors outside the network stand.</summary>
    [Description("Where creditors outside the network stand when an institution cannot pay everybody.")]
    public ExternalCreditors ExternalCreditors { get; init; } = ExternalCreditors.PariPassu;

    /// <summary>Where clients stand for what their trust lacks.</summary>
    [Description("Where clients stand for what trust_assets lack of client_money: senior is paid before everybody, pari-passu shares with the others.")]
    public ExternalCreditors ClientDeficiency { get; init; } = ExternalCreditors.Senior;

    /// <summary>The channels that are switched on: all, but for attribution. No part of a scenario file.</summary>
    internal ChannelSet Kept { get; init; } = ChannelSet.All;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults(Network network)
    {
        if (network.SeniorityMax > 1)
        {
            yield return "the mechanism joint has one class of network creditors, but exposures.csv gives a seniority above 1; leave it out, or use rogers-veraart";
        }
    }

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) =>
        Prepare(network, new Scenario { Name = Name, Network = new NetworkSource(), Channels = new Channels { Solvency = this }, Run = run });

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, Scenario scenario) => new JointDynamics(network, this, scenario);
}
