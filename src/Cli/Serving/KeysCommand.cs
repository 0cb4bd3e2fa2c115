using System.CommandLine;
using Contagion.Api;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary><c>contagion keys</c>: who may use a server, and what each may do.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Make, list and remove the keys of a server.") { Add(), List(), Remove() };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "What to call the key: a person, or a program.", HelpName = "NAME" };
        var role = new Option<string>("--role") { Description = "reader (look), writer (start and change things as well), admin (for all tenants, and keys).", HelpName = "ROLE", Required = true };
        var tenant = new Option<string>("--tenant") { Description = "Whose things it sees: keys of the same tenant see the same.", HelpName = "TENANT", DefaultValueFactory = _ => "main" };
        var data = CommonOptions.ServerData();
        var command = new Command("add", "Make a key, and print it this once.") { name, role, tenant, data };
        command.SetAction(parsed =>
        {
            var word = parsed.GetRequiredValue(role);
            if (!Words.TryParse<Role>(word, out var known))
            {
                throw new InputException(new Fault("--role", 1, 1, $"unknown role '{word}'; expected one of {string.Join(", ", Words.Of<Role>())}{Nearest.Hint(word, Words.Of<Role>())}"));
            }

            var (key, kept) = new KeyStore(parsed.GetRequiredValue(data)).Add(parsed.GetRequiredValue(name), known, parsed.GetRequiredValue(tenant));
            Console.Out.WriteLine(key);
            Console.Error.WriteLine($"Key {kept.Id} of {kept.Name} ({word}, tenant {kept.Tenant}). It is told this once; only what it hashes to is kept.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List()
    {
        var data = CommonOptions.ServerData();
        var command = new Command("list", "List keys, without the keys themselves.") { data };
        command.SetAction(parsed =>
        {
            foreach (var key in new KeyStore(parsed.GetRequiredValue(data)).All)
            {
                Console.Out.WriteLine($"{key.Id}  {Words.Of(key.Role),-6}  {key.Tenant}  {key.Name}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove()
    {
        var id = new Argument<string>("id") { Description = "The id, as contagion keys list tells it.", HelpName = "ID" };
        var data = CommonOptions.ServerData();
        var command = new Command("remove", "Remove a key; a server that runs refuses it at once.") { id, data };
        command.SetAction(parsed =>
        {
            var (store, wanted) = (new KeyStore(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(id));
            return store.Remove(wanted) ? ExitCode.Done
                : throw new InputException(new Fault("id", 1, 1, $"there is no key '{wanted}'{Nearest.Hint(wanted, store.All.Select(key => key.Id))}"));
        });
        return command;
    }
}
