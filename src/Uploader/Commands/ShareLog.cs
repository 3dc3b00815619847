using System.Text;
using System.Text.Json;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>
/// `tooltime share log`: every report of the last 90 days byte for byte, with the server's answer; one line each, oldest first.
/// </summary>
internal static class ShareLog
{
    public static int Run(CommandContext context)
    {
        var archive = new SentArchive(context.Home, context.Clock);
        var count = 0;
        foreach (var name in archive.Names)
        {
            var head = JsonSerializer.SerializeToUtf8Bytes(
                new LogEntry { Name = name, Answer = archive.AnswerTo(name) },
                ClientJson.Default.LogEntry
            );
            // The report is copied as it is: serialised again, its bytes would differ.
            context.Output.Write([
                .. head.AsSpan(..^1),
                .. Encoding.UTF8.GetBytes(",\"sent\":"),
                .. archive.Read(name),
                (byte)'}',
                (byte)'\n',
            ]);
            count++;
        }

        if (count > 0)
        {
            return ExitCode.Fine;
        }

        context.Say("Nothing was sent in the last 90 days.");
        return ExitCode.NothingToDo;
    }
}

/// <summary>What `tooltime share log` prints about a report, before the report itself.</summary>
internal sealed record LogEntry
{
    /// <summary>Its file name under sent/, without the extension: the instant, and the agent.</summary>
    public required string Name { get; init; }

    /// <summary>Null if none was stored: tooltime was stopped while waiting for it.</summary>
    public required SentAnswer? Answer { get; init; }
}
