using System.Text;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>The first pass through a file: nodes become institutions.</summary>
/// <param name="fields">Tells what is wrong.</param>
/// <param name="keepsTerms">Whether terms of claims are kept; null to do as the file says, and to keep them where it says nothing.</param>
internal sealed class InstitutionPass(RecordFields fields, bool? keepsTerms) : IGraphReceiver
{
    /// <summary>The longest id, in bytes of UTF-8, as in CSV.</summary>
    public const int IdMax = 256;

    private static readonly InstitutionItem[] Items = Enum.GetValues<InstitutionItem>();

    private readonly AssetAttributes _assets = new(fields);
    private readonly FeatureAttributes _features = new(fields);
    private bool? _fileKeepsTerms;
    private NetworkBuilder? _builder;

    /// <summary>Collects the institutions.</summary>
    public NetworkBuilder Builder => _builder ??= new NetworkBuilder { KeepsTerms = keepsTerms ?? _fileKeepsTerms ?? true };

    /// <summary>Where each institution stands.</summary>
    public List<Place> Places { get; } = [];

    /// <summary>Whether terms are kept, where a file says so after its nodes, as that of NetworkX does, and they were read as if it did not; null otherwise.</summary>
    public bool? SaidTooLate { get; private set; }

    public void Declare(bool isOfNodes, string name, Place place)
    {
        if (AttributeNames.Misspelt(isOfNodes, name) is { } near)
        {
            fields.Fault(place, $"unknown attribute {RecordFields.Say(name)} of {(isOfNodes ? "nodes" : "edges")}; did you mean '{near}'?");
        }

        if (isOfNodes)
        {
            _assets.Declare(name, place);
            _features.Declare(name);
        }
    }

    public void Graph(string name, GraphRecord.Attribute attribute)
    {
        if (name != AttributeNames.Terms)
        {
            return;
        }

        if (!bool.TryParse(attribute.Text, out var keeps))
        {
            fields.Fault(attribute.Place, $"terms is {RecordFields.Say(attribute.Text)}; expected true or false");
        }
        else if (_builder is null)
        {
            _fileKeepsTerms = keeps;
        }
        else if (keepsTerms is null && keeps != _builder.KeepsTerms)
        {
            SaidTooLate = keeps;
        }
    }

    public void Node(GraphRecord node)
    {
        var before = fields.FaultCount;
        CheckId(node.Id);
        var given = Institution(node);
        var id = node.Id.Text;
        if (string.IsNullOrWhiteSpace(id) || Builder.TryFind(id, out _))
        {
            return;
        }

        if (fields.FaultCount == before && InstitutionRules.Fault(given) is { } fault)
        {
            fields.Fault(node.Place, fault);
        }

        // An institution with faults is kept by its id, so that exposures to it are not told as dangling.
        var institution = Builder.Add(fields.FaultCount == before ? given : new Institution(id, given.Kind));
        Places.Add(node.Place);
        _assets.Read(node, institution);
        _features.Read(node, institution);
    }

    public void Edge(GraphRecord edge)
    {
    }

    /// <summary>Adds what can be added when all institutions are known.</summary>
    public void Finish()
    {
        _assets.AddTo(Builder);
        _features.AddTo(Builder);
    }

    private void CheckId(GraphRecord.Attribute id)
    {
        if (string.IsNullOrWhiteSpace(id.Text))
        {
            fields.Fault(id.Place, "id is empty; expected a name that no other institution has");
        }
        else if (id.Text.Any(char.IsControl))
        {
            fields.Fault(id.Place, "id has a control character; expected letters, digits and signs that can be seen");
        }
        else if (Encoding.UTF8.GetByteCount(id.Text) > IdMax)
        {
            fields.Fault(id.Place, $"id is longer than {IdMax} bytes");
        }
        else if (Builder.TryFind(id.Text, out var first))
        {
            fields.Fault(id.Place, $"id {RecordFields.Say(id.Text)} is taken by line {Places[first].Line}");
        }
    }

    private Institution Institution(GraphRecord node)
    {
        var kind = fields.Word<InstitutionKind>(node, AttributeNames.Kind);
        if (!node.TryGet(AttributeNames.Kind, out _))
        {
            fields.Fault(node.Place, $"kind of {RecordFields.Say(node.Id.Text)} is missing; expected one of {string.Join(", ", Words.Of<InstitutionKind>())}");
        }

        var mode = fields.Word<PlatformMode>(node, AttributeNames.Mode) ?? PlatformMode.None;
        if (Builder.KeepsTerms && mode != PlatformMode.None && kind is { } other and not InstitutionKind.Platform)
        {
            fields.Fault(RecordFields.PlaceOf(node, AttributeNames.Mode), $"mode {Words.Of(mode)} is that of a {Words.Of(other)}; expected modes of platforms alone");
        }

        return new Institution(node.Id.Text, kind ?? default)
        {
            Name = RecordFields.Text(node, AttributeNames.Name),
            Group = RecordFields.Text(node, AttributeNames.Group),
            Role = fields.Word<InstitutionRole>(node, AttributeNames.Role) ?? InstitutionRole.None,
            Mode = mode,
            Items = Numbers(node),
        };
    }

    private InstitutionItems Numbers(GraphRecord node)
    {
        var numbers = default(InstitutionItems);
        foreach (var item in Items)
        {
            var (name, (min, max)) = (InstitutionRules.ColumnOf(item), InstitutionRules.RangeOf(item));
            numbers = numbers.With(item, InstitutionRules.IsWhole(item) ? fields.Whole(node, name, min, max) : fields.Number(node, name, min, max));
        }

        return numbers;
    }
}
