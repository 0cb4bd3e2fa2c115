using System.Reflection;
using Xunit.Sdk;

namespace Contagion.Silo.Tests;

/// <summary>A test that needs PostgreSQL: skipped where it is not installed.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresPrograms.Missing;
}

/// <summary>A long proof that needs PostgreSQL: run by <c>./test all</c>.</summary>
internal sealed class LongPostgresFactAttribute : FactAttribute
{
    public LongPostgresFactAttribute() => Skip = PostgresPrograms.Missing ?? new Contagion.Tests.LongFactAttribute().Skip;
}

/// <summary>A test for each of some cases that needs PostgreSQL: skipped where it is not installed.</summary>
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresPrograms.Missing;
}

/// <summary>The case that needs PostgreSQL of a test that has another: skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresDataAttribute : DataAttribute
{
    private readonly object[] _values;

    public PostgresDataAttribute(params object[] values) => (_values, Skip) = (values, PostgresPrograms.Missing);

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_values];
}
