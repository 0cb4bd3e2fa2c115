namespace Contagion.Engine;

/// <summary>P6: who stands has paid what was due, who failed is wound up.</summary>
internal sealed class ResolutionPhase<TLanes>(JointCascade<TLanes> cascade, ClearingPhase<TLanes> clearing, LastResortPhase<TLanes>? lender) : Phase<TLanes>(cascade)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Joint _rules = cascade.Economy.Dynamics.Parameters;
    private readonly double _discount = cascade.Economy.Dynamics.Scenario.Channels.Liquidity?.Discount ?? 1;
    private int _period;
    private bool _isReserveLiquid;

    public override void Run(int period)
    {
        (_period, _isReserveLiquid) = (period, Dynamics.IsReserveLiquid(period));
        var (list, count) = Cascade.Awake.Items;
        Sweep(0, list, count);
        Economy.OpenFrom = period + 1;
        if (Economy.IsHoarding)
        {
            Economy.Recall();
        }

        Cascade.UnpaidList.Clear();
        foreach (var institution in clearing.Failed.Span)
        {
            if (!TLanes.IsNone(TLanes.IsBelow(TLanes.Zero, Economy.Unpaid[institution])))
            {
                Cascade.UnpaidList.Add(institution);
            }
        }
    }

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            var institution = part[place];
            if (clearing.IsSettled(institution))
            {
                continue;
            }

            if (clearing.IsUnmoved(institution))
            {
                Note(institution, ~Economy.Closed[institution]);
                continue;
            }

            Revalue(institution);
            var failed = Economy.Failed[institution] & ~Economy.Closed[institution];
            var stands = ~failed & ~Economy.Closed[institution];
            var runOff = Economy.RunOff.Length > 0 ? Economy.RunOff[institution] & stands : TLanes.Zero;
            if (!TLanes.IsNone(runOff))
            {
                PassOn(institution, runOff);
            }

            Carry(institution, stands, runOff);

            if (!TLanes.IsNone(failed))
            {
                WindUp(institution, failed);
            }

            tally.Moved |= failed;
        }
    }

    /// <summary>What the fall of prices in this period's clearing cost.</summary>
    private void Revalue(int institution)
    {
        if (clearing.Sold.Length > 0 && Dynamics.AssetHoldings.LengthOf(institution) > 0)
        {
            var before = Economy.Kept[institution] * Dynamics.Portfolios!.Value(institution, Economy.PriceBefore);
            Economy.PriceLoss[institution] += before - Economy.Marketable(institution);
        }
    }

    /// <summary>Books of those who stand.</summary>
    private void Carry(int institution, TLanes stands, TLanes runOff)
    {
        var (cash, reserve, external) = (Economy.Cash[institution], Economy.Reserve[institution], Economy.External[institution]);
        var (due, need) = (clearing.Due[institution], clearing.Need[institution]);
        var shortage = TLanes.Max(TLanes.Zero, due - cash - clearing.PromptInflow[institution]);
        var fromReserve = _isReserveLiquid ? TLanes.Min(reserve, shortage) : TLanes.Zero;
        var fromIncome = Dynamics.HasIncome[institution] ? TLanes.Min(external, shortage - fromReserve) : TLanes.Zero;
        var after = cash + clearing.Inflow[institution] + fromReserve + fromIncome - due;
        var forLeverage = TLanes.Zero;
        if (lender is not null)
        {
            var bridged = lender.Bridged[institution] & need;
            after += bridged;
            Put(Economy.Bridge, institution, stands, Economy.Bridge[institution] + bridged);
            Economy.Lifeline[institution] += stands & bridged;
            need -= bridged;
        }

        if (clearing.Sold.Length > 0)
        {
            var marketable = Economy.Marketable(institution);
            var proceeds = clearing.Sold[institution] * marketable;
            after += proceeds;
            forLeverage = Economy.SellShare.Length == 0 ? TLanes.Zero : TLanes.Min(Economy.SellShare[institution] * marketable, TLanes.Max(TLanes.Zero, proceeds - need));
            need = TLanes.Max(TLanes.Zero, need - marketable);
            Put(Economy.Kept, institution, stands, Economy.Kept[institution] * (TLanes.One - clearing.Sold[institution]));
        }

        Put(Economy.HeldBefore, institution, stands, Economy.Held[institution]);
        if (_discount < 1)
        {
            // What debtors that failed pay comes before loans are sold, though too late to keep anybody from failing.
            var late = TLanes.Max(TLanes.Zero, clearing.Inflow[institution] - clearing.PromptInflow[institution]);
            after += SellLoans(institution, TLanes.Max(TLanes.Zero, need - late), stands);
        }

        // An authority issues the money that it lacks; the settlement system lends what outages keep from being paid, and somebody outside what
        // those lack who are closed in order.
        var isLent = Dynamics.Network.KindOf(institution) == Model.InstitutionKind.Authority ? stands : stands & runOff;
        isLent |= Cascade.Operations is { } operations ? stands & operations.Grace : TLanes.Zero;
        Put(Economy.Bonds, institution, isLent, Economy.Bonds[institution] + TLanes.Max(TLanes.Zero, TLanes.Zero - after));

        Put(Economy.Cash, institution, stands, TLanes.Max(TLanes.Zero, after));
        Put(Economy.Reserve, institution, stands, reserve - fromReserve);
        Put(Economy.External, institution, stands, external - fromIncome);
        var sent = Economy.Sent[institution];
        Economy.Withdrawn[institution] += stands & (sent * (Economy.DueDeposits[institution] + Economy.DueClients[institution] + Economy.DueTrust[institution]
            + (Economy.Called[institution] * Economy.Standing[institution] * Economy.OnDemand(institution))));
        Economy.Withdrawn[institution] += stands & (Economy.Standing[institution] * (TLanes.One - Economy.Called[institution]) * Economy.RecalledFrom(institution));
        Put(Economy.Deposits, institution, stands, TLanes.Max(TLanes.Zero, Economy.Deposits[institution] - (sent * Economy.DueDeposits[institution])));
        Put(Economy.Clients, institution, stands, TLanes.Max(TLanes.Zero, Economy.Clients[institution] - (sent * (Economy.DueClients[institution] + Economy.DueTrust[institution]))));
        Put(Economy.Trust, institution, stands, TLanes.Max(TLanes.Zero, Economy.Trust[institution] - (sent * Economy.DueTrust[institution])));
        Put(Economy.Left, institution, stands, Economy.Left[institution] * (TLanes.One - (sent * Economy.Called[institution])));
        Note(institution, stands);
        Economy.Paid[institution] += stands & clearing.CalledFrom(institution);
        if (Economy.SellShare.Length > 0)
        {
            // Cash in hand counts as leverage too: what was sold against it pays debts back.
            Cascade.PayBack(institution, stands & forLeverage);
            Economy.SellShare[institution] = TLanes.Zero;
        }
    }

    /// <summary>Notes that those who stand have paid what was due.</summary>
    private void Note(int institution, TLanes stands) =>
        Put(Economy.PaidUpTo, institution, stands & TLanes.IsBelow(TLanes.Zero, Economy.Sent[institution]), TLanes.Of(_period));

    /// <summary>Who is closed in order writes its debts down to what there is, before it pays.</summary>
    private void PassOn(int institution, TLanes runOff)
    {
        var share = Economy.Share[institution];
        var isShort = runOff & TLanes.IsBelow(share, TLanes.One);
        if (!TLanes.IsNone(isShort))
        {
            Cascade.WriteDown(institution, isShort, share);
            var left = TLanes.Select(isShort, share, TLanes.One);
            clearing.Due[institution] *= left;
            Economy.DueDeposits[institution] *= left;
            Economy.DueClients[institution] *= left;
        }
    }

    /// <summary>Sells loans before they are due for what is still needed; returns the cash.</summary>
    private TLanes SellLoans(int institution, TLanes need, TLanes stands)
    {
        var saleable = TLanes.Max(TLanes.Zero, clearing.Saleable[institution] - clearing.LateLoans[institution]);
        var isAny = TLanes.IsBelow(TLanes.Zero, saleable) & stands;
        var face = TLanes.Min(saleable, need / TLanes.Of(1 - _discount));
        var share = Ratio.Of(face, saleable, TLanes.Zero);
        Economy.HasParted[institution] |= !TLanes.IsNone(isAny & share);
        Put(Economy.Held, institution, isAny, Economy.Held[institution] * (TLanes.One - share));
        var lost = isAny & (TLanes.Of(_discount) * face);
        Economy.Discounts[institution] += lost;
        Economy.Worth[institution] -= lost;
        return isAny & (face - (TLanes.Of(_discount) * face));
    }

    /// <summary>The estate of who failed is handed out, and its books are closed.</summary>
    private void WindUp(int institution, TLanes failed)
    {
        var (cash, reserve, external) = (Economy.Cash[institution], Economy.Reserve[institution], Economy.External[institution]);
        var own = cash + reserve + external + (clearing.Sold.Length > 0 ? Economy.Marketable(institution) : TLanes.Zero);
        var value = clearing.Receivable[institution];
        var estate = (TLanes.Of(_rules.Alpha) * own) + (TLanes.Of(_rules.Beta) * value);
        var (first, share) = (clearing.AheadShare(institution, estate), Economy.Share[institution]);
        var (clients, trust) = (Economy.Clients[institution], Economy.Trust[institution]);
        var deficiency = Economy.Deficiency(institution);
        var ofClients = _rules.ClientDeficiency == Model.ExternalCreditors.Senior ? first : share;
        var ofOthers = _rules.ExternalCreditors == Model.ExternalCreditors.Senior ? first : share;
        var debts = Economy.Deposits[institution] + Economy.Bonds[institution];
        var bridge = Economy.Bridge[institution];
        var unpaid = ((TLanes.One - ofOthers) * debts) + ((TLanes.One - ofClients) * deficiency) + ((TLanes.One - first) * bridge);
        Economy.OutsideLoss[institution] += failed & unpaid;
        Economy.PublicLoss[institution] += failed & ((TLanes.One - first) * bridge);
        Economy.Deadweight[institution] += failed & (own + value - estate);
        var network = clearing.Owed[institution] - debts - deficiency - bridge;
        Put(Economy.Paid, institution, failed, TLanes.Min(clients, trust) + debts + deficiency + bridge - unpaid + (share * network));
        // Owners come last: the costs of default are theirs first, whatever is left of an estate as well.
        var isAbove = TLanes.IsBelow(TLanes.Zero, Economy.Worth[institution]);
        Put(Economy.Worth, institution, failed & (Economy.Declared[institution] | isAbove), estate - clearing.Owed[institution]);
        Put(Economy.Unpaid, institution, failed, Economy.Standing[institution] * (TLanes.One - share));
        Cascade.Empty(institution, failed);
        Put(Economy.Standing, institution, failed, TLanes.Zero);
    }

    private static void Put(LaneArray<TLanes> book, int place, TLanes lanes, TLanes amount) => book[place] = TLanes.Select(lanes, amount, book[place]);
}
