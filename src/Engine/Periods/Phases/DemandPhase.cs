namespace Contagion.Engine;

/// <summary>P4: what is withdrawn and called back in a period, and what of it is paid out.</summary>
internal sealed class DemandPhase<TLanes>(JointCascade<TLanes> cascade) : Phase<TLanes>(cascade)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private ShockPhase<TLanes> Shocks => Cascade.Shocks;

    public override void Run(int period)
    {
        if (Shocks.WithdrawnShare.Length == 0)
        {
            return;
        }

        for (var institution = 0; institution < Dynamics.Network.Count; institution++)
        {
            Ask(institution);
        }
    }

    private void Ask(int institution)
    {
        var (deposits, clients) = (Economy.Deposits[institution], Economy.Clients[institution]);
        var rate = TLanes.Min(TLanes.One, Shocks.WithdrawnShare[institution]);
        var extra = TLanes.Min(deposits * (TLanes.One - rate), Shocks.WithdrawnAmount[institution]);
        var ofClients = rate * clients;
        var trusted = TLanes.Select(TLanes.IsBelow(TLanes.Zero, clients), TLanes.Min(TLanes.One, Economy.Trust[institution] / clients), TLanes.Zero);
        Economy.DueTrust[institution] = ofClients * trusted;
        Economy.DueClients[institution] = ofClients - (ofClients * trusted);
        Economy.DueDeposits[institution] = (rate * deposits) + extra;
        Economy.Called[institution] = rate;
    }
}
