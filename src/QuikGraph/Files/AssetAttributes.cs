using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>Units of marketable assets, which nodes give under <c>asset:</c> and the asset's name.</summary>
/// <param name="fields">Tells what is wrong.</param>
internal sealed class AssetAttributes(RecordFields fields)
{
    private readonly List<(string Attribute, Place Place)> _assets = [];
    private readonly List<AssetHolding> _holdings = [];

    /// <summary>Takes the name of an attribute, if it is that of an asset. Assets keep the order in which they are declared.</summary>
    public void Declare(string name, Place place)
    {
        if (!name.StartsWith(AttributeNames.AssetPrefix, StringComparison.Ordinal) || _assets.Exists(asset => asset.Attribute == name))
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(name[AttributeNames.AssetPrefix.Length..]))
        {
            fields.Fault(place, "the asset has no name; expected one after 'asset:'");
            return;
        }

        _assets.Add((name, place));
    }

    /// <summary>Reads what an institution holds.</summary>
    public void Read(GraphRecord node, int institution)
    {
        for (var asset = 0; asset < _assets.Count; asset++)
        {
            if (fields.Number(node, _assets[asset].Attribute, 0, InstitutionRules.AmountMax) is { } units)
            {
                _holdings.Add(new AssetHolding(institution, asset, units));
            }
        }
    }

    /// <summary>Adds all to a builder that has all institutions.</summary>
    public void AddTo(NetworkBuilder builder)
    {
        var before = fields.FaultCount;
        foreach (var (attribute, place) in _assets)
        {
            var name = attribute[AttributeNames.AssetPrefix.Length..];
            if (builder.TryFind(name, out _))
            {
                fields.Fault(place, $"{RecordFields.Say(name)} is the name of a marketable asset and the id of an institution; expected another name for one of them");
            }
            else
            {
                builder.AddAsset(name);
            }
        }

        if (fields.FaultCount == before)
        {
            _holdings.ForEach(builder.Add);
        }
    }
}
