using System.Text;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>What can be wrong with institutions.csv.</summary>
internal static class BadInstitutions
{
    private const string Rest = "B2,bank\nB3,bank\nP1,platform\n";

    public static IReadOnlyList<BadCase> All { get; } = [.. Words(), .. Ids(), .. Numbers(), .. Sheets(), .. Headers(), .. Rows(), .. Encodings()];

    private static IEnumerable<BadCase> Words() =>
    [
        BadCase.Institutions("an unknown kind", $"id,kind\nB1,§bnak\n{Rest}", "unknown kind 'bnak'", "platform, lender, borrower", "did you mean 'bank'?"),
        BadCase.Institutions("a kind in capitals", $"id,kind\nB1,§Bank\n{Rest}", "unknown kind 'Bank'", "did you mean 'bank'?"),
        BadCase.Institutions("no kind", $"id,kind\nB1,§\n{Rest}", "kind", "empty", "expected one of"),
        BadCase.Institution("an unknown role", "role", "B1,bank,§custodain", "unknown role 'custodain'", "did you mean 'custodian'?"),
        BadCase.Institution("an unknown mode", "mode", "B1,bank,§unsecurd", "unknown mode 'unsecurd'", "did you mean 'unsecured'?"),
    ];

    private static IEnumerable<BadCase> Ids() =>
    [
        BadCase.Institutions("an id given twice", $"id,kind\nB1,bank\n{Rest}§B1,bank\n", "'B1'", "line 2"),
        BadCase.Institutions("no id", $"id,kind\nB1,bank\n§,bank\n{Rest}", "id is empty"),
        BadCase.Institutions("an id of 300 letters", $"id,kind\nB1,bank\n§{new string('x', 300)},bank\n{Rest}", "id is longer than 256 bytes"),
    ];

    private static IEnumerable<BadCase> Numbers() =>
    [
        BadCase.Institution("equity that is a word", "equity", "B1,bank,§abc", "equity", "'abc'", "expected a finite number"),
        BadCase.Institution("equity NaN", "equity", "B1,bank,§NaN", "equity", "'NaN'", "finite"),
        BadCase.Institution("equity inf", "equity", "B1,bank,§inf", "equity", "'inf'", "finite"),
        BadCase.Institution("equity -Infinity", "equity", "B1,bank,§-Infinity", "equity", "'-Infinity'", "finite"),
        BadCase.Institution("equity beyond the largest double", "equity", "B1,bank,§1e999", "equity", "'1e999'", "finite"),
        BadCase.Institution("equity with a thousands separator", "equity", "B1,bank,§\"1,000\"", "equity", "'1,000'"),
        BadCase.Institution("equity in per cent", "equity", "B1,bank,§10%", "equity", "'10%'"),
        BadCase.Institution("negative external assets", "external_assets", "B1,bank,§-5", "external_assets", "'-5'", "at least 0"),
        BadCase.Institution("negative cash", "cash", "B1,bank,§-0.1", "cash", "'-0.1'", "at least 0"),
        BadCase.Institution("a negative volatility", "volatility", "B1,bank,§-0.2", "volatility", "from 0 to 100"),
        BadCase.Institution("a score above 1", "score", "B1,bank,§1.5", "score", "from 0 to 1"),
        BadCase.Institution("half a licence", "licence", "B1,bank,§0.5", "licence", "whole number from 0 to 1"),
        BadCase.Institution("no members", "members", "B1,bank,§0", "members", "from 1 to 1000000000"),
        BadCase.Institution("the second of two numbers wrong", "cash,equity", "B1,bank,1,§x", "equity", "'x'"),
        BadCase.Institution("a number after a quoted comma", "name,equity", "B1,bank,\"Bank, first\",§x", "equity", "'x'"),
        BadCase.Institution("a number after letters beyond ASCII", "name,equity", "B1,bank,Österreich 银行,§x", "equity", "'x'"),
    ];

    private static IEnumerable<BadCase> Sheets() =>
    [
        // B1 owes B3 8, lends 8 + 3 and shows 100 − 91 + 3 = 12 of equity.
        BadCase.Institution("a balance sheet that does not balance", "external_assets,external_liabilities,equity", "§B1,bank,100,91,20", "'B1' does not balance", "equity 20", "expected equity 12"),
        BadCase.Institution("equity that needs negative external assets", "external_liabilities,equity", "§B1,bank,0,-50", "'B1' does not balance", "external_assets would have to be -53"),
        BadCase.Institution("equity that needs negative external liabilities", "external_assets,equity", "§B1,bank,10,50", "'B1' does not balance", "external_liabilities would have to be -37"),
        BadCase.Institution("an amount whose square is infinite", "cash,external_assets", "B1,bank,§1e308,1", "cash is '1e308'", "at most 1E+150"),
        BadCase.Institution("trust assets above client money", "client_money,trust_assets", "§B1,bank,10,11", "trust_assets of 'B1' are 11", "at most its client_money, 10"),
        BadCase.Institution("trust assets without client money", "trust_assets", "§B1,bank,11", "trust_assets of 'B1' are 11", "client_money"),
    ];

