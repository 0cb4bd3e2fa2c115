using Contagion.Engine;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>The way of a replication on a map: how its nodes change step by step.</summary>
/// <param name="Replication">Index of the replication, from 0.</param>
/// <param name="Steps">What a step is.</param>
/// <param name="IsWhole">Whether all of it was followed.</param>
/// <param name="States">How everybody stood after each step.</param>
/// <param name="Changes">How nodes changed.</param>
public sealed record CascadePath(int Replication, CascadeSteps Steps, bool IsWhole, IReadOnlyList<CascadeState> States, CascadeChanges Changes);

/// <summary>Changes of the nodes of a map in the order in which they came, column by column.</summary>
/// <param name="Step">Steps taken then, the one on which it changed included.</param>
/// <param name="Node">The node that changed, as an index of <see cref="NetworkMap.Nodes"/>.</param>
/// <param name="Loss">Equity that its institutions have lost from then on, in the scenario's currency unit.</param>
/// <param name="Defaults">How many of its institutions are in default from then on.</param>
public sealed record CascadeChanges(IReadOnlyList<long> Step, IReadOnlyList<int> Node, IReadOnlyList<double> Loss, IReadOnlyList<int> Defaults)
{
    /// <summary>Adds up what institutions changed by node and step.</summary>
    internal static CascadeChanges Of(WorldView end, NetworkMap map)
    {
        (int Institution, InstitutionChange Change)[] all = [.. end.Changes()];
        var steps = Array.ConvertAll(all, one => (int)one.Change.Step);
        var start = CountingSort.Starts(steps, (int)end.Totals.Steps + 1);
        var order = CountingSort.Order(steps, start, []);
        var totals = new Totals(end, map);
        for (var step = 0; step + 1 < start.Length; step++)
        {
            foreach (var place in order.AsSpan(start[step]..start[step + 1]))
            {
                totals.Take(all[place].Institution, all[place].Change);
            }

            totals.Note(step);
        }

        return new CascadeChanges(totals.Step, totals.Node, totals.Loss, totals.Defaults);
    }

    /// <summary>How nodes stand, and what has been noted of it.</summary>
    private sealed class Totals(WorldView end, NetworkMap map)
    {
        private readonly double[] _lossOf = new double[end.Network.Count];
        private readonly bool[] _isDefaulted = new bool[end.Network.Count];
        private readonly (double Loss, double Lost, int Defaults)[] _nodes = new (double, double, int)[map.Nodes.Count];
        private readonly SortedSet<int> _changed = [];

        public List<long> Step { get; } = [];

        public List<int> Node { get; } = [];

        public List<double> Loss { get; } = [];

        public List<int> Defaults { get; } = [];

        public void Take(int institution, in InstitutionChange change)
        {
            var node = map.NodeOf(institution);
            var loss = Math.Max(0, end.InitialWorth[institution]) - Math.Max(0, change.Worth);
            if (loss == _lossOf[institution] && change.IsDefaulted == _isDefaulted[institution])
            {
                return;
            }

            Add(ref _nodes[node], loss);
            Add(ref _nodes[node], -_lossOf[institution]);
            _nodes[node].Defaults += (change.IsDefaulted ? 1 : 0) - (_isDefaulted[institution] ? 1 : 0);
            (_lossOf[institution], _isDefaulted[institution]) = (loss, change.IsDefaulted);
            _changed.Add(node);
        }

        public void Note(int step)
        {
            foreach (var node in _changed)
            {
                Step.Add(step);
                Node.Add(node);
                Loss.Add(_nodes[node].Loss + _nodes[node].Lost);
                Defaults.Add(_nodes[node].Defaults);
            }

            _changed.Clear();
        }

        /// <summary>Adds an amount with the rounding error carried along, so that a node of one institution stands at its loss to the last bit (Knuth's two-sum).</summary>
        private static void Add(ref (double Loss, double Lost, int Defaults) node, double amount)
        {
            var sum = node.Loss + amount;
            var part = sum - node.Loss;
            node.Lost += (node.Loss - (sum - part)) + (amount - part);
            node.Loss = sum;
        }
    }
}
