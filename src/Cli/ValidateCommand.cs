using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Cli;

/// <summary><c>contagion validate</c>: checks a scenario and its network without running it.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("SCENARIO.yaml") { Description = "The scenario file." };
        var set = CommonOptions.Set();
        var command = new Command("validate", "Check a scenario and its network without running it.") { scenario, set };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(scenario);
            var file = ScenarioFile.Load(path, parsed.GetValue(set));
            var plan = new ReplicationPlan(file.Scenario, file.Network);
            Console.Out.WriteLine(
                $"{path} is right: {Meaning.Count(file.Network.Count, "institution")}, {Meaning.Count(file.Network.Claims.Count, "exposure")}, "
                + $"mechanism {file.Scenario.Channels.Solvency.Name}, {Meaning.Count(plan.Count, "replication")}.");
            return ExitCode.Done;
        });
        return command;
    }
}
