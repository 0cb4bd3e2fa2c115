using Contagion.Model;

namespace Contagion.Data.Tests.Csv;

/// <summary>What payments.csv says.</summary>
public sealed class PaymentsReadingTests
{
    private const string Files = "network.files.payments=payments.csv";

    // models.md 5.2, TV-RTGS: the queue.
    [Fact]
    public void Payments_come_in_the_order_of_the_file()
    {
        using var folder = Folder("amount,payer,payee,id\n3,A,B,1\n3,B,C,2\n3,C,A,3\n2,D,A,4\n2,B,D,5\n1,A,C,6\n");

        var payments = folder.Load(Files).Network.Payments.ToArray();

        Assert.Equal([new("1", 0, 1, 3), new("2", 1, 2, 3), new("3", 2, 0, 3), new("4", 3, 0, 2), new("5", 1, 3, 2), new("6", 0, 2, 1)], payments);
    }

    [Fact]
    public void A_payment_may_be_due_later()
    {
        using var folder = Folder("id,payer,payee,amount,at\nx,A,B,3,\ny,A,B,3,12\n");

        Assert.Equal([0, 12], folder.Load(Files).Network.Payments.ToArray().Select(payment => payment.At));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        using var folder = Folder("id,payer,payee,amount,at\n1,A,A,1,\n1,X,Y,0,-1\n,A,B,-1,1.5\n\"a\tb\",A,B,x,x\n2,A,B,1e200,3e9\n");

        var faults = Assert.Throws<InputException>(() => folder.Load(Files)).Faults;

        Assert.Equal(
            [(2, 5), (3, 1), (3, 3), (3, 5), (3, 7), (3, 9), (4, 1), (4, 6), (4, 9), (5, 1), (5, 11), (5, 13), (6, 7), (6, 13)],
            faults.Select(fault => (fault.Line, fault.Column)));
        Assert.Equal("'A' pays itself; expected two institutions", faults[0].Message);
        Assert.Equal("id '1' is taken by line 2", faults[1].Message);
        Assert.Equal("amount is '0'; expected more than 0", faults[4].Message);
    }

    [Fact]
    public void The_hash_covers_payments_and_their_kind()
    {
        using var folder = Folder("id,payer,payee,amount\n");
        var (without, with) = (folder.Load().Hash, folder.Load(Files).Hash);
        var another = folder.Write("payments.csv", "id,payer,payee,amount\n1,A,B,3\n").Load(Files).Hash;

        Assert.Equal(3, new[] { without, with, another }.Distinct().Count());
        Assert.Equal(["institutions.csv", "exposures.csv", "payments.csv"], folder.Load(Files).Inputs);
    }

    private static SmallFolder Folder(string payments)
    {
        var folder = new SmallFolder().Write("institutions.csv", "id,kind\nA,bank\nB,bank\nC,bank\nD,bank\n").Write("exposures.csv", "creditor,debtor,amount\nA,B,8\n").Write("payments.csv", payments);
        return folder.Write("scenario.yaml", SmallFolder.Scenario.Replace("{ id: B1 }", "all", StringComparison.Ordinal));
    }
}
