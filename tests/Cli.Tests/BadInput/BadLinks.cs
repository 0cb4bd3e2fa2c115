using System.Text;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with exposures.csv, holdings.csv and payments.csv.</summary>
internal static class BadLinks
{
    public static IReadOnlyList<BadCase> All { get; } = [.. Ends(), .. Amounts(), .. Options(), .. Files(), .. Holdings(), .. Payments()];

    private static IEnumerable<BadCase> Ends() =>
    [
        Row("an unknown creditor", "§b1,B2,8", "unknown creditor 'b1'", "did you mean 'B1'?"),
        Row("an unknown debtor", "B1,§P11,8", "unknown debtor 'P11'", "did you mean 'P1'?"),
        Row("no creditor", "§,B2,8", "creditor", "empty"),
        Row("an exposure to itself", "B1,§B1,8", "'B1' has an exposure to itself"),
    ];

    private static IEnumerable<BadCase> Amounts() =>
    [
        Row("a negative amount", "B1,B2,§-8", "amount", "'-8'", "at least 0"),
        Row("no amount", "B1,B2,§", "amount", "empty"),
        Row("an amount that is a word", "B1,B2,§eight", "amount", "'eight'"),
        Row("an amount NaN", "B1,B2,§NaN", "amount", "'NaN'", "finite"),
        Row("an amount beyond the largest double", "B1,B2,§1e999", "amount", "'1e999'", "finite"),
    ];

    private static IEnumerable<BadCase> Options() =>
    [
        With("an unknown type", "type", "§loans", "unknown type 'loans'", "loan, demand, guarantee, service", "did you mean 'loan'?"),
        With("seniority 0", "seniority", "§0", "seniority", "'0'", "from 1 to 16"),
        With("seniority 99", "seniority", "§99", "seniority", "'99'", "from 1 to 16"),
        With("seniority 1.5", "seniority", "§1.5", "seniority", "'1.5'", "whole number from 1 to 16"),
        With("coverage above 1", "coverage", "§1.5", "coverage", "'1.5'", "from 0 to 1"),
        With("a negative maturity", "maturity", "§-2", "maturity", "'-2'", "at least 0"),
        With("a negative collateral", "collateral", "§-2", "collateral", "'-2'", "at least 0"),
        With("a pledge with a tab", "pledge", "§\"a\tb\"", "pledge", "control character"),
        With("a service of more than all", "type", "service", "amount of a service", "'8'", "above 0 and at most 1") with { Place = "exposures.csv:3:7:" },
        With("a need of a loan", "need", "§cloud", "need 'cloud'", "loan", "services alone"),
        With("an unknown platform", "platform", "§P9", "unknown platform 'P9'", "did you mean 'P1'?"),
        With("an unknown guarantor", "guarantor", "§p1", "unknown guarantor 'p1'", "did you mean 'P1'?"),
    ];