    private static IEnumerable<BadCase> Headers() =>
    [
        BadCase.Institutions("no column kind", "§id,equity\nB1,10\n", "column 'kind' is missing"),
        BadCase.Institutions("no column id", "§kind,equity\nbank,10\n", "column 'id' is missing"),
        BadCase.Institutions("a header with quotes left out and semicolons", "§id;kind\nB1;bank\n", "unknown column 'id;kind'"),
        BadCase.Institutions("an unknown column", $"id,kind,§equty\nB1,bank,1\n", "unknown column 'equty'", "did you mean 'equity'?"),
        BadCase.Institutions("an unnamed column", $"id,kind,§\nB1,bank,1\n", "unknown column", "empty"),
        BadCase.Institutions("an unknown column after a byte order mark", $"\uFEFFid,§knd\nB1,bank\n", "unknown column 'knd'", "did you mean 'kind'?"),
        BadCase.Institutions("a column given twice", $"id,kind,equity,§equity\nB1,bank,1,1\n", "column 'equity'", "twice"),
        BadCase.Institutions("a header only", "§id,kind\n", "no institutions"),
        BadCase.Institutions("no header", "§B1,bank\nB2,bank\n", "unknown column 'B1'"),
        BadCase.Institutions("an empty file", "§", "empty"),
    ];

    private static IEnumerable<BadCase> Rows() =>
    [
        BadCase.Institutions("too few fields", $"id,kind,equity\n§B1,bank\nB2,bank,1\nB3,bank,1\nP1,bank,1\n", "2 fields", "expected 3"),
        BadCase.Institutions("too many fields", $"id,kind\n§B1,bank,7\n{Rest}", "3 fields", "expected 2"),
        BadCase.Institutions("a quotation mark left open", $"id,kind,name\nB1,bank,\nB2,bank,\nB3,bank,\n§P1,platform,\"open\n", "quotation marks do not match"),
        BadCase.Institutions("a quotation mark inside a field", $"id,kind,name\n§B1,bank,the \"big\" one\nB2,bank,\nB3,bank,\nP1,platform,\n", "quotation marks do not match"),
        BadCase.Institutions("text after a closing quotation mark", $"id,kind,name\n§B1,bank,\"big\" one\nB2,bank,\nB3,bank,\nP1,platform,\n", "quotation marks do not match"),
        BadCase.Institutions("a row of 2 MiB", $"id,kind\n§{new string('x', 2 << 20)},bank\n", "longer than 1048576 bytes"),
        BadCase.Institutions("a wrong row after blank lines", $"id,kind\nB1,bank\n\n\nB2,§bnk\nB3,bank\nP1,platform\n", "unknown kind 'bnk'", "did you mean 'bank'?"),
        BadCase.Institutions("a wrong row of a file with CRLF", $"id,kind\r\nB1,bank\r\nB2,§bnk\r\nB3,bank\r\nP1,platform\r\n", "unknown kind 'bnk'", "did you mean 'bank'?"),
    ];

    private static IEnumerable<BadCase> Encodings() =>
    [
        Bytes("UTF-16 little-endian with a byte order mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("id,kind\nB1,bank\n")], "1:1", "UTF-16", "expected UTF-8"),
        Bytes("UTF-16 big-endian with a byte order mark", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("id,kind\nB1,bank\n")], "1:1", "UTF-16", "expected UTF-8"),
        // The first zero is the high byte of the first letter.
        Bytes("UTF-16 without a byte order mark", Encoding.Unicode.GetBytes("id,kind\nB1,bank\n"), "1:2", "zero byte", "UTF-16"),
        Bytes("Latin-1", Encoding.Latin1.GetBytes("id,kind,name\nB1,bank,Crédit\n"), "2:11", "not UTF-8"),
        Bytes("a zero byte", Encoding.UTF8.GetBytes("id,kind\nB1,bank\nB2,ba\0nk\n"), "3:6", "zero byte"),
    ];

    private static BadCase Bytes(string name, byte[] bytes, string place, params string[] words) =>
        BadCase.Folder(name, folder => folder.Write("institutions.csv", bytes), $"institutions.csv:{place}:", words);
}
