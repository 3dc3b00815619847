using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ToolTime.Embedded.Reminders;

/// <summary>The stored reminders. Its one user writes one thing at a time.</summary>
internal sealed class ReminderTable(IEngineRecordStore records)
{
    private const string Kind = "reminder";

    public async IAsyncEnumerable<ReminderRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in records.ListAsync(Kind, cancellationToken))
            yield return JsonSerializer.Deserialize<ReminderRecord>(record.Value)!;
    }

    public async Task WriteAsync(ReminderRecord reminder)
    {
        var stored = await ReadAsync(reminder);
        await records.WriteAsync(Kind, KeyOf(reminder), JsonSerializer.SerializeToUtf8Bytes(reminder), stored?.Etag, CancellationToken.None);
    }

    public async Task DeleteAsync(ReminderRecord reminder)
    {
        if (await ReadAsync(reminder) is { } stored)
            await records.DeleteAsync(Kind, KeyOf(reminder), stored.Etag, CancellationToken.None);
    }

    // A grain's type holds no slash and its key's length is told, so that no two reminders share a key.
    private static string KeyOf(ReminderRecord reminder) =>
        $"{reminder.GrainType}/{reminder.GrainKey.Length}/{reminder.GrainKey}/{reminder.Name}";

    private ValueTask<EngineRecord?> ReadAsync(ReminderRecord reminder) =>
        records.ReadAsync(Kind, KeyOf(reminder), CancellationToken.None);
}
