using System.Collections.Concurrent;
using Contagion.Grains;
using Orleans.Runtime;

namespace Contagion.Silo.Tests;

/// <summary>Keeps a note, and is woken by a reminder.</summary>
public interface INoteGrain : IGrainWithStringKey
{
    Task Write(string text);

    Task<string?> Read();

    Task Remind();

    Task Forget();
}

/// <summary>What is kept of it.</summary>
[GenerateSerializer]
public sealed class Note
{
    [Id(0)]
    public string? Text { get; set; }
}

/// <inheritdoc cref="INoteGrain"/>
public sealed class NoteGrain([PersistentState("note", GrainStorage.Name)] IPersistentState<Note> kept) : Grain, INoteGrain, IRemindable
{
    private const string Reminder = "wake up";

    /// <summary>Ends for each grain as its reminder has come twice.</summary>
    public static ConcurrentDictionary<string, (int Count, TaskCompletionSource Twice)> Woken { get; } = [];

    public Task Write(string text)
    {
        kept.State.Text = text;
        return kept.WriteStateAsync();
    }

    public Task<string?> Read() => Task.FromResult(kept.State.Text);

    public Task Remind() => this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));

    public async Task Forget() => await this.UnregisterReminder((await this.GetReminder(Reminder))!);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var key = this.GetPrimaryKeyString();
        var (count, twice) = Woken.AddOrUpdate(key, _ => (1, new TaskCompletionSource()), (_, before) => (before.Count + 1, before.Twice));
        if (count == 2)
        {
            twice.SetResult();
        }

        return Task.CompletedTask;
    }
}
