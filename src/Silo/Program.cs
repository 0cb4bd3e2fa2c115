using System.CommandLine;
using Contagion.Model;
using Contagion.Silo;

var config = new Option<string?>("--config") { Description = "The file of settings; silo.json in this folder, where there is one, unless given.", HelpName = "FILE" };
var run = new Command("run", "Run a node of the cluster until it is told to stop.") { config };
run.SetAction((parsed, stop) => SiloHost.Run(SiloSettings.Load(parsed.GetValue(config)), stop));
var check = new Command("check", "Check the settings and the database.") { config };
check.SetAction((parsed, stop) => SiloHost.Check(SiloSettings.Load(parsed.GetValue(config)), stop));
var apply = new Command("apply", "Create or migrate the tables of the cluster.") { config };
apply.SetAction((parsed, stop) => SiloHost.Apply(SiloSettings.Load(parsed.GetValue(config)), stop));
var root = new RootCommand("A node of a Contagion cluster.") { run, check, new Command("database", "The cluster's database.") { apply } };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (InputException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
catch (DatabaseException wrong)
{
    await Console.Error.WriteLineAsync($"silo: {wrong.Message}");
    return 1;
}
catch (Npgsql.NpgsqlException failure)
{
    await Console.Error.WriteLineAsync($"silo: the database cannot be used: {failure.Message}");
    return 1;
}
