using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>A <see cref="InstitutionChange"/> on its way between silos.</summary>
[GenerateSerializer, Immutable]
public struct InstitutionChangeSurrogate
{
    /// <inheritdoc cref="InstitutionChange.Command"/>
    [Id(0)]
    public long Command;

    /// <inheritdoc cref="InstitutionChange.Step"/>
    [Id(1)]
    public long Step;

    /// <inheritdoc cref="InstitutionChange.Worth"/>
    [Id(2)]
    public double Worth;

    /// <inheritdoc cref="InstitutionChange.Distress"/>
    [Id(3)]
    public double? Distress;

    /// <inheritdoc cref="InstitutionChange.IsDefaulted"/>
    [Id(4)]
    public bool IsDefaulted;
}

/// <inheritdoc cref="InstitutionChangeSurrogate"/>
[RegisterConverter]
public sealed class InstitutionChangeConverter : IConverter<InstitutionChange, InstitutionChangeSurrogate>
{
    /// <inheritdoc/>
    public InstitutionChange ConvertFromSurrogate(in InstitutionChangeSurrogate surrogate) => 
        new(surrogate.Command, surrogate.Step, surrogate.Worth, surrogate.Distress, surrogate.IsDefaulted);

    /// <inheritdoc/>
    public InstitutionChangeSurrogate ConvertToSurrogate(in InstitutionChange value) => new()
    {
        Command = value.Command,
        Step = value.Step,
        Worth = value.Worth,
        Distress = value.Distress,
        IsDefaulted = value.IsDefaulted,
    };
}