    private static IEnumerable<BadCase> Files() =>
    [
        BadCase.Exposures("no column amount", "§creditor,debtor\nB1,B2\n", "column 'amount' is missing"),
        BadCase.Exposures("an unknown column", "creditor,debtor,§amout\nB1,B2,1\n", "unknown column 'amout'", "did you mean 'amount'?"),
        BadCase.Exposures("a column given twice", "creditor,debtor,amount,§debtor\nB1,B2,1,B2\n", "column 'debtor'", "twice"),
        BadCase.Exposures("an empty file of exposures", "§", "empty"),
        BadCase.Exposures("a row too short", "creditor,debtor,amount\n§B1,B2\n", "2 fields", "expected 3"),
        BadCase.Exposures("a quotation mark left open among exposures", "creditor,debtor,amount\n§\"B1,B2,8\nB2,B3,8\n", "quotation marks do not match"),
        BadCase.Folder("no file of exposures", folder => File.Delete(folder.At("exposures.csv")), "exposures.csv:1:1:", "no such file"),
        BadCase.Folder("a mistyped name of the exposures", folder => File.Move(folder.At("exposures.csv"), folder.At("exposure.csv")), "exposures.csv:1:1:", "no such file", "did you mean 'exposure.csv'?"),
        BadCase.Folder("a mistyped name of the institutions", folder => File.Move(folder.At("institutions.csv"), folder.At("instituitons.csv")), "institutions.csv:1:1:", "no such file", "did you mean 'instituitons.csv'?"),
        BadCase.Folder("a folder instead of the exposures", folder => { File.Delete(folder.At("exposures.csv")); Directory.CreateDirectory(folder.At("exposures.csv")); }, "exposures.csv:1:1:", "is a folder", "expected a file"),
        BadCase.Folder("exposures in Latin-1", folder => folder.Write("exposures.csv", Encoding.Latin1.GetBytes("creditor,debtor,amount\nB1,Bü,8\n")), "exposures.csv:2:5:", "not UTF-8"),
        BadCase.Folder("exposures that are a program", folder => folder.Write("exposures.csv", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0]), "exposures.csv:1:8:", "zero byte"),
    ];

    private static IEnumerable<BadCase> Holdings() =>
    [
        BadCase.Holdings("an unknown holder", "institution,asset,amount\n§B9,B2,0.1\n", "unknown institution 'B9'", "did you mean 'B1'?"),
        BadCase.Holdings("an unknown issuer", "institution,asset,amount\nB1,§b2,0.1\n", "unknown asset 'b2'", "did you mean 'B2'?"),
        BadCase.Holdings("a share in oneself", "institution,asset,amount\nB1,§B1,0.1\n", "'B1' holds its own equity"),
        BadCase.Holdings("a share of 150 %", "institution,asset,amount\nB1,B2,§1.5\n", "amount", "'1.5'", "from 0 to 1"),
        BadCase.Holdings("a negative share", "institution,asset,amount\nB1,B2,§-0.5\n", "amount", "'-0.5'", "from 0 to 1"),
        BadCase.Holdings("an unknown column of holdings", "institution,asset,§amont\nB1,B2,0.5\n", "unknown column 'amont'", "did you mean 'amount'?"),
        BadCase.Holdings("holdings without a column", "§institution,amount\nB1,0.5\n", "column 'asset' is missing"),
        // B2 stands in the third line of institutions.csv.
        BadCase.Holdings("more than all of one institution held by others", "institution,asset,amount\nB1,B2,0.6\nB3,B2,0.6\n", "others hold 1.2", "'B2'", "at most 1") with { Place = "institutions.csv:3:1:" },
        BadCase.Holdings("holdings that are not there", "", "no such file") with { Prepare = folder => File.Delete(folder.At("holdings.csv")), Place = "holdings.csv:1:1:" },
    ];

    private static IEnumerable<BadCase> Payments() =>
    [
        BadCase.Payments("an unknown payer", "id,payer,payee,amount\n1,§B9,B2,1\n", "unknown payer 'B9'", "did you mean 'B1'?"),
        BadCase.Payments("a payment to oneself", "id,payer,payee,amount\n1,B2,§B2,1\n", "'B2' pays itself"),
        BadCase.Payments("a payment of nothing", "id,payer,payee,amount\n1,B1,B2,§0\n", "amount", "more than 0"),
        BadCase.Payments("a payment given twice", "id,payer,payee,amount\n1,B1,B2,1\n§1,B2,B1,1\n", "id '1' is taken by line 2"),
        BadCase.Payments("a payment without an id", "id,payer,payee,amount\n§,B1,B2,1\n", "id is empty"),
        BadCase.Payments("a payment at half a period", "id,payer,payee,amount,at\n1,B1,B2,1,§0.5\n", "at is '0.5'", "whole number"),
        BadCase.Payments("an unknown column of payments", "id,payer,payee,§amont\n1,B1,B2,1\n", "unknown column 'amont'", "did you mean 'amount'?"),
        BadCase.Payments("payments without a column", "§id,payer,amount\n1,B1,1\n", "column 'payee' is missing"),
        BadCase.Payments("payments that are not there", "", "no such file") with { Prepare = folder => File.Delete(folder.At("payments.csv")), Place = "payments.csv:1:1:" },
        BadCase.Payments("a header of payments where institutions are wrong as well", "id,payer,payee,amount,§att\n1,B1,B2,1,1\n", "unknown column 'att'", "did you mean 'at'?") with { Prepare = folder => folder.Write("institutions.csv", "id,knd\nB1,bank\n") },
    ];

    private static BadCase Row(string name, string row, params string[] words) => BadCase.Exposures(name, $"creditor,debtor,amount\nB2,B3,8\n{row}\n", words);

    private static BadCase With(string name, string column, string field, params string[] words) =>
        BadCase.Exposures(name, $"creditor,debtor,amount,{column}\nB2,B3,8,\nB1,B2,8,{field}\n", words);
}
