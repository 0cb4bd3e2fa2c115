using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>A model of banks that is told how many there are.</summary>
public abstract record CountedBankModel : BankModel
{
    /// <summary>n.</summary>
    [Description("How many institutions there are. Their ids are B1, B2, ..., with as many zeros in front as make them equally long.")]
    [Range(2, InstitutionsMax)]
    public required int Institutions { get; init; }
}
