using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>Payments that wait to be settled.</summary>
public sealed class PaymentsTests
{
    [Fact]
    public void Payments_keep_their_order_and_stand_on_no_balance_sheet()
    {
        Payment[] payments = [new("b", 1, 0, 3), new("a", 0, 1, 0.5, 7), new("c", 1, 0, 3)];
        var builder = Builder();
        Array.ForEach(payments, builder.Add);

        var network = builder.Build();

        Assert.Equal(payments, network.Payments.ToArray());
        Assert.All(network.Sheets.ToArray(), sheet => Assert.Equal(default, sheet));
    }

    [Fact]
    public void A_network_without_payments_has_none() => Assert.True(Builder().Build().Payments.IsEmpty);

    [Theory]
    [InlineData("", 0, 1, 1, 0)]
    [InlineData("taken", 0, 1, 1, 0)]
    [InlineData("self", 1, 1, 1, 0)]
    [InlineData("nobody", 0, 2, 1, 0)]
    [InlineData("nothing", 0, 1, 0, 0)]
    [InlineData("negative", 0, 1, -1, 0)]
    [InlineData("no number", 0, 1, double.NaN, 0)]
    [InlineData("before", 0, 1, 1, -1)]
    public void What_is_no_payment_is_refused(string id, int payer, int payee, double amount, int at)
    {
        var builder = Builder();
        builder.Add(new Payment("taken", 0, 1, 1));

        Assert.ThrowsAny<ArgumentException>(() => builder.Add(new Payment(id, payer, payee, amount, at)));
    }

    private static NetworkBuilder Builder()
    {
        var builder = new NetworkBuilder();
        builder.Add(new Institution("A", InstitutionKind.Bank));
        builder.Add(new Institution("B", InstitutionKind.Bank));
        return builder;
    }
}
